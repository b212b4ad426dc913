package org.odoobridge.outbound.catalog.publish;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What one channel acknowledged of one template.
 *
 * @param shopId the channel's own id, or {@link #NONE}
 * @param fields {@link Fingerprint} of each acknowledged field
 * @param variants by {@code product_product.id}
 * @param unsure a write began and its end is not known: the channel may have more than this says
 * @param askedAt when that write began
 */
public record Listing(
    int template,
    long shopId,
    DesiredProduct.Kind kind,
    Map<ProductField, String> fields,
    Map<Integer, Variant> variants,
    boolean unsure,
    Optional<Instant> askedAt) {
  public static final long NONE = 0;

  /**
   * One variant as the channel acknowledged it.
   *
   * @param sku what the channel shows; empty for none
   * @param options fingerprint of its options
   * @param onSale whether it is offered; a variant Odoo no longer has stays, taken off sale
   */
  public record Variant(
      long shopId, String sku, String options, boolean onSale, Map<ProductField, String> fields) {
    public Variant {
      fields = Map.copyOf(fields);
    }
  }

  public Listing {
    fields = Map.copyOf(fields);
    variants = Map.copyOf(variants);
  }

  /** Of a template the channel was never told about. */
  public static Listing none(int template) {
    return new Listing(
        template, NONE, DesiredProduct.Kind.SIMPLE, Map.of(), Map.of(), false, Optional.empty());
  }

  public boolean found() {
    return shopId != NONE;
  }
}
