package org.odoobridge.outbound.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * The floor that the engine is measured against: the driver's replication stream and just enough of
 * pgoutput's format to read the text columns of inserted and updated rows. No transactions, no
 * types, no reconnecting. Ends when its thread is interrupted.
 */
final class BareReader implements Runnable {
  private final SourceConnections connections;
  private final String slot;
  private final Consumer<Map<String, String>> rows;
  private final Map<Integer, String[]> columns = new HashMap<>();

  BareReader(SourceConnections connections, String slot, Consumer<Map<String, String>> rows) {
    this.connections = connections;
    this.slot = slot;
    this.rows = rows;
  }

  @Override
  public void run() {
    try (Connection connection = connections.openReplication("floor")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE_REPLICATION_SLOT " + slot + " TEMPORARY LOGICAL pgoutput");
      }
      try (PGReplicationStream stream =
          connection
              .unwrap(PGConnection.class)
              .getReplicationAPI()
              .replicationStream()
              .logical()
              .withSlotName(slot)
              .withSlotOption("proto_version", 1)
              .withSlotOption("publication_names", "odoo_bridge")
              .withStatusInterval(1, TimeUnit.SECONDS)
              .start()) {
        while (!Thread.currentThread().isInterrupted()) {
          ByteBuffer message = stream.readPending();
          if (message == null) {
            TimeUnit.MICROSECONDS.sleep(100);
          } else {
            decode(message);
            stream.setFlushedLSN(stream.getLastReceiveLSN());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IllegalStateException("the floor reader failed", e);
    }
  }

  private void decode(ByteBuffer message) {
    switch (message.get()) {
      case 'R' -> relation(message);
      case 'I', 'U' -> row(message);
      default -> {}
    }
  }

  private void relation(ByteBuffer message) {
    int id = message.getInt();
    text(message);
    text(message);
    message.get();
    String[] names = new String[message.getShort()];
    for (int i = 0; i < names.length; i++) {
      message.get();
      names[i] = text(message);
      message.getInt();
      message.getInt();
    }
    columns.put(id, names);
  }

  private void row(ByteBuffer message) {
    String[] names = columns.getOrDefault(message.getInt(), new String[0]);
    if (message.get() != 'N') {
      return;
    }
    Map<String, String> row = new HashMap<>();
    short count = message.getShort();
    for (int i = 0; i < count; i++) {
      if (message.get() == 't') {
        byte[] bytes = new byte[message.getInt()];
        message.get(bytes);
        row.put(names[i], new String(bytes, StandardCharsets.UTF_8));
      }
    }
    rows.accept(row);
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    while (message.get() != 0) {
      // to the terminator
    }
    byte[] bytes = new byte[message.position() - start - 1];
    message.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
