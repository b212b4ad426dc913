package org.odoobridge.outbound.catalog.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.core.model.ChannelId;

/** The journal's catalogue tables of one channel in memory; keeps every write. */
public final class MemoryCatalogStore implements CatalogStore {
  public final Map<Integer, Listing> listings = new TreeMap<>();
  public final Map<Integer, ParkedProduct> parked = new TreeMap<>();
  public final List<Changes> writes = new ArrayList<>();
  public Optional<Comparison> comparison = Optional.empty();

  @Override
  public Map<Integer, Listing> listings(ChannelId channel, Collection<Integer> templates) {
    Map<Integer, Listing> found = new HashMap<>(listings);
    found.keySet().retainAll(templates);
    return found;
  }

  @Override
  public List<Integer> listed(ChannelId channel, int afterId, int limit) {
    return listings.keySet().stream().filter(id -> id > afterId).limit(limit).toList();
  }

  @Override
  public Map<Long, Integer> owners(ChannelId channel, Collection<Long> shopIds) {
    Map<Long, Integer> owners = new HashMap<>();
    listings
        .values()
        .forEach(
            listing -> {
              if (listing.found() && shopIds.contains(listing.shopId())) {
                owners.put(listing.shopId(), listing.template());
              }
            });
    return owners;
  }

  @Override
  public List<ParkedProduct> parked(ChannelId channel) {
    return List.copyOf(parked.values());
  }

  @Override
  public Optional<Comparison> comparison(ChannelId channel) {
    return comparison;
  }

  @Override
  public void write(ChannelId channel, long epoch, Changes changes) {
    writes.add(changes);
    listings.keySet().removeAll(changes.forgotten());
    parked.keySet().removeAll(changes.unparked());
    changes.listings().forEach(listing -> listings.put(listing.template(), listing));
    changes.parked().forEach(one -> parked.put(one.template(), one));
    if (changes.comparison().isPresent()) {
      comparison = changes.comparison();
    }
  }
}
