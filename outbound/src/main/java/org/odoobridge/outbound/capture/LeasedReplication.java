package org.odoobridge.outbound.capture;

import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.MessageDecoder;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.replication.PGReplicationStream;

/**
 * The replication connection on which Debezium streams. It is ours, so that the slot is never made
 * in passing, only we confirm LSNs, it is told when the slot is taken, before the first byte is
 * read, and columns that nobody reads are taken out before they are decoded.
 */
final class LeasedReplication implements ReplicationConnection {
  private static final int STATUS_INTERVAL_MS = 1_000;

  private final SourceConnections connections;
  private final CaptureConfig config;
  private final ColumnCut cut;
  private final MessageDecoder decoder;
  private final TypeRegistry types;
  private final SlotTaken slotTaken;
  private @Nullable Connection connection;

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

  /**
   * @param decoder of pgoutput's messages; closed with this
   */
  LeasedReplication(
      SourceConnections connections,
      CaptureConfig config,
      ColumnCut cut,
      MessageDecoder decoder,
      TypeRegistry types,
      SlotTaken slotTaken) {
    this.connections = connections;
    this.config = config;
    this.cut = cut;
    this.decoder = decoder;
    this.types = types;
    this.slotTaken = slotTaken;
  }

  @Override
  public ReplicationStream startStreaming(WalPositionLocator position) throws SQLException {
    return startStreaming(Lsn.INVALID_LSN, position);
  }

  @Override
  public ReplicationStream startStreaming(Lsn start, WalPositionLocator position)
      throws SQLException {
    Connection opened = connections.openReplication("capture");
    connection = opened;
    PGReplicationStream stream =
        opened
            .unwrap(PGConnection.class)
            .getReplicationAPI()
            .replicationStream()
            .logical()
            .withSlotName(quoted(config.slot()))
            .withStartPosition(start.asLogSequenceNumber())
            // The driver must not confirm what we have not made durable.
            .withAutomaticFlush(false)
            .withStatusInterval(STATUS_INTERVAL_MS, TimeUnit.MILLISECONDS)
            .withSlotOption("proto_version", 1)
            .withSlotOption("publication_names", quoted(config.publication()))
            .withSlotOption("messages", true)
            .start();
    LeasedStream leased = new LeasedStream(stream, start, position, this::decode, decoder);
    slotTaken.onTaken(leased::confirm);
    return leased;
  }

  private void decode(ByteBuffer message, ReplicationStream.ReplicationMessageProcessor processor)
      throws SQLException, InterruptedException {
    decoder.processMessage(cut.narrowed(message), processor, types);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** A slot made here would hide that the old one is gone. */
  @Override
  public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
    throw new SQLException("the slot has vanished");
  }

  /** Publication and slot were looked at by the lease. */
  @Override
  public void initConnection() {}

  @Override
  public boolean isConnected() throws SQLException {
    Connection opened = connection;
    return opened != null && !opened.isClosed();
  }

  @Override
  public void reconnect() throws SQLException {
    closeConnection();
  }

  @Override
  public void close() throws SQLException {
    decoder.close();
    closeConnection();
  }

  private void closeConnection() throws SQLException {
    Connection opened = connection;
    connection = null;
    if (opened != null) {
      opened.close();
    }
  }
}
