package org.odoobridge.outbound.catalog.drift;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Listing;

/** What a channel was told and acknowledged, and how to tell it again. */
public interface Told {
  /**
   * The stock number a SKU settled at; empty when none was told, or another is on its way: then
   * what the channel shows proves nothing.
   */
  OptionalLong settledStock(Sku sku);

  /** Whether several products of the channel may have one SKU, each showing its stock. */
  boolean sharesSkus();

  /** SKUs whose stock the channel acknowledged. */
  List<Sku> acknowledgedStock();

  /** Whether Odoo has a product with this SKU that the channel may sell. */
  boolean knows(Sku sku);

  /**
   * What the channel shows of these SKUs now, by asking it; those it does not have are left out.
   */
  Map<Sku, OptionalLong> readStock(List<Sku> skus);

  /** Reads these SKUs anew and sends what differs. */
  void repairStock(Collection<Sku> skus);

  /** Whether products are published to this channel, or its stock only. */
  boolean publishesProducts();

  /** Which template each of these products of the channel is. */
  Map<Long, Integer> owners(Collection<Long> shopIds);

  Map<Integer, Listing> listings(Collection<Integer> templates);

  /** Templates with a listing, in id order, after {@code afterId}. */
  List<Integer> listed(int afterId, int limit);

  /** What the channel should show of these templates now. */
  List<DesiredProduct> desired(Collection<Integer> templates);

  /** Sends these fields of a template again, and of its variants by {@code product_product.id}. */
  void repairFields(
      int template, Set<ProductField> fields, Map<Integer, Set<ProductField>> variants);

  /**
   * Forgets that the channel had it, so that it is made again.
   *
   * @param product the variant meant, or 0 for the whole product
   */
  void makeAgain(int template, int product);
}
