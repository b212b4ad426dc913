package org.odoobridge.conformance.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.postgresql.replication.PGReplicationStream;

/**
 * The floor F: the least that can be done between a commit and an HTTP receiver. A plain pgjdbc
 * replication stream, a small pgoutput decoder, one POST per row with the bridge's HTTP client. It
 * keeps nothing, checks nothing and survives nothing.
 */
final class FloorReader implements AutoCloseable {
  static final String PUBLICATION = "bench_floor";

  private final Connection connection;
  private final PGReplicationStream stream;
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client;
  private final URI receiver;
  private final Map<Integer, String[]> relations = new HashMap<>();
  private final Thread thread;
  private volatile boolean stopping;

  FloorReader(
      String jdbcUrl, String user, String password, String slot, String publication, URI receiver)
      throws SQLException {
    this.receiver = receiver;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions().setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(8));
    Properties properties = new Properties();
    PGProperty.USER.set(properties, user);
    PGProperty.PASSWORD.set(properties, password);
    PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "15");
    PGProperty.REPLICATION.set(properties, "database");
    PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
    connection = DriverManager.getConnection(jdbcUrl, properties);
    stream =
        connection
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            .withSlotName(slot)
            .withSlotOption("proto_version", "1")
            .withSlotOption("publication_names", publication)
            .withStatusInterval(1, TimeUnit.SECONDS)
            .start();
    thread = Thread.ofPlatform().name("floor-reader").start(this::read);
  }

  /** Creates the slot the reader will use, and its publication of the quants alone. */
  static void createSlot(Connection connection, String slot) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create publication " + PUBLICATION + " for table stock_quant");
      statement.execute("select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
    }
  }

  private void read() {
    try {
      while (!stopping) {
        ByteBuffer message = stream.readPending();
        if (message == null) {
          Thread.onSpinWait();
          TimeUnit.MICROSECONDS.sleep(100);
          continue;
        }
        decode(message);
        stream.setFlushedLSN(stream.getLastReceiveLSN());
      }
    } catch (SQLException e) {
      if (!stopping) {
        throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void decode(ByteBuffer message) {
    byte type = message.get();
    if (type == 'R') {
      int id = message.getInt();
      text(message);
      text(message);
      message.get();
      String[] columns = new String[message.getShort()];
      for (int i = 0; i < columns.length; i++) {
        message.get();
        columns[i] = text(message);
        message.getInt();
        message.getInt();
      }
      relations.put(id, columns);
    } else if (type == 'I' || type == 'U') {
      String[] columns = relations.get(message.getInt());
      byte tuple = message.get();
      if (columns == null || tuple != 'N') {
        throw new IllegalStateException("unexpected tuple " + (char) tuple);
      }
      post(row(message, columns));
    }
  }

  private static Map<String, String> row(ByteBuffer message, String[] columns) {
    Map<String, String> row = new HashMap<>();
    int count = message.getShort();
    for (int i = 0; i < count; i++) {
      if (message.get() == 't') {
        byte[] bytes = new byte[message.getInt()];
        message.get(bytes);
        row.put(columns[i], new String(bytes, StandardCharsets.UTF_8));
      }
    }
    return row;
  }

  private void post(Map<String, String> row) {
    String body =
        "{\"product\":" + row.get("product_id") + ",\"quantity\":" + row.get("quantity") + "}";
    client
        .request(HttpMethod.POST, receiver.getPort(), receiver.getHost(), receiver.getPath())
        .putHeader("content-type", "application/json")
        .sendBuffer(Buffer.buffer(body));
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    int end = start;
    while (message.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    message.get(bytes);
    message.get();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws SQLException {
    stopping = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stream.close();
    connection.close();
    client.close();
    vertx.close().await();
  }
}
