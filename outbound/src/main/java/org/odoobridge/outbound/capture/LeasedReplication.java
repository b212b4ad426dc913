package org.odoobridge.outbound.capture;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Debezium's replication connection with two changes: it tells when the slot is taken, before the
 * first byte is read, and only we confirm LSNs, not Debezium.
 */
final class LeasedReplication implements ReplicationConnection {
  private final ReplicationConnection delegate;
  private final SlotTaken slotTaken;

  /** Called on the streaming thread once the server streams to us; an exception ends the stream. */
  @FunctionalInterface
  interface SlotTaken {
    void onTaken(Confirmation confirmation);
  }

  /** Tells the server that it need not keep what lies before {@code lsn}; from any thread. */
  @FunctionalInterface
  interface Confirmation {
    void confirm(org.odoobridge.core.model.Lsn lsn) throws SQLException;
  }

  LeasedReplication(ReplicationConnection delegate, SlotTaken slotTaken) {
    this.delegate = delegate;
    this.slotTaken = slotTaken;
  }

  @Override
  public ReplicationStream startStreaming(WalPositionLocator position)
      throws SQLException, InterruptedException {
    return leased(delegate.startStreaming(position));
  }

  @Override
  public ReplicationStream startStreaming(Lsn start, WalPositionLocator position)
      throws SQLException, InterruptedException {
    return leased(delegate.startStreaming(start, position));
  }

  private ReplicationStream leased(ReplicationStream stream) {
    slotTaken.onTaken(lsn -> stream.flushLsn(Lsn.valueOf(LogSequenceNumber.valueOf(lsn.value()))));
    return new Unconfirmed(stream);
  }

  /** A slot made here would hide that the old one is gone. */
  @Override
  public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
    throw new SQLException("the slot has vanished");
  }

  @Override
  public void initConnection() throws SQLException, InterruptedException {
    delegate.initConnection();
  }

  @Override
  public boolean isConnected() throws SQLException {
    return delegate.isConnected();
  }

  @Override
  public void reconnect() throws SQLException {
    delegate.reconnect();
  }

  @Override
  public void close() throws SQLException {
    close(delegate);
  }

  private static void close(AutoCloseable resource) throws SQLException {
    try {
      resource.close();
    } catch (SQLException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new SQLException("not closed", e);
    }
  }

  private record Unconfirmed(ReplicationStream delegate) implements ReplicationStream {
    /** Debezium would confirm what it has read, which is more than what is durable. */
    @Override
    public void flushLsn(Lsn read) {}

    @Override
    public void read(ReplicationMessageProcessor processor)
        throws SQLException, InterruptedException {
      delegate.read(processor);
    }

    @Override
    public boolean readPending(ReplicationMessageProcessor processor)
        throws SQLException, InterruptedException {
      return delegate.readPending(processor);
    }

    @Override
    public Lsn lastReceivedLsn() {
      return delegate.lastReceivedLsn();
    }

    @Override
    public Lsn startLsn() {
      return delegate.startLsn();
    }

    @Override
    public void startKeepAlive(ExecutorService executor) {
      delegate.startKeepAlive(executor);
    }

    @Override
    public void stopKeepAlive() {
      delegate.stopKeepAlive();
    }

    @Override
    public void close() throws SQLException {
      LeasedReplication.close(delegate);
    }
  }
}
