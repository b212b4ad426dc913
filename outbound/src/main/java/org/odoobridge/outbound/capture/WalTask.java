package org.odoobridge.outbound.capture;

import io.debezium.config.Configuration;
import io.debezium.connector.base.QueueProvider;
import io.debezium.connector.base.QueueProviderService;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.MessageDecoderContext;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.pgoutput.PgOutputMessageDecoder;
import io.debezium.pipeline.DataChangeEvent;
import io.debezium.pipeline.spi.OffsetContext;
import io.debezium.pipeline.spi.Offsets;
import io.debezium.pipeline.spi.Partition;
import io.debezium.service.spi.ServiceProvider;
import io.debezium.service.spi.ServiceRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Lsn;

/**
 * Debezium's PostgreSQL task, with the start position given by us and without its queue: the
 * streaming thread calls our code directly. So there is no hand-over between threads, no offset
 * store and no batch size to choose, and blocking holds the stream.
 */
final class WalTask extends PostgresConnectorTask {
  private final CaptureConfig config;
  private final CaptureSource source;
  private final Lsn start;
  private final LeasedReplication.SlotTaken slotTaken;
  private final Consumer<SourceRecord> records;

  WalTask(
      CaptureConfig config,
      CaptureSource source,
      Lsn start,
      LeasedReplication.SlotTaken slotTaken,
      Consumer<SourceRecord> records) {
    this.config = config;
    this.source = source;
    this.start = start;
    this.slotTaken = slotTaken;
    this.records = records;
  }

  /** Why streaming has ended by itself; empty while it runs. */
  Optional<Throwable> failure() {
    return getErrorHandler()
        .flatMap(handler -> Optional.ofNullable(handler.getProducerThrowable()));
  }

  /**
   * Only {@code lsn} is given: with {@code lsn_proc} Debezium would first read up to that position,
   * then connect again.
   */
  @Override
  protected Offsets<PostgresPartition, PostgresOffsetContext> getPreviousOffsets(
      Partition.Provider<PostgresPartition> partitions,
      OffsetContext.Loader<PostgresOffsetContext> offsets) {
    return Offsets.of(
        partitions.getPartitions().iterator().next(), offsets.load(Map.of("lsn", start.value())));
  }

  @Override
  protected ReplicationConnection buildReplicationConnection(
      PostgresConnection metadata, PostgresSchema schema, PostgresConnectorConfig settings) {
    return new LeasedReplication(
        new SourceConnections(source.database()),
        config,
        new ColumnCut(source.columns()),
        new PgOutputMessageDecoder(new MessageDecoderContext(settings, schema), metadata),
        metadata.getTypeRegistry(),
        slotTaken);
  }

  @Override
  protected void registerServiceProviders(ServiceRegistry registry) {
    super.registerServiceProviders(registry);
    registry.registerServiceProvider(new DirectQueueProvider(records));
  }

  private record DirectQueueProvider(Consumer<SourceRecord> records)
      implements ServiceProvider<QueueProviderService> {
    @Override
    public QueueProviderService createService(Configuration config, ServiceRegistry registry) {
      return new QueueProviderService(new DirectQueue(records));
    }

    @Override
    public Class<QueueProviderService> getServiceClass() {
      return QueueProviderService.class;
    }
  }

  /** Is always empty: what comes in is handled at once. */
  private record DirectQueue(Consumer<SourceRecord> records)
      implements QueueProvider<DataChangeEvent> {
    @Override
    public String name() {
      return "direct";
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void enqueue(DataChangeEvent event) {
      records.accept(event.getRecord());
    }

    @Override
    public @Nullable DataChangeEvent poll() {
      return null;
    }

    @Override
    public int size() {
      return 0;
    }
  }
}
