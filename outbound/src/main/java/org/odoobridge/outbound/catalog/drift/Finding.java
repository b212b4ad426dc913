package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.Locale;

/**
 * One thing a shop shows wrongly.
 *
 * @param item the shop's own number of the product or variation, 0 when it is gone from there
 * @param template {@code product_template.id}; 0 when Odoo has none
 * @param product {@code product_product.id} when a variant of several is meant, else 0
 * @param sku as Odoo, or else the shop, knows it; empty text for none
 * @param facet {@code stock}, a product field such as {@code regular-price}, or {@code product}
 * @param detail what the shop shows and what it should show
 * @param remedy what a person can do; empty text when nothing is needed
 */
public record Finding(
    Drift drift,
    long item,
    int template,
    int product,
    String sku,
    String name,
    String facet,
    String detail,
    String remedy,
    State state,
    Instant since) {
  /** Facet of the stock number. */
  public static final String STOCK = "stock";

  /** Facet of the product as a whole. */
  public static final String PRODUCT = "product";

  /** What has become of it. */
  public enum State {
    /** Found in a round that still runs. */
    FOUND,
    /** Sent again; the next round shows whether it stays. */
    REPAIRED,
    /** A repair that waits for approval: there were too many at once, or it is not ours to make. */
    HELD,
    /** Only a person can put it right. */
    ASKED;

    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** From {@link #key}. */
    public static State of(String key) {
      return valueOf(key.toUpperCase(Locale.ROOT));
    }
  }

  /** Stable over rounds: what is wrong with which item. */
  public String id() {
    String what =
        item != 0 ? "i" + item : template != 0 ? "t" + template + "." + product : "s" + sku;
    return drift.key() + ":" + what + ":" + facet;
  }

  Finding with(State now) {
    return new Finding(
        drift, item, template, product, sku, name, facet, detail, remedy, now, since);
  }

  Finding since(Instant first) {
    return new Finding(
        drift, item, template, product, sku, name, facet, detail, remedy, state, first);
  }
}
