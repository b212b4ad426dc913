package org.odoobridge.outbound.capture;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server sends from the slot, as Debezium wants it; confirms only what we say. */
final class LeasedStream implements ReplicationStream {
  private static final Logger LOG = LoggerFactory.getLogger(LeasedStream.class);
  private static final long KEEP_ALIVE_MS = 1_000;

  private final PGReplicationStream stream;
  private final Lsn start;
  private final WalPositionLocator position;
  private final Decoding decoding;
  private final MessageDecoder decoder;
  private volatile @Nullable Lsn received;
  private @Nullable KeepAlive keepAlive;

  /** Decodes one message and hands it on. */
  @FunctionalInterface
  interface Decoding {
    void decode(ByteBuffer message, ReplicationMessageProcessor processor)
        throws SQLException, InterruptedException;
  }

  private record KeepAlive(ExecutorService executor, CountDownLatch over) {}

  LeasedStream(
      PGReplicationStream stream,
      Lsn start,
      WalPositionLocator position,
      Decoding decoding,
      MessageDecoder decoder) {
    this.stream = stream;
    this.start = start;
    this.position = position;
    this.decoding = decoding;
    this.decoder = decoder;
  }

  /** The server need not keep what lies before {@code lsn}; from any thread. */
  void confirm(org.odoobridge.core.model.Lsn lsn) throws SQLException {
    LogSequenceNumber until = LogSequenceNumber.valueOf(lsn.value());
    if (stream.getLastFlushedLSN().compareTo(until) < 0) {
      stream.setFlushedLSN(until);
    }
    if (stream.getLastAppliedLSN().compareTo(until) < 0) {
      stream.setAppliedLSN(until);
    }
    stream.forceUpdateStatus();
  }

  @Override
  public void read(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    ByteBuffer message = stream.read();
    if (message != null) {
      handOn(message, processor);
    }
  }

  @Override
  public boolean readPending(ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    ByteBuffer message = stream.readPending();
    if (message == null) {
      return false;
    }
    handOn(message, processor);
    return true;
  }

  private void handOn(ByteBuffer message, ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    Lsn at = Lsn.valueOf(stream.getLastReceiveLSN());
    if (!decoder.shouldMessageBeSkipped(message, at, start, position)) {
      received = at;
      decoding.decode(message, processor);
    }
  }

  /** Debezium would confirm what it has read, which is more than what is durable. */
  @Override
  public void flushLsn(Lsn read) {}

  @Override
  public @Nullable Lsn lastReceivedLsn() {
    return received;
  }

  @Override
  public Lsn startLsn() {
    return start;
  }

  /** While a transaction is handled nothing is read, and the server must not lose patience. */
  @Override
  public void startKeepAlive(ExecutorService executor) {
    if (keepAlive == null) {
      KeepAlive started = new KeepAlive(executor, new CountDownLatch(1));
      keepAlive = started;
      executor.execute(() -> keepAlive(started.over()));
    }
  }

  private void keepAlive(CountDownLatch over) {
    try {
      do {
        stream.forceUpdateStatus();
      } while (!over.await(KEEP_ALIVE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      // The reading thread meets the same and says so.
      LOG.atDebug().addKeyValue("problem", e.getMessage()).log("no status could be sent");
    }
  }

  @Override
  public void stopKeepAlive() {
    KeepAlive running = keepAlive;
    keepAlive = null;
    if (running != null) {
      running.over().countDown();
      running.executor().shutdownNow();
    }
  }

  @Override
  public void close() throws SQLException {
    stream.close();
  }
}
