package org.odoobridge.outbound.capture;

import io.debezium.connector.common.DebeziumTaskState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Lsn;

/**
 * One stream from the slot, from its opening until it breaks or is ended. Transactions come on
 * Debezium's streaming thread.
 */
final class WalSession {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration LAST_LOOK = Duration.ofSeconds(2);

  private final Map<String, String> settings;
  private final WalTask task;
  private final LeasedReplication.SlotTaken slotTaken;
  private final TransactionAssembler assembler;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable Thread streaming;

  WalSession(
      CaptureConfig config,
      CaptureSource source,
      Lsn start,
      LeasedReplication.SlotTaken slotTaken,
      TransactionHandler handler) {
    String placeholder = DebeziumSettings.newPlaceholder();
    this.settings = DebeziumSettings.of(config, source, placeholder);
    this.slotTaken = slotTaken;
    this.assembler =
        new TransactionAssembler(
            settings.getOrDefault("topic.prefix", ""), new RowReader(placeholder), handler);
    this.task = new WalTask(config, source, start, this::onTaken, this::onRecord);
  }

  /** Leaves out what ends at or before {@code position}; on the streaming thread only. */
  void resumeAfter(Lsn position) {
    assembler.resumeAfter(position);
  }

  /** What is to be done beside the stream, on a thread of its own, every 50 ms or so. */
  @FunctionalInterface
  interface Look {
    /**
     * @param last the stream is over but not yet closed; an exception is of no interest then
     */
    void look(boolean last);
  }

  /**
   * Streams until {@link #end} or {@link #fail} is called or the stream breaks; in the last two
   * cases throws why. An exception of {@code look} ends the stream too.
   */
  void run(Look look) throws ExecutionException, InterruptedException {
    task.initialize(new Context(settings));
    Thread looker = Thread.ofVirtual().name("capture-look").unstarted(() -> lookUntilOver(look));
    try {
      task.start(settings);
      looker.start();
      awaitEnd();
    } finally {
      end();
      finish(looker);
      task.stop();
    }
  }

  private void awaitEnd() throws ExecutionException, InterruptedException {
    while (!isOverWithin(LOOK)) {
      Optional<Throwable> failure = task.failure();
      if (failure.isPresent()) {
        throw new ExecutionException(failure.get());
      }
      if (task.getTaskState() != DebeziumTaskState.RUNNING) {
        throw new ExecutionException(new IllegalStateException("the stream did not start"));
      }
    }
    ended.get();
  }

  private void lookUntilOver(Look look) {
    try {
      do {
        look.look(false);
      } while (!isOverWithin(LOOK));
      look.look(true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private boolean isOverWithin(Duration time) throws InterruptedException {
    try {
      ended.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** Gives the last look a little time; a journal that is away must not hold the next stream. */
  private static void finish(Thread looker) throws InterruptedException {
    if (looker.isAlive() && !looker.join(LAST_LOOK)) {
      looker.interrupt();
    }
  }

  /** Ends the stream; from any thread. */
  void end() {
    ended.complete(null);
  }

  /** Ends the stream because of {@code cause}; from any thread. The first cause counts. */
  void fail(Throwable cause) {
    ended.completeExceptionally(cause);
  }

  boolean isOver() {
    return ended.isDone();
  }

  /** Interrupts a handler that blocks. */
  void interruptHandler() {
    Thread thread = streaming;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void onTaken(LeasedReplication.Confirmation confirmation) {
    streaming = Thread.currentThread();
    guarded(() -> slotTaken.onTaken(confirmation));
  }

  private void onRecord(SourceRecord record) {
    guarded(() -> assembler.accept(record));
  }

  /** Debezium may wrap or log what we throw; the session keeps the cause itself. */
  private void guarded(Runnable work) {
    if (isOver()) {
      throw new IllegalStateException("the stream is being closed");
    }
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      fail(e);
      throw e;
    }
  }

  private record Context(Map<String, String> configs) implements SourceTaskContext {
    @Override
    public PluginMetrics pluginMetrics() {
      throw new UnsupportedOperationException("meters are our own");
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
      throw new UnsupportedOperationException("the start position is given, not stored");
    }
  }
}
