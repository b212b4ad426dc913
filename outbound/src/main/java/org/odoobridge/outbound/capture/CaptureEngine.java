package org.odoobridge.outbound.capture;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tails Odoo's WAL while this node holds the slot, and hands on whole transactions. Opens the
 * stream again whenever it breaks. Why it drives Debezium's task itself: {@code
 * bridge/docs/decisions/0006}.
 *
 * <p>A transaction is handed on at least once: after a crash again from the last durable position;
 * within one lead exactly once and in commit order.
 */
public final class CaptureEngine implements Component, Checkpoint {
  private static final Logger LOG = LoggerFactory.getLogger(CaptureEngine.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final CaptureConfig config;
  private final CaptureSource source;
  private final PgSession journal;
  private final CaptureListener listener;
  private final TransactionHandler handler;
  private final SourceConnections connections;
  private final PositionStore positions;
  private final Lease lease;
  private final Progress progress = new Progress();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final SlotWatch watch;
  private final Counter transactions;
  private final Counter rows;

  private volatile CaptureState state = new CaptureState.Stopped();
  private volatile @Nullable WalSession session;
  private volatile @Nullable CheckpointWriter checkpoints;
  private volatile @Nullable Thread thread;
  private volatile String openGap = "";
  private volatile boolean handling;

  /** Whether what the listener and the handler know of Odoo is whole. */
  private volatile boolean whole;

  private volatile boolean led;

  /**
   * @param journal the bridge's database, migrated
   * @param handler called on the capture thread; blocking it holds the stream
   */
  public CaptureEngine(
      CaptureConfig config,
      CaptureSource source,
      PgSession journal,
      CaptureListener listener,
      TransactionHandler handler,
      HealthRegistry health,
      MeterRegistry meters) {
    this.config = config;
    this.source = source;
    this.journal = journal;
    this.listener = listener;
    this.handler = handler;
    this.connections = new SourceConnections(source.database());
    this.positions = new PgPositionStore(config.slot());
    this.lease = new Lease(config, source, connections, journal, positions);
    this.watch =
        new SlotWatch(
            config,
            new Publication(config.publication(), source.tables()),
            connections,
            () -> state instanceof CaptureState.Leading,
            progress::handed,
            stopping);
    this.transactions = meters.counter(Telemetry.CAPTURE_TRANSACTIONS);
    this.rows = meters.counter(Telemetry.CAPTURE_ROWS);
    Gauge.builder(Telemetry.CAPTURE_LAG_BYTES, watch, SlotWatch::lagBytes).register(meters);
    Gauge.builder(Telemetry.CAPTURE_LAG_SECONDS, watch, SlotWatch::lagSeconds).register(meters);
    health.register(name(), this::health);
  }

  @Override
  public String name() {
    return "capture";
  }

  /** Starts in the background: the slot may be another node's for a long time. */
  @Override
  public void start() {
    state = new CaptureState.Connecting("");
    thread = Thread.ofPlatform().name("capture").daemon().start(this::streamAgainAndAgain);
    Thread.ofVirtual().name("capture-watch").start(watch);
  }

  @Override
  public void stop(Duration deadline) {
    stopping.countDown();
    WalSession current = session;
    if (current != null) {
      current.end();
    }
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(deadline.dividedBy(2))) {
        LOG.atWarn().log("the handler blocks; interrupting it");
        if (current != null) {
          current.interruptHandler();
        }
        running.interrupt();
        if (!running.join(deadline.dividedBy(2))) {
          LOG.atError().addKeyValue("durationMs", deadline.toMillis()).log("capture did not stop");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Everything up to {@code lsn} is durable. A call for what was never handed on is ignored. */
  @Override
  public void durable(Lsn lsn) {
    if (!progress.durable(lsn)) {
      LOG.atWarn().addKeyValue("lsn", lsn).log("checkpoint beyond what was handed on; ignored");
    }
  }

  /** The epoch under which this node leads; empty when it does not. */
  public OptionalLong epoch() {
    return state instanceof CaptureState.Leading leading
        ? OptionalLong.of(leading.epoch())
        : OptionalLong.empty();
  }

  /**
   * Commits a logical message to Odoo's WAL. It comes back through the stream in a transaction
   * whose commit LSN is above the one returned, after every transaction that committed before.
   */
  public Lsn emitMarker(String prefix, String content) {
    try (Connection connection = connections.open("marker")) {
      return SlotWatch.emit(connection, prefix, content);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Everything has been loaded and compared since the last gap: health is up again. */
  public void acknowledgeGaps(long epoch) {
    journal.transact(tx -> positions.acknowledgeGaps(tx, epoch));
    openGap = "";
  }

  /** What a probe sees. */
  public Health health() {
    return switch (state) {
      case CaptureState.Stopped stopped -> new Health.Down("not started");
      case CaptureState.Connecting connecting ->
          new Health.Down(
              connecting.after().isEmpty()
                  ? "opening the stream"
                  : "opening the stream again after: " + connecting.after());
      case CaptureState.Broken broken -> new Health.Down("not streaming: " + broken.reason());
      case CaptureState.Standby standby ->
          new Health.Degraded("standby: slot held by pid " + standby.holder());
      case CaptureState.Leading leading -> leadingHealth();
    };
  }

  private Health leadingHealth() {
    Duration stalled = watch.stalledFor();
    CheckpointWriter writer = checkpoints;
    if (stalled.compareTo(config.stallAfter()) > 0) {
      return new Health.Down("the stream has not moved for " + stalled.toSeconds() + " s");
    }
    if (writer != null && !writer.problem().isEmpty()) {
      return new Health.Down("position not stored in the journal: " + writer.problem());
    }
    if (!openGap.isEmpty()) {
      return new Health.Degraded("changes were missed, reload not finished: " + openGap);
    }
    if (!watch.publicationProblem().isEmpty()) {
      return new Health.Degraded(watch.publicationProblem());
    }
    if (watch.lagBytes() > config.lagAlarm().bytes()) {
      return new Health.Degraded("slot holds " + watch.lagBytes() + " bytes of WAL");
    }
    return watch.problem().isEmpty()
        ? Health.UP
        : new Health.Degraded("cannot look at the slot: " + watch.problem());
  }

  private void streamAgainAndAgain() {
    Duration pause = config.restartAfter();
    String reason = "";
    try {
      while (stopping.getCount() > 0) {
        led = false;
        state = new CaptureState.Connecting(reason);
        reason = stream(reason);
        if (stopping.getCount() == 0) {
          break;
        }
        state = new CaptureState.Broken(reason);
        pause = led ? config.restartAfter() : pause;
        stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      state = new CaptureState.Stopped();
    }
  }

  /** One stream, from waiting for the slot to its end; returns why it ended. */
  private String stream(String before) throws InterruptedException {
    try {
      Optional<Lease.Start> start =
          lease.awaitSlot(stopping, holder -> state = new CaptureState.Standby(holder));
      if (start.isEmpty()) {
        return "stopped";
      }
      state = new CaptureState.Connecting(before);
      run(start.get());
      return "stopped";
    } catch (ExecutionException e) {
      return broken(e.getCause() == null ? e : e.getCause());
    } catch (SQLException | RuntimeException e) {
      return broken(e);
    } finally {
      session = null;
      checkpoints = null;
    }
  }

  private void run(Lease.Start start) throws ExecutionException, InterruptedException {
    WalSession[] opened = new WalSession[1];
    opened[0] =
        new WalSession(
            config, source, start.from(), taken -> lead(opened[0], start, taken), this::handle);
    session = opened[0];
    if (stopping.getCount() == 0) {
      return;
    }
    opened[0].run(this::look);
  }

  /** On the streaming thread, the slot being ours now. */
  private void lead(
      WalSession current, Lease.Start start, LeasedReplication.Confirmation confirmation) {
    Lease.Lead lead = lease.take(start, whole);
    Lsn handed = progress.handed();
    boolean ahead = !lead.fresh() && lead.resume().isAtOrBefore(handed);
    if (!ahead) {
      progress.reset(lead.resume());
    }
    current.resumeAfter(ahead ? handed : lead.resume());
    openGap = journal.read(positions::openGap).orElse("");
    checkpoints = new CheckpointWriter(progress, journal, positions, lead, confirmation);
    LOG.atInfo()
        .addKeyValue("slot", config.slot())
        .addKeyValue("epoch", lead.epoch())
        .addKeyValue("lsn", lead.resume())
        .log(lead.fresh() ? "leading" : "stream open again");
    if (lead.fresh()) {
      whole = false;
      lead.gap().ifPresent(listener::onGap);
      listener.onLead(lead.epoch());
      whole = true;
    }
    led = true;
    state = new CaptureState.Leading(lead.epoch());
  }

  private void handle(WalTransaction transaction) {
    handling = true;
    whole = false;
    progress.handing(transaction.commitLsn());
    handler.onTransaction(transaction);
    whole = true;
    handling = false;
    transactions.increment();
    rows.increment(transaction.changes().size());
  }

  /** Beside the stream, every now and then. */
  private void look(boolean last) {
    CheckpointWriter writer = checkpoints;
    if (writer != null) {
      writer.tick(last);
    }
    Duration patience = config.stallAfter().multipliedBy(2);
    if (!last && !handling && watch.stalledFor().compareTo(patience) > 0) {
      throw new IllegalStateException("the stream has stalled");
    }
  }

  private String broken(Throwable cause) {
    handling = false;
    String reason = rootMessage(cause);
    LOG.atWarn()
        .addKeyValue("slot", config.slot())
        .addKeyValue("problem", reason)
        .setCause(cause instanceof SqlFailure || cause instanceof SQLException ? null : cause)
        .log("stream broken");
    return reason;
  }

  private static String rootMessage(Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
