package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.util.HashMap;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;

/** The journal's tables of terms and pictures in memory. */
final class MemoryCache implements CatalogCache {
  final Map<Term, Long> terms = new HashMap<>();
  final Map<String, Long> media = new HashMap<>();

  @Override
  public Map<Term, Long> terms(ChannelId channel) {
    return Map.copyOf(terms);
  }

  @Override
  public void saveTerms(ChannelId channel, Map<Term, Long> learned) {
    learned.forEach(
        (term, id) -> {
          if (id == 0) {
            terms.remove(term);
          } else {
            terms.put(term, id);
          }
        });
  }

  @Override
  public Map<String, Long> media(ChannelId channel) {
    return Map.copyOf(media);
  }

  @Override
  public void saveMedia(ChannelId channel, Map<String, Long> learned) {
    learned.forEach(
        (hash, id) -> {
          if (id == 0) {
            media.remove(hash);
          } else {
            media.put(hash, id);
          }
        });
  }
}
