package org.odoobridge.core.journal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.OrderKey;

/** SQL that makes waiting entries due earlier; every method works in the caller's transaction. */
final class DueTable {
  private DueTable() {}

  static int recover(Connection connection, String worker, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inbound_message set due_at = ? where state = 'CLAIMED' and claimed_by = ?"
                + " and due_at > ?")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setString(2, worker);
      update.setObject(3, now.atOffset(ZoneOffset.UTC));
      return update.executeUpdate();
    }
  }

  static int settleUncertain(Connection connection, Collection<OrderKey> orders, Instant now)
      throws SQLException {
    List<OrderKey> keys = List.copyOf(orders);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inbound_message m set due_at = ?"
                + " from unnest(?::text[], ?::text[]) as k(source, id)"
                + " where m.source = k.source and m.resource = ? and m.resource_id = k.id"
                + " and m.state = 'UNCERTAIN' and m.due_at > ?")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      DemandTable.bind(connection, update, 2, "text", keys, key -> key.channel().value());
      DemandTable.bind(connection, update, 3, "text", keys, OrderKey::orderId);
      update.setString(4, ResourceKey.ORDER);
      update.setObject(5, now.atOffset(ZoneOffset.UTC));
      return update.executeUpdate();
    }
  }

  static int hasten(Connection connection, Set<String> problems, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inbound_message set due_at = ?"
                + " where state = 'RETRYABLE' and problem = any(?) and due_at > ?")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(2, connection.createArrayOf("text", problems.toArray()));
      update.setObject(3, now.atOffset(ZoneOffset.UTC));
      return update.executeUpdate();
    }
  }
}
