package org.odoobridge.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.order.WooRefundParser;
import org.odoobridge.inbound.refund.RefundSource;
import org.odoobridge.inbound.refund.RefundSplit;
import org.odoobridge.inbound.sweep.ShopFailure;
import org.odoobridge.inbound.sweep.ShopReader;

/** Asks shops for an order's refunds and for what of them they took back into stock. */
final class ShopRefunds implements RefundSource {
  private final Function<ChannelId, Optional<ShopReader>> readers;

  ShopRefunds(Function<ChannelId, Optional<ShopReader>> readers) {
    this.readers = readers;
  }

  @Override
  public Answer read(OrderKey order) {
    Optional<ShopReader> reader = readers.apply(order.channel());
    if (reader.isEmpty()) {
      return new Answer.Unreadable(
          new Problem.Business(
              "unknown-source",
              "no source " + order.channel() + " is configured any more",
              "configure it again and redrive, or discard"));
    }
    try {
      return read(reader.get(), order);
    } catch (ShopFailure failure) {
      return new Answer.Away(failure.problem());
    }
  }

  private static Answer read(ShopReader reader, OrderKey order) {
    // The order after its refunds: what it says of restocked pieces is then no older than they.
    return switch (WooRefundParser.parse(reader.refunds(order.orderId()))) {
      case WooRefundParser.Parsed.Refunds refunds -> {
        Optional<JsonNode> now = reader.order(order.orderId());
        Map<String, BigDecimal> restocked = now.map(WooRefundParser::restocked).orElse(Map.of());
        yield new Answer.Given(new RefundSplit.Snapshot(refunds.refunds(), restocked));
      }
      case WooRefundParser.Parsed.Unreadable unreadable ->
          new Answer.Unreadable(unreadable.problem());
    };
  }
}
