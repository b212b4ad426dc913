package org.odoobridge.outbound;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.outbound.desired.StockSink;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.SourceShape;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.outbound.projection.TableSource;
import org.odoobridge.testkit.time.ManualClock;

/** An OutboundFlow between a list of rows, a list of orders and a list of numbers. */
final class FlowRig implements AutoCloseable, TableSource, DemandFeed, StockSink {
  static final ChannelId SHOP = new ChannelId("shop");
  static final ChannelId TILL = new ChannelId("till");
  static final Sku DESK = new Sku("DESK-01");

  final ManualClock clock = ManualClock.start();
  final List<Offer> offers = new CopyOnWriteArrayList<>();
  final List<Forgotten> forgotten = new CopyOnWriteArrayList<>();
  final List<OrderKey> settled = new CopyOnWriteArrayList<>();
  final List<ExternalRef> references = new CopyOnWriteArrayList<>();
  final List<OrderDemand> journal = new ArrayList<>();
  final List<RowChange> database = new ArrayList<>();
  final OutboundFlow flow;
  private Consumer<OrderDemand> demandListener = order -> {};
  private final Kept history;
  private int loads;
  private long lsn;

  record Offer(DesiredStock stock, boolean replayed) {
    @Override
    public String toString() {
      return stock.channel()
          + " "
          + stock.sku()
          + " "
          + stock.quantity()
          + (replayed ? " replayed" : "");
    }
  }

  record Forgotten(ChannelId channel, Sku sku) {}

  FlowRig(List<RowChange> database, ChannelPolicy... channels) {
    this.database.addAll(database);
    List<ChannelPolicy> all = List.of(channels);
    history = OutboundFlow.kept(all);
    flow = new OutboundFlow(all, this, this, this, clock, new SimpleMeterRegistry());
    flow.subscribe(references::add);
    flow.start();
  }

  static ChannelPolicy channel(ChannelId id, String... warehouses) {
    return new ChannelPolicy(id, StockPolicy.of(warehouses));
  }

  /** Loads the tables and reads the gate's marker. */
  FlowRig opened() {
    flow.load(false);
    gate();
    return this;
  }

  /** Takes up where an earlier rig was killed: the same server, its positions going on. */
  FlowRig after(FlowRig killed) {
    lsn = killed.lsn;
    return this;
  }

  /** A transaction; returns once it is folded. */
  Lsn commit(RowChange... changes) {
    return commit(List.of(changes), List.of());
  }

  Lsn gate() {
    return commit(
        List.of(),
        List.of(new WalTransaction.Message(ProjectionLoader.GATE_PREFIX, "nonce-" + loads)));
  }

  Lsn commit(List<RowChange> changes, List<WalTransaction.Message> messages) {
    lsn += 100;
    Lsn at = new Lsn(lsn);
    flow.onTransaction(new WalTransaction(at, lsn, committedAt(), changes, messages));
    // The stream is in order and questions overtake it, so look until it is through.
    while (flow.watermark().compareTo(at) < 0 && flow.failure().isEmpty()) {
      Thread.onSpinWait();
    }
    return at;
  }

  Instant committedAt() {
    return clock.instant().minusMillis(1);
  }

  /** The journal appends a version of an order. */
  void order(OrderKey key, boolean holdsStock, String sku, int quantity) {
    demandListener.accept(
        new OrderDemand(
            key,
            clock.millis(),
            holdsStock,
            List.of(new OrderDemand.Line(new Sku(sku), BigDecimal.valueOf(quantity)))));
  }

  /** Numbers offered to a channel for a SKU, in order. */
  List<Long> shown(ChannelId channel, Sku sku) {
    return offers.stream()
        .map(Offer::stock)
        .filter(stock -> stock.channel().equals(channel) && stock.sku().equals(sku))
        .map(DesiredStock::quantity)
        .toList();
  }

  @Override
  public Loaded load(Collection<String> openReferences) {
    OdooTables tables = new OdooTables(history);
    database.forEach(tables::apply);
    tables.touched().clear();
    loads++;
    return new Loaded(tables, "nonce-" + loads, clock.instant(), SourceShape.UNKNOWN);
  }

  @Override
  public List<OrderDemand> open() {
    return List.copyOf(journal);
  }

  @Override
  public void subscribe(Consumer<OrderDemand> listener) {
    demandListener = listener;
  }

  @Override
  public void settled(List<OrderKey> orders) {
    settled.addAll(orders);
  }

  @Override
  public void offer(DesiredStock desired, boolean replayed) {
    offers.add(new Offer(desired, replayed));
  }

  @Override
  public void forget(ChannelId channel, Sku sku) {
    forgotten.add(new Forgotten(channel, sku));
  }

  @Override
  public void close() {
    flow.stop(Duration.ofSeconds(5));
  }
}
