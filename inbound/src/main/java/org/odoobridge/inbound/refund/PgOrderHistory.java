package org.odoobridge.inbound.refund;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.WooOrderParser;

/** {@link OrderHistory} in the journal's messages, as long as they are kept. */
public final class PgOrderHistory implements OrderHistory {
  private final PgSession journal;

  public PgOrderHistory(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public Optional<ChannelOrder> lastApplied(OrderKey order) {
    return journal.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select body from inbound_message where source = ? and resource = ?"
                      + " and resource_id = ? and state = 'APPLIED' and version is not null"
                      + " order by version desc, id desc limit 1")) {
            query.setString(1, order.channel().value());
            query.setString(2, ResourceKey.ORDER);
            query.setString(3, order.orderId());
            ResultSet row = query.executeQuery();
            return row.next()
                    && WooOrderParser.parse(order.channel(), row.getBytes(1))
                        instanceof ParsedOrder.Order before
                ? Optional.of(before.order())
                : Optional.empty();
          }
        });
  }
}
