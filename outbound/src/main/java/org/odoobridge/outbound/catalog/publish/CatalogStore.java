package org.odoobridge.outbound.catalog.publish;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;

/**
 * What channels acknowledged of products, in the journal. Blocks (virtual thread); throws {@link
 * org.odoobridge.core.runtime.SqlFailure}.
 */
public interface CatalogStore {
  /** Known listings of these templates. */
  Map<Integer, Listing> listings(ChannelId channel, Collection<Integer> templates);

  /** Templates with a listing, in id order, after {@code afterId}, at most {@code limit}. */
  List<Integer> listed(ChannelId channel, int afterId, int limit);

  /** Which template each of these products of the channel is. */
  Map<Long, Integer> owners(ChannelId channel, Collection<Long> shopIds);

  List<ParkedProduct> parked(ChannelId channel);

  Optional<Comparison> comparison(ChannelId channel);

  /**
   * Everything one step changed.
   *
   * @param listings to insert or replace
   * @param forgotten listings to remove
   * @param parked to insert or replace
   * @param unparked templates that are not parked any longer
   */
  record Changes(
      Collection<Listing> listings,
      Set<Integer> forgotten,
      Collection<ParkedProduct> parked,
      Set<Integer> unparked,
      Optional<Comparison> comparison) {
    static Changes of(Collection<Listing> listings) {
      return new Changes(listings, Set.of(), List.of(), Set.of(), Optional.empty());
    }

    static Changes of(Comparison comparison) {
      return new Changes(List.of(), Set.of(), List.of(), Set.of(), Optional.of(comparison));
    }
  }

  /**
   * Writes them in one transaction. Safe to repeat.
   *
   * @throws org.odoobridge.core.cluster.StaleEpochException when another node leads
   */
  void write(ChannelId channel, long epoch, Changes changes);
}
