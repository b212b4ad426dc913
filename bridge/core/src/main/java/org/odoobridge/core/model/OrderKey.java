package org.odoobridge.core.model;

/**
 * Identity of an order where it was placed.
 *
 * @param orderId the channel's own id, e.g. WooCommerce's numeric order id
 */
public record OrderKey(ChannelId channel, String orderId) {
  public OrderKey {
    if (orderId.isBlank()) {
      throw new IllegalArgumentException("an order id must not be blank");
    }
  }

  @Override
  public String toString() {
    return channel + "/" + orderId;
  }
}
