package org.odoobridge.outbound;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.capture.CaptureListener;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.TransactionHandler;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.desired.Cause;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.DesiredState;
import org.odoobridge.outbound.desired.Explanation;
import org.odoobridge.outbound.desired.StockPage;
import org.odoobridge.outbound.desired.StockRow;
import org.odoobridge.outbound.desired.StockSink;
import org.odoobridge.outbound.projection.InFlightDemand;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.SourceShape;
import org.odoobridge.outbound.projection.TablePart;
import org.odoobridge.outbound.projection.TableSource;
import org.odoobridge.outbound.projection.Touched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of one WAL transaction: fold it whole into the tables, see what it touched, recompute
 * that, offer what changed. Everything happens on one thread. No number is offered before the gate
 * opens, that is before the stream has reached the moment at which the tables were loaded.
 */
public final class OutboundFlow
    implements TransactionHandler, CaptureListener, ReferenceFeed, Component {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundFlow.class);
  private static final int QUEUED_ROWS = 20_000;
  private static final long ANSWER_MILLIS = 30_000;
  private static final long TICK_MILLIS = 1_000;

  private final TableSource source;
  private final DemandFeed demandFeed;
  private final Clock clock;
  private final InFlightDemand demand;
  private final DesiredState desired;
  private final OwnerThread owner = new OwnerThread(QUEUED_ROWS);
  private final List<Consumer<ExternalRef>> referenceListeners = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("projection-timer").daemon().factory());
  private final AtomicBoolean reloading = new AtomicBoolean();
  private final AtomicReference<String> reloadWanted = new AtomicReference<>("");
  private final ShapeGuard shapes = new ShapeGuard();
  private final Counter reloads;

  private OdooTables tables;
  private @Nullable Gate gate = Gate.closed();
  private volatile Lsn readUpTo = Lsn.ZERO;
  private volatile Lsn offeredUpTo = Lsn.ZERO;
  private volatile boolean gap;
  private final List<Runnable> openListeners = new CopyOnWriteArrayList<>();
  private volatile Instant watermark;
  private volatile boolean open;
  private volatile String loadProblem = "";

  /** Why the tables that wait for the gate are not right although loaded; empty when they are. */
  private String stale = "";

  /**
   * Numbers wait here until the marker {@code nonce} is read.
   *
   * @param replayed SKUs touched by rows read before it: they may have been told to channels in
   *     another state before
   * @param all whether everything counts as replayed, since changes were missed
   */
  private record Gate(String nonce, Set<Sku> replayed, boolean all) {
    /** A gate that no marker opens. */
    static Gate closed() {
      return new Gate("", new HashSet<>(), false);
    }
  }

  public OutboundFlow(
      List<ChannelPolicy> channels,
      TableSource source,
      DemandFeed demandFeed,
      StockSink sink,
      Clock clock,
      MeterRegistry meters) {
    this(channels, ShopUnits.NONE, source, demandFeed, sink, clock, meters);
  }

  /**
   * @param units how much of Odoo's unit a piece in each channel is
   */
  public OutboundFlow(
      List<ChannelPolicy> channels,
      ShopUnits units,
      TableSource source,
      DemandFeed demandFeed,
      StockSink sink,
      Clock clock,
      MeterRegistry meters) {
    this.source = source;
    this.demandFeed = demandFeed;
    this.clock = clock;
    this.demand = new InFlightDemand(units);
    this.desired = new DesiredState(channels, units, demand, sink, clock);
    this.tables = new OdooTables(kept(channels));
    this.watermark = clock.instant();
    this.reloads = meters.counter(Telemetry.PROJECTION_RELOADS);
    Gauge.builder(
            Telemetry.WATERMARK_AGE,
            () -> Duration.between(watermark, clock.instant()).toMillis() / 1000.0)
        .baseUnit("seconds")
        .register(meters);
  }

  /** What the loader must keep, see {@link OdooTables}. */
  public static Kept kept(List<ChannelPolicy> channels) {
    return Kept.by(channels.stream().map(ChannelPolicy::stock).toList());
  }

  @Override
  public String name() {
    return "projection";
  }

  /** Starts the thread and listens to demand. Loads nothing: {@link #onLead} does. */
  @Override
  public void start() {
    owner.start();
    demandFeed.subscribe(this::onDemand);
    var unused =
        timer.scheduleWithFixedDelay(
            this::tickSafely, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop(Duration deadline) {
    timer.shutdownNow();
    try {
      owner.stop(deadline.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Reads Odoo's tables anew and closes the gate until the stream has caught up with them; blocks
   * while it reads. To be called when this node has taken the slot and before the first transaction
   * that follows, and again after a gap.
   *
   * @param gap changes were missed: every number is offered as replayed
   */
  public synchronized void load(boolean gap) {
    owner.hold(true);
    try {
      owner.recover();
      ask(() -> closeGate(gap));
      List<OrderDemand> orders = demandFeed.open();
      List<String> names =
          orders.stream().map(order -> ExternalRef.order(order.key()).name()).toList();
      TableSource.Loaded loaded = source.load(names);
      ask(() -> swapIn(loaded, orders));
      loadProblem = "";
    } finally {
      owner.hold(false);
    }
  }

  /** Blocks while many rows wait; throws once a transaction could not be folded. */
  @Override
  public void onTransaction(WalTransaction transaction) {
    owner.submit(() -> fold(transaction), transaction.changes().size());
  }

  @Override
  public void subscribe(Consumer<ExternalRef> listener) {
    referenceListeners.add(listener);
  }

  /** Loads; holds the stream meanwhile. */
  @Override
  public void onLead(long epoch) {
    load(gap);
    gap = false;
  }

  @Override
  public void onGap(String reason) {
    gap = true;
  }

  /** Calls {@code listener} each time the gate has opened; it must return at once. */
  public void whenOpen(Runnable listener) {
    openListeners.add(listener);
  }

  /**
   * Everything up to here is folded and every number it changed was offered. Stands still while
   * numbers wait for the gate, so that the slot does not pass what a restart would have to read
   * again.
   */
  public Lsn foldedLsn() {
    return offeredUpTo;
  }

  /** Everything up to here is folded. */
  Lsn watermark() {
    return readUpTo;
  }

  /** Whether numbers are being offered. */
  public boolean isOpen() {
    return open;
  }

  /** Why folding has stopped, if it has; {@link #load} starts anew. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(owner.failure());
  }

  public Health health() {
    Optional<Throwable> failure = failure();
    if (failure.isPresent()) {
      return new Health.Down("a transaction could not be folded: " + failure.get());
    }
    if (!loadProblem.isEmpty()) {
      return new Health.Down("no number is published: " + loadProblem);
    }
    return open ? Health.UP : new Health.Degraded("Odoo's tables are being loaded");
  }

  /** The formula for one channel and SKU; empty for an unknown channel. */
  public Optional<Explanation> explain(ChannelId channel, Sku sku) {
    return owner.ask(() -> desired.explain(channel, sku), ANSWER_MILLIS);
  }

  /** The one active product with this SKU, stocked or not; empty when none or several. */
  public Optional<Integer> productOf(Sku sku) {
    return owner.ask(() -> tables.catalog().active(sku), ANSWER_MILLIS);
  }

  /** How much a piece of a product is in a channel. */
  public PieceSize piece(ChannelId channel, int product) {
    return owner.ask(() -> desired.piece(channel, product), ANSWER_MILLIS);
  }

  /** Products with their stock and what each channel should show, by SKU. */
  public List<StockRow> stockTable() {
    return owner.ask(desired::stockTable, ANSWER_MILLIS);
  }

  /** Some of them, as {@link DesiredState#stockPage}. */
  public StockPage stockPage(String search, int offset, int limit) {
    return owner.ask(() -> desired.stockPage(search, offset, limit), ANSWER_MILLIS);
  }

  /** The rows of these SKUs; a SKU that is not published has none. */
  public List<StockRow> stockRows(Collection<Sku> skus) {
    return owner.ask(() -> desired.stockRows(skus), ANSWER_MILLIS);
  }

  /** What a person must put right before every number can be published. */
  public List<String> problems() {
    return owner.ask(desired::problems, ANSWER_MILLIS);
  }

  /** Recomputes what time alone changed and reports settled orders; runs every second by itself. */
  public void tick() {
    ask(
        () -> {
          if (publishes()) {
            desired.tick(new Cause(readUpTo, clock.instant()));
          }
        });
    List<OrderDemand> settled =
        owner.ask(
            () -> open ? demand.settled(tables, desired.modes()) : List.<OrderDemand>of(),
            ANSWER_MILLIS);
    if (!settled.isEmpty()) {
      demandFeed.settled(settled.stream().map(OrderDemand::key).toList());
      ask(() -> demand.forget(settled));
    }
  }

  /** Whether a reload is waiting or running. */
  boolean isReloading() {
    return reloading.get();
  }

  private void fold(WalTransaction transaction) {
    Touched touched = tables.touched();
    Optional<String> difference = shapes.difference(transaction);
    difference.ifPresent(this::distrust);
    for (RowChange change : transaction.changes()) {
      if (difference.isPresent() && shapes.isUnreadable(change)) {
        Gate shut = gate == null ? Gate.closed() : gate;
        gate = new Gate(shut.nonce, shut.replayed, true); // nobody knows what it touched
      } else {
        tables.apply(change);
      }
    }
    tables.parts().forEach(TablePart::transactionFolded);
    addInFlight(touched);
    Cause cause = new Cause(transaction.commitLsn(), transaction.committedAt());
    Gate waiting = gate;
    if (waiting == null) {
      recompute(touched, cause);
    } else {
      waiting.replayed.addAll(touched.scopes() ? tables.catalog().skus() : touched.skus());
      if (carries(transaction, waiting.nonce)) {
        if (stale.isEmpty()) {
          openGate(waiting, cause);
        } else {
          reread(stale);
        }
      }
    }
    announce(touched);
    touched.reload().ifPresent(this::reread);
    touched.clear();
    watermark = transaction.committedAt();
    if (gate == null) {
      offeredUpTo = transaction.commitLsn();
    }
    readUpTo = transaction.commitLsn();
  }

  /**
   * A row looks otherwise than when the tables were loaded: nothing is offered until they have been
   * loaded again, as of a moment after it.
   */
  private void distrust(String difference) {
    if (gate == null) {
      closeGate(false);
      reread(difference);
    } else {
      stale = difference;
    }
  }

  private void recompute(Touched touched, Cause cause) {
    if (touched.scopes()) {
      desired.resolveScopes();
      desired.recomputeAll(cause, Set.of());
    } else {
      desired.recompute(touched.skus(), cause, false);
    }
  }

  private void openGate(Gate waiting, Cause cause) {
    gate = null;
    open = true;
    desired.attach(tables);
    Set<Sku> replayed = waiting.all ? Set.copyOf(tables.catalog().skus()) : waiting.replayed;
    if (!waiting.all) {
      tables.kits().widen(replayed);
    }
    desired.offerAll(cause, replayed);
    LOG.atInfo()
        .addKeyValue("lsn", cause.asOf())
        .addKeyValue("replayed", replayed.size())
        .log("gate open: stock is being published");
    openListeners.forEach(Runnable::run);
  }

  /** SKUs of orders whose state in Odoo this transaction changed. */
  private void addInFlight(Touched touched) {
    for (ExternalRef reference : touched.orders()) {
      demand.touch(reference, touched.skus());
    }
    if (!touched.orders().isEmpty()) {
      tables.kits().widen(touched.skus());
    }
  }

  private void announce(Touched touched) {
    for (ExternalRef reference : touched.references()) {
      referenceListeners.forEach(listener -> listener.accept(reference));
    }
  }

  /** Called by the journal before it commits; returns once no number ignores the order. */
  private void onDemand(OrderDemand order) {
    ask(
        () -> {
          Set<Sku> touched = new HashSet<>();
          demand.put(order, touched);
          if (publishes()) {
            tables.kits().widen(touched);
            desired.recompute(touched, new Cause(readUpTo, clock.instant()), false);
          }
        });
  }

  /** Whether the tables are whole and up to date; asked on the owner's thread. */
  private boolean publishes() {
    return gate == null && owner.failure() == null;
  }

  private void closeGate(boolean gap) {
    open = false;
    Gate before = gate;
    boolean all = gap || (before != null && before.all);
    gate = new Gate("", before == null ? new HashSet<>() : before.replayed, all);
  }

  private void swapIn(TableSource.Loaded loaded, List<OrderDemand> orders) {
    tables = loaded.tables();
    shapes.loaded(loaded.shape());
    stale = "";
    tables.parts().forEach(TablePart::takeOver);
    for (OrderDemand order : orders) {
      if (!demand.knows(order.key())) {
        demand.put(order, new HashSet<>());
      }
    }
    Gate before = gate == null ? Gate.closed() : gate;
    // A number that an order in flight caused has no WAL row that would be read again: had it
    // been told before a crash and not noted, only sending it again puts it right.
    for (OrderDemand order : demand.orders()) {
      order.lines().forEach(line -> before.replayed.add(line.sku()));
    }
    gate = new Gate(loaded.nonce(), before.replayed, before.all);
  }

  /** How the tables looked when they were loaded. */
  SourceShape loadedShape() {
    return shapes.loaded();
  }

  /** Reads everything again, aside, while the stream waits; for changes folding cannot follow. */
  void reread(String reason) {
    reloadWanted.set(reason);
    reloadIfWanted();
  }

  private void reloadIfWanted() {
    if (!reloadWanted.get().isEmpty() && reloading.compareAndSet(false, true)) {
      owner.hold(true);
      timer.execute(this::reloadUntilDone);
    }
  }

  private void reloadUntilDone() {
    String reason = reloadWanted.getAndSet("");
    if (!reason.isEmpty()) {
      LOG.atInfo().addKeyValue("reason", reason).log("projection is loaded again");
    }
    try {
      load(false);
      reloads.increment();
      reloading.set(false);
      reloadIfWanted();
    } catch (RuntimeException e) {
      String problem = String.valueOf(e.getMessage());
      if (!problem.equals(loadProblem)) {
        LOG.atWarn().addKeyValue("problem", problem).log("projection could not be loaded");
      }
      loadProblem = problem;
      // The stream goes on meanwhile, so that references of ours are seen; the slot stays.
      var unused = timer.schedule(this::reloadUntilDone, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("problem", e.toString()).log("projection tick failed");
    }
  }

  private void ask(Runnable task) {
    Boolean unused =
        owner.ask(
            () -> {
              task.run();
              return true;
            },
            ANSWER_MILLIS);
  }

  private static boolean carries(WalTransaction transaction, String nonce) {
    for (WalTransaction.Message message : transaction.messages()) {
      if (message.prefix().equals(ProjectionLoader.GATE_PREFIX)
          && message.content().equals(nonce)) {
        return !nonce.isEmpty();
      }
    }
    return false;
  }
}
