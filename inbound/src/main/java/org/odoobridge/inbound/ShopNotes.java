package org.odoobridge.inbound;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import org.odoobridge.core.journal.ContentHash;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;

/** What shops were told about their orders, so that each thing is told once on all nodes. */
final class ShopNotes {
  private final PgSession journal;

  ShopNotes(PgSession journal) {
    this.journal = journal;
  }

  /** Notes that {@code text} is told now; false when it was told before. */
  boolean first(OrderKey order, String text) {
    return change(
        "insert into shop_note (source, order_id, note) values (?, ?, ?) on conflict do nothing",
        order,
        text);
  }

  /** Takes that back: it was not told after all. */
  void forget(OrderKey order, String text) {
    boolean unused =
        change("delete from shop_note where source = ? and order_id = ? and note = ?", order, text);
  }

  private boolean change(String sql, OrderKey order, String text) {
    return journal.inTransaction(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, order.channel().value());
            statement.setString(2, order.orderId());
            statement.setString(
                3, ContentHash.of(text.getBytes(StandardCharsets.UTF_8)).toString());
            return statement.executeUpdate() == 1;
          }
        });
  }
}
