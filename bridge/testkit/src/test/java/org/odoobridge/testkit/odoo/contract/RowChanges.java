package org.odoobridge.testkit.odoo.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts what logical decoding shows per table, from a slot of its own. */
final class RowChanges implements AutoCloseable {

  private static final String NAME = "row_changes_probe";

  private final Connection connection;
  private final Map<Integer, String> tables = new HashMap<>();

  /** Inserts, updates and deletes of one table. */
  record Count(int inserts, int updates, int deletes) {
    Count plus(char kind) {
      return switch (kind) {
        case 'I' -> new Count(inserts + 1, updates, deletes);
        case 'U' -> new Count(inserts, updates + 1, deletes);
        default -> new Count(inserts, updates, deletes + 1);
      };
    }
  }

  RowChanges(Connection connection) throws SQLException {
    this.connection = connection;
    drop();
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE PUBLICATION " + NAME + " FOR ALL TABLES");
      statement.execute("SELECT pg_create_logical_replication_slot('" + NAME + "', 'pgoutput')");
    }
  }

  /** Changes committed since the last call, by table name. */
  Map<String, Count> drain() throws SQLException {
    Map<String, Count> counts = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT data FROM pg_logical_slot_get_binary_changes('%1$s', NULL, NULL, 'proto_version', '1', 'publication_names', '%1$s')"
                    .formatted(NAME))) {
      while (rows.next()) {
        ByteBuffer message = ByteBuffer.wrap(rows.getBytes(1));
        char kind = (char) message.get();
        switch (kind) {
          case 'R' -> {
            int relation = message.getInt();
            text(message);
            tables.put(relation, text(message));
          }
          case 'I', 'U', 'D' -> {
            String table = tables.getOrDefault(message.getInt(), "?");
            counts.put(table, counts.getOrDefault(table, new Count(0, 0, 0)).plus(kind));
          }
          default -> {
            // begin, commit and the rest carry no row
          }
        }
      }
    }
    return counts;
  }

  @Override
  public void close() throws SQLException {
    drop();
  }

  private void drop() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '"
              + NAME
              + "'");
      statement.execute("DROP PUBLICATION IF EXISTS " + NAME);
    }
  }

  private static String text(ByteBuffer message) {
    int end = message.position();
    while (message.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - message.position()];
    message.get(bytes);
    message.get();
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
