package org.odoobridge.inbound.refund;

import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;

/** One refund of one order of one channel; {@code id} is unique within the channel. */
public record RefundKey(OrderKey order, String id) {
  /** Reference of what the refund became in Odoo: {@code shop~order~4711~refund~57~KIND}. */
  ExternalRef ref(String kind) {
    return new ExternalRef(
        ExternalRef.order(order).name()
            + "~refund~"
            + id.replaceAll("[^A-Za-z0-9_-]", "_")
            + "~"
            + kind);
  }

  @Override
  public String toString() {
    return order + "/" + id;
  }
}
