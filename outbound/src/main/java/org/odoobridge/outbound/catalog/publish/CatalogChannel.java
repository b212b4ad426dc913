package org.odoobridge.outbound.catalog.publish;

import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;

/** A place that is told products: the port every catalogue adapter implements. */
public interface CatalogChannel {
  ChannelId id();

  /** Most products in one {@link #publish}; at least 1. */
  int batchLimit();

  /**
   * Finds out what the channel can do, once. Blocks; throws {@link
   * org.odoobridge.outbound.delivery.ChannelUnavailable}.
   */
  void prepare();

  /** Whether the channel has such a field; asked after {@link #prepare}. */
  boolean supports(ProductField field);

  /**
   * One product to write.
   *
   * @param listing what the channel acknowledged before; {@link Listing#unsure} when an earlier
   *     write may have been carried out: the channel is asked before anything is created
   */
  record Job(DesiredProduct desired, Listing listing, Difference difference) {}

  /**
   * What became of one product.
   *
   * @param answered whether the channel answered for this product itself; false when it as a whole
   *     failed
   * @param listing what the channel acknowledged, this write included
   * @param again whether there is more to write that had to wait for this, to be done at once
   * @param missing templates it refers to that the channel does not have yet
   * @param created SKUs that the channel has from now on
   */
  record Published(
      int template,
      Outcome outcome,
      boolean answered,
      Listing listing,
      boolean again,
      List<Integer> missing,
      List<Sku> created) {
    public Published {
      missing = List.copyOf(missing);
      created = List.copyOf(created);
    }
  }

  /**
   * Writes what differs; one answer per job, in any order. Blocks (virtual thread) until the
   * channel has answered or the adapter's own time limit has passed. A repeat is harmless: a
   * product is looked up before it is created. Never throws for what the channel answers.
   */
  List<Published> publish(List<Job> jobs);

  /** What the channel has for a product that we have not told it about. */
  sealed interface Match {
    record Nowhere() implements Match {}

    record At(long shopId) implements Match {}

    /** It cannot be published as it is. */
    record Conflict(org.odoobridge.core.work.Problem.Business problem) implements Match {}
  }

  /**
   * Looks for products that are to be created, and writes nothing; by template. Throws {@link
   * org.odoobridge.outbound.delivery.ChannelUnavailable}.
   */
  Map<Integer, Match> match(List<Job> jobs);
}
