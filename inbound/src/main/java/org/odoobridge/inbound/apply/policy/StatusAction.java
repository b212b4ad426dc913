package org.odoobridge.inbound.apply.policy;

import java.util.Map;

/** What a shop's status of an order means for Odoo. */
public enum StatusAction {
  /** Not an order yet, or none of Odoo's business. */
  IGNORE,
  /** A quotation; see {@code orders.expiry}. */
  DRAFT,
  /** A quotation that a person must release. */
  HOLD,
  /** A confirmed order. */
  CONFIRM,
  /** No order any more. */
  CANCEL;

  /** What WooCommerce's own statuses mean. */
  public static final Map<String, StatusAction> STANDARD =
      Map.ofEntries(
          Map.entry("checkout-draft", IGNORE),
          Map.entry("auto-draft", IGNORE),
          Map.entry("draft", IGNORE),
          Map.entry("new", IGNORE),
          Map.entry("pending", IGNORE),
          Map.entry("on-hold", DRAFT),
          Map.entry("processing", CONFIRM),
          Map.entry("completed", CONFIRM),
          Map.entry("cancelled", CANCEL),
          Map.entry("refunded", CANCEL),
          Map.entry("failed", CANCEL),
          Map.entry("trash", CANCEL));

  /** The key that stands for every status which is not listed. */
  public static final String ANY_OTHER = "other";

  /** What an unlisted status means: nobody has decided yet. */
  public static final StatusAction UNLISTED = HOLD;
}
