package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.util.Map;
import org.odoobridge.core.model.ChannelId;

/**
 * Remembers over restarts a shop's numbers for our terms and pictures. Losing it costs requests
 * (terms) or pictures sent once more; a wrong number is noticed by the shop's answer, so its writes
 * are not fenced.
 */
public interface CatalogCache {
  /**
   * @param taxonomy such as {@code categories}, or {@code attribute 7} for an attribute's terms
   * @param path from the root down, joined by newlines
   */
  record Term(String taxonomy, String path) {}

  Map<Term, Long> terms(ChannelId channel);

  /** Inserts or replaces; 0 forgets. */
  void saveTerms(ChannelId channel, Map<Term, Long> terms);

  /** Attachment ids by content hash. */
  Map<String, Long> media(ChannelId channel);

  /** Inserts or replaces; 0 forgets. */
  void saveMedia(ChannelId channel, Map<String, Long> media);
}
