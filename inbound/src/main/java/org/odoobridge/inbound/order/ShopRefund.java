package org.odoobridge.inbound.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;

/**
 * One refund as its channel states it. All quantities and amounts are above zero for what goes back
 * to the customer.
 *
 * @param id unique within the channel
 * @param amount gross, what the customer gets
 * @param items what it is for; together they may be less than {@code amount}, the rest is for
 *     nothing in particular
 */
public record ShopRefund(
    String id, Instant createdAt, BigDecimal amount, String reason, List<Item> items) {
  public ShopRefund {
    items = List.copyOf(items);
  }

  /**
   * One line of it.
   *
   * @param line id of the order's line that is refunded
   * @param product whether that is a product's, not shipping or a fee
   * @param quantity pieces; zero when only money goes back
   * @param net without tax
   */
  public record Item(
      String line,
      boolean product,
      BigDecimal quantity,
      BigDecimal net,
      BigDecimal tax,
      List<TaxShare> taxes) {
    public Item {
      taxes = List.copyOf(taxes);
    }

    public BigDecimal gross() {
      return net.add(tax);
    }
  }

  /** Gross of all items. */
  public BigDecimal itemised() {
    return items.stream().map(Item::gross).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
