package org.odoobridge.outbound.catalog.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/**
 * What one channel should show of one Odoo template.
 *
 * @param template {@code product_template.id}: the identity in Odoo that never changes
 * @param kind one product, or a parent with variations
 * @param published whether the channel should have it at all; when false it is taken off sale,
 *     never deleted
 * @param sku of a simple product; variations carry their own
 * @param fields only fields that Odoo (or the channel's mapping) has something to say about
 * @param variants active variants, empty for a simple product
 * @param problems what a person must put right before it can be published, each with the remedy
 */
public record DesiredProduct(
    ChannelId channel,
    int template,
    Kind kind,
    boolean published,
    Optional<Sku> sku,
    Map<ProductField, FieldValue> fields,
    List<Variant> variants,
    List<String> problems) {
  /** What it is in the shop. */
  public enum Kind {
    SIMPLE,
    VARIABLE
  }

  /**
   * One variant.
   *
   * @param product {@code product_product.id}
   * @param options chosen option by attribute name
   */
  public record Variant(
      int product,
      Optional<Sku> sku,
      Map<String, String> options,
      Map<ProductField, FieldValue> fields) {
    public Variant {
      options = Map.copyOf(options);
      fields = Map.copyOf(fields);
    }
  }

  public DesiredProduct {
    fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    variants = List.copyOf(variants);
    problems = List.copyOf(problems);
  }
}
