package org.odoobridge.outbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.capture.CaptureEngine;
import org.odoobridge.outbound.capture.CaptureListener;
import org.odoobridge.outbound.capture.CaptureSource;
import org.odoobridge.outbound.capture.PgPositionStore;
import org.odoobridge.outbound.catalog.model.ImageSource;
import org.odoobridge.outbound.catalog.model.ProductSource;
import org.odoobridge.outbound.catalog.price.PriceDesk;
import org.odoobridge.outbound.catalog.price.PriceExplanation;
import org.odoobridge.outbound.catalog.price.PricedProducts;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.catalog.read.OdooProductReader;
import org.odoobridge.outbound.channel.woocommerce.PgShopItemStore;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.delivery.Checkpointer;
import org.odoobridge.outbound.delivery.DeliveryMeters;
import org.odoobridge.outbound.delivery.ItemStatus;
import org.odoobridge.outbound.delivery.LaneEnvironment;
import org.odoobridge.outbound.delivery.LaneStatus;
import org.odoobridge.outbound.delivery.ListingStore;
import org.odoobridge.outbound.delivery.Parked;
import org.odoobridge.outbound.delivery.PgListingStore;
import org.odoobridge.outbound.delivery.SystemTimers;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.Explanation;
import org.odoobridge.outbound.desired.StockPage;
import org.odoobridge.outbound.desired.StockRow;
import org.odoobridge.outbound.projection.LotDates;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.SchemaFinding;
import org.odoobridge.outbound.projection.SourceShape;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TablePart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbound half, put together: Odoo's WAL, the projection, the lanes and the checkpoint. While
 * this node holds the slot it tells the channels; otherwise it waits for the slot.
 */
public final class OutboundModule implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundModule.class);

  /** Shortest time between two checkpoints: a fsync saved, and nothing but the slot waits. */
  private static final Duration CHECKPOINT_GAP = Duration.ofMillis(50);

  /** How soon a table is noticed that was created again; what a row shows is seen at once. */
  private static final Duration SCHEMA_EVERY = Duration.ofSeconds(2);

  private static final int ODOO_CONNECTIONS = 4;
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** What requests of an earlier lead get to be answered before a new one begins. */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

  private static final String NOT_LEADING = "this node does not hold the slot";

  /**
   * What it needs from the rest of the process.
   *
   * @param journal the bridge's database, migrated
   * @param node name of this node
   * @param images contents of product images
   * @param units how much of Odoo's unit a piece in each shop is
   */
  public record Surroundings(
      Vertx vertx,
      PgSession journal,
      PgUrl odooDatabase,
      String node,
      DemandFeed demand,
      OrderSweeps sweeps,
      ImageSource images,
      ShopUnits units,
      HealthRegistry health,
      MeterRegistry meters,
      Clock clock) {}

  private final OutboundConfig config;
  private final Surroundings around;
  private final SystemTimers timers;
  private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();
  private final PgSession odoo;
  private final ListingStore listing;
  private final ChannelFactory factory;
  private final StockNotifier notifier;
  private final LaneRouter router;
  private final PriceDesk prices;
  private final OutboundFlow flow;
  private final SchemaWatch schema;
  private final CatalogDesk catalog;
  private final DriftDesk drift;
  private final CaptureEngine capture;
  private final Map<ChannelId, String> paused = new ConcurrentHashMap<>();
  private volatile @Nullable Lead lead;
  private volatile boolean gapOpen;

  public OutboundModule(OutboundConfig config, Surroundings around) {
    this.config = config;
    this.around = around;
    this.timers = new SystemTimers(around.clock());
    this.odoo = PgSession.open(around.odooDatabase(), "odoo-bridge projection", ODOO_CONNECTIONS);
    this.listing = new PgListingStore(around.journal());
    this.factory =
        new ChannelFactory(around.vertx(), new PgShopItemStore(around.journal()), timers);
    this.notifier = new StockNotifier(timers);
    this.router = new LaneRouter(notifier);
    List<ChannelPolicy> policies =
        config.channels().stream()
            .map(channel -> new ChannelPolicy(channel.id(), channel.stock()))
            .toList();
    this.prices =
        new PriceDesk(
            pricing(), timers, (channel, product) -> unitsAPiece(channel, product).doubleValue());
    ProjectionLoader loader =
        new ProjectionLoader(
            odoo,
            OutboundFlow.kept(policies),
            config.capture().publication(),
            parts(),
            config.publishesCatalog());
    this.flow =
        new OutboundFlow(
            policies,
            around.units(),
            loader,
            around.demand(),
            router,
            around.clock(),
            around.meters());
    this.catalog = new CatalogDesk(config, around, odoo, timers, flow);
    this.schema =
        new SchemaWatch(
            loader, flow, this::lotDates, catalog::reshaped, SCHEMA_EVERY, around.meters());
    this.prices.tell(catalog.sink());
    this.drift = new DriftDesk(around, odoo, timers, catalog, catalog.store());
    this.capture =
        new CaptureEngine(
            config.capture(),
            new CaptureSource(
                around.odooDatabase(),
                new LinkedHashSet<>(
                    SourceTables.publicationTables(
                        config.publishesCatalog(), config.publishesCoupons())),
                SourceTables.capturedColumns(),
                around.node()),
            around.journal(),
            new Leading(),
            catalog.feed(),
            around.health(),
            around.meters());
    watch();
  }

  /** A channel's documents, with its prices where they come from Odoo. */
  private ProductSource documents(WooCommerceChannelConfig channel) {
    ProductSource documents =
        new OdooProductReader(
            channel.id(), channel.catalog(), odoo, product -> unitsAPiece(channel.id(), product));
    return prices
        .book(channel.id())
        .<ProductSource>map(book -> new PricedProducts(documents, book, around.clock()))
        .orElse(documents);
  }

  private List<SchemaFinding> lotDates(SourceShape shape) {
    return config.channels().stream()
        .flatMap(channel -> LotDates.missing(channel.id().value(), channel.stock(), shape).stream())
        .toList();
  }

  private BigDecimal unitsAPiece(ChannelId channel, int product) {
    if (!around.units().concern(channel)) {
      return BigDecimal.ONE;
    }
    return switch (flow.piece(channel, product)) {
      case PieceSize.OneUnit one -> BigDecimal.ONE;
      case PieceSize.Amount amount -> amount.piece().amount();
      case PieceSize.Unusable unusable -> BigDecimal.ONE; // not for sale: its stock is zero
    };
  }

  private Map<ChannelId, PricesConfig> pricing() {
    Map<ChannelId, PricesConfig> pricing = new LinkedHashMap<>();
    config.channels().stream()
        .filter(channel -> channel.prices().isOn())
        .forEach(channel -> pricing.put(channel.id(), channel.prices()));
    return pricing;
  }

  /** What is loaded beside stock: prices, when some channel publishes them. */
  private List<Supplier<TablePart>> parts() {
    return pricing().isEmpty() ? List.of() : List.of(prices::part);
  }

  private void watch() {
    for (ChannelId channel : catalog.channels()) {
      around.health().register("catalog." + channel, () -> catalog.health(channel));
    }
    around.health().register("projection", flow::health);
    around.health().register("schema", schema::health);
    around.health().register("checkpointer", this::checkpointHealth);
    for (ChannelConfig channel : config.channels()) {
      around.health().register("channel." + channel.id(), () -> channelHealth(channel.id()));
      new DeliveryMeters(around.meters(), channel.id()).watch(() -> status(channel).lane());
    }
  }

  @Override
  public String name() {
    return "outbound";
  }

  /** References of our own writes as Odoo's WAL shows them; subscribe before {@link #start}. */
  public ReferenceFeed references() {
    return flow;
  }

  /** Returns at once: the slot may be another node's, and loading takes its time. */
  @Override
  public void start() {
    flow.whenOpen(this::gateOpened);
    flow.start();
    notifier.start(this::rows);
    catalog.start();
    capture.start();
    schema.start();
  }

  @Override
  public void stop(Duration deadline) {
    notifier.stop();
    schema.stop();
    capture.stop(deadline.dividedBy(3));
    drift.stop(deadline.dividedBy(6));
    catalog.stop(deadline.dividedBy(6));
    catalog.close();
    Lead present = lead;
    if (present != null) {
      present.stop(deadline.dividedBy(6));
    }
    flow.stop(deadline.dividedBy(3));
    requests.shutdown();
    timers.close();
    odoo.close();
  }

  /** Products, where the bridge publishes them. */
  public CatalogDesk catalog() {
    return catalog;
  }

  /** What channels show wrongly. */
  public DriftDesk drift() {
    return drift;
  }

  /** Whether this node tells the channels and all numbers have been computed. */
  public boolean isPublishing() {
    return lead != null && flow.isOpen();
  }

  /** Every configured channel, in the order of the file. */
  public List<ChannelStatus> channels() {
    return config.channels().stream().map(this::status).toList();
  }

  /** Sends the channel nothing until {@link #resume}; false when there is no such channel. */
  public boolean pause(ChannelId channel) {
    if (!known(channel)) {
      return false;
    }
    paused.put(channel, "by a person");
    router.lane(channel).ifPresent(lane -> lane.pause("by a person"));
    catalog.pause(channel, "by a person");
    return true;
  }

  /** Safe to repeat; false when there is no such channel. */
  public boolean resume(ChannelId channel) {
    paused.remove(channel);
    router.lane(channel).ifPresent(ChannelLane::resume);
    catalog.resume(channel);
    return known(channel);
  }

  /** Items the channel will not take; empty when there is no such channel. */
  public List<Parked> parked(ChannelId channel) {
    return router.lane(channel).map(ChannelLane::parked).orElse(List.of());
  }

  /** Tries all parked items of a channel again; returns how many. */
  public int redriveParked(ChannelId channel) {
    return router.lane(channel).map(ChannelLane::redriveAll).orElse(0);
  }

  /** Tries one parked item again; returns whether it was parked. */
  public boolean redrive(ChannelId channel, Sku sku) {
    return router.lane(channel).map(lane -> lane.redrive(sku)).orElse(false);
  }

  /** The channel may have changed these by itself (refund, edit in the shop): read and repair. */
  public void recheck(ChannelId channel, Collection<Sku> skus) {
    router.lane(channel).ifPresent(lane -> lane.recheck(skus));
  }

  /** What the channel last acknowledged for this SKU; empty when that is not known here. */
  public OptionalLong reported(ChannelId channel, Sku sku) {
    return router
        .lane(channel)
        .flatMap(lane -> lane.item(sku))
        .map(ItemStatus::reported)
        .orElse(OptionalLong.empty());
  }

  /** The formula for one channel and SKU; empty for an unknown channel. */
  public Optional<Explanation> explain(ChannelId channel, Sku sku) {
    return flow.explain(channel, sku)
        .map(
            explanation ->
                router
                    .lane(channel)
                    .map(lane -> Acknowledged.added(explanation, lane, sku))
                    .orElse(explanation));
  }

  /**
   * Products with what channels should and do show, by SKU.
   *
   * @param search part of the SKU or the name, any case; empty = all
   */
  public ShownPage stock(String search, int offset, int limit) {
    StockPage page = flow.stockPage(search, offset, limit);
    return new ShownPage(page.total(), page.rows().stream().map(this::shown).toList());
  }

  /**
   * What a product costs in a channel now and why; empty when the channel shows no prices of Odoo's
   * or no single active product has the SKU.
   */
  public Optional<PriceExplanation> explainPrice(ChannelId channel, Sku sku) {
    return prices
        .book(channel)
        .flatMap(
            book ->
                flow.productOf(sku)
                    .map(product -> book.explain(product, around.clock().instant())));
  }

  /** What a person must put right before every number can be published. */
  public List<String> problems() {
    return Stream.concat(flow.problems().stream(), prices.problems().stream()).toList();
  }

  /** Calls {@code watcher} with each row that changed, soon after; it must return at once. */
  public void subscribe(Consumer<ShownStock> watcher) {
    notifier.subscribe(watcher);
  }

  private boolean known(ChannelId channel) {
    return config.channels().stream().anyMatch(one -> one.id().equals(channel));
  }

  private ChannelStatus status(ChannelConfig channel) {
    Optional<LaneStatus> lane = router.lane(channel.id()).map(ChannelLane::status);
    return new ChannelStatus(
        channel.typeName(),
        lane.isPresent(),
        lane.orElseGet(() -> LaneStatus.notLeading(channel.id(), NOT_LEADING)));
  }

  private List<ShownStock> rows(Collection<Sku> skus) {
    return flow.stockRows(skus).stream().map(this::shown).toList();
  }

  private ShownStock shown(StockRow row) {
    Map<String, ShownStock.At> channels = new LinkedHashMap<>();
    row.desired()
        .forEach(
            (channel, desired) -> {
              Optional<ItemStatus> item =
                  router
                      .lane(new ChannelId(channel))
                      .flatMap(lane -> lane.item(new Sku(row.sku())));
              channels.put(
                  channel,
                  new ShownStock.At(
                      desired,
                      item.map(ItemStatus::reported).orElse(OptionalLong.empty()),
                      item.map(ItemStatus::state).orElse("unsure"),
                      item.flatMap(ItemStatus::parked).map(Parked::remedy).orElse("")));
            });
    return new ShownStock(row.sku(), row.name(), row.onHand(), channels);
  }

  private Health channelHealth(ChannelId channel) {
    return router.lane(channel).map(ChannelLane::health).orElse(Health.UP);
  }

  private Health checkpointHealth() {
    Lead present = lead;
    Checkpointer writer = present == null ? null : present.checkpointer();
    return writer == null ? Health.UP : writer.health();
  }

  /** What happens when this node takes the slot: on the capture thread, the stream waits. */
  private final class Leading implements CaptureListener {
    @Override
    public void onGap(String reason) {
      gapOpen = true;
      flow.onGap(reason);
    }

    @Override
    public void onLead(long epoch) {
      Lead before = lead;
      if (before != null) {
        router.lead(Map.of());
        drift.stop(LAST_ANSWERS);
        catalog.stop(LAST_ANSWERS);
        before.stop(LAST_ANSWERS);
      }
      Lead next = new Lead(epoch);
      for (ChannelConfig channel : config.channels()) {
        next.add(channel, factory, listing, environment(channel.id()));
      }
      paused.forEach(
          (channel, reason) -> {
            ChannelLane lane = next.lanes().get(channel);
            if (lane != null) {
              lane.pause(reason);
            }
          });
      // The gate closes first: no number of an earlier lead reaches the new lanes.
      flow.onLead(epoch);
      Lsn earlier = flow.foldedLsn();
      router.lead(next.lanes());
      lead = next;
      next.start(checkpointer(next, earlier));
      catalog.lead(epoch, next.lanes(), next.buckets(), OutboundModule.this::documents);
      paused.forEach(catalog::pause);
      drift.lead(next, config.channels());
    }
  }

  private LaneEnvironment environment(ChannelId channel) {
    return new LaneEnvironment(
        timers,
        requests,
        around.sweeps(),
        RandomGenerator.of("L64X128MixRandom"),
        new DeliveryMeters(around.meters(), channel),
        notifier::changed);
  }

  /**
   * @param earlier what an earlier lead had offered: says nothing about this one's lanes
   */
  private Checkpointer checkpointer(Lead next, Lsn earlier) {
    PgPositionStore positions = new PgPositionStore(config.capture().slot());
    return new Checkpointer(
        around.journal(),
        listing,
        next.epoch(),
        CHECKPOINT_GAP,
        new Checkpointer.Wiring(
            () -> {
              Lsn offered = flow.foldedLsn();
              return offered.equals(earlier) ? Lsn.ZERO : offered;
            },
            next.lanes().values(),
            positions::advance,
            capture,
            () -> deposed(next)));
  }

  private void deposed(Lead old) {
    old.lanes().values().forEach(lane -> lane.pause("another node has taken the slot"));
    catalog.pauseAll("another node has taken the slot");
  }

  /** After a gap every number is offered as replayed when the gate opens: then it is answered. */
  private void gateOpened() {
    if (gapOpen) {
      requests.execute(this::acknowledgeGap);
    }
  }

  private void acknowledgeGap() {
    Lead present = lead;
    if (present == null) {
      return;
    }
    try {
      capture.acknowledgeGaps(present.epoch());
      gapOpen = false;
    } catch (SqlFailure e) {
      LOG.atWarn().addKeyValue("problem", e.getMessage()).log("gap.not.acknowledged");
      timers.after(RETRY, this::gateOpened);
    }
  }
}
