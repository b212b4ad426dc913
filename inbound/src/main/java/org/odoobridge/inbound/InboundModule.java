package org.odoobridge.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.odoobridge.core.cluster.RecentKeys;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.journal.pg.PgDemand;
import org.odoobridge.core.journal.pg.PgJournal;
import org.odoobridge.core.journal.pg.PgJournalView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.apply.mark.PgOrderMarks;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.ingest.Acceptance;
import org.odoobridge.inbound.ingest.IngestRoute;
import org.odoobridge.inbound.ingest.ListingDoubts;
import org.odoobridge.inbound.refund.PgRefundBook;
import org.odoobridge.inbound.refund.RefundBook;
import org.odoobridge.inbound.route.MessageHandler;
import org.odoobridge.inbound.sweep.OrderSweeper;
import org.odoobridge.inbound.sweep.ShopReader;
import org.odoobridge.inbound.sweep.ShopRereads;
import org.odoobridge.inbound.sweep.ShopWriter;
import org.odoobridge.inbound.sweep.SweepCursor;
import org.odoobridge.inbound.sweep.WooShopReader;
import org.odoobridge.inbound.verify.WooSignature;
import org.odoobridge.inbound.work.BatchRun;
import org.odoobridge.inbound.work.Worker;

/**
 * The inbound half: every {@code new} that matters, in order. Starts the journal, then the sweeps,
 * then the worker; stops in reverse. The HTTP route is the caller's to mount and to stop first.
 */
public final class InboundModule implements Component {
  private static final Duration REFUNDS_EVERY = Duration.ofHours(1);

  private final PgJournal journal;
  private final JournalView view;
  private final PgDemand demand;
  private final OrderSweeper sweeper;
  private final Worker worker;
  private final IngestRoute route;
  private final JournalUpkeep upkeep;
  private final HeldOrders held;
  private final List<WooShopReader> readers = new ArrayList<>();
  private final Map<ChannelId, ShopRereads.Shop> shops = new HashMap<>();
  private final Map<ChannelId, ShopWriter> writers = new HashMap<>();
  private final RefundBook refunds;
  private final RefundWatch refundWatch;

  /**
   * What the process provides.
   *
   * @param node unique name of this process
   * @param journal the bridge's own database, migrated
   * @param recent memory of recent keys, of the cluster or of this node
   * @param handler carries messages out in Odoo
   * @param references what outbound sees of our writes in Odoo's WAL
   * @param doubts told when a shop may show another stock than we last said
   */
  public record Parts(
      String node,
      Vertx vertx,
      PgSession journal,
      RecentKeys recent,
      MessageHandler handler,
      ReferenceFeed references,
      ListingDoubts doubts,
      HealthRegistry health,
      MeterRegistry meters,
      Clock clock,
      RandomGenerator random) {}

  public InboundModule(InboundConfig config, Parts parts) {
    this.demand = new PgDemand(parts.journal());
    this.journal =
        new PgJournal(parts.journal(), demand, parts.recent(), config.journal(), parts.clock());
    this.view = new PgJournalView(parts.journal());
    this.sweeper = new OrderSweeper();
    List<IngestRoute.Source> sources = new ArrayList<>();
    for (SourceConfig source : config.sources()) {
      switch (source) {
        case WooSource shop -> add(shop, parts, sources);
      }
    }
    this.route = new IngestRoute(sources, config.intake(), parts.clock(), parts.meters());
    this.worker =
        new Worker(
            new Worker.Parts(
                parts.node(),
                journal,
                new BatchRun.Handling(
                    parts.handler(), new ShopRereads(shops, parts.clock()), parts.meters()),
                parts.references(),
                parts.clock(),
                parts.random()),
            config.worker());
    this.refunds = new PgRefundBook(parts.journal());
    this.refundWatch = new RefundWatch(refunds, shops, kept(config), REFUNDS_EVERY, parts.clock());
    this.held = new HeldOrders(view, journal, new PgOrderMarks(parts.journal(), parts.clock()));
    this.upkeep = new JournalUpkeep(journal, view, config.keep(), parts);
    parts.health().register("inbound.journal", upkeep::health);
    parts.health().register("inbound.sweep", () -> SweepHealth.of(sweeper.status()));
  }

  private void add(WooSource shop, Parts parts, List<IngestRoute.Source> sources) {
    WooIntake intake = new WooIntake(shop.stock());
    Acceptance acceptance = new Acceptance(journal, intake, parts.doubts(), sweeper);
    WooShopReader reader = new WooShopReader(parts.vertx(), shop.access(), parts.clock());
    readers.add(reader);
    if (shop.notes()) {
      writers.put(shop.id(), reader);
    }
    shops.put(shop.id(), new ShopRereads.Shop(reader, acceptance));
    sources.add(
        new IngestRoute.Source(shop.id(), new WooSignature(shop.webhookSecrets()), acceptance));
    sweeper.add(
        new OrderSweeper.Shop(
            shop.id(),
            reader,
            acceptance,
            shop.sweeps(),
            shop.webhookUrl(),
            shop.webhookSecrets().getFirst()),
        new SweepCursor(parts.journal()),
        demand,
        parts.clock(),
        parts.meters());
  }

  @Override
  public String name() {
    return "inbound";
  }

  @Override
  public void start() {
    journal.start();
    upkeep.start();
    sweeper.start();
    refundWatch.start();
    worker.start();
  }

  @Override
  public void stop(Duration deadline) {
    worker.stop(deadline);
    refundWatch.stop(deadline);
    sweeper.stop(deadline);
    upkeep.stop();
    readers.forEach(WooShopReader::close);
    journal.stop(deadline);
  }

  /** Adds the webhook route. */
  public void mount(Router router) {
    route.mount(router);
  }

  /** Orders that wait for a person's word. */
  public HeldOrders held() {
    return held;
  }

  public Journal journal() {
    return journal;
  }

  public JournalView journalView() {
    return view;
  }

  public DemandFeed demand() {
    return demand;
  }

  public OrderSweeps sweeps() {
    return sweeper;
  }

  /** The refunds of all sources. */
  public RefundBook refunds() {
    return refunds;
  }

  /** How to read the shop of a source. */
  public Optional<ShopReader> reader(ChannelId source) {
    return Optional.ofNullable(shops.get(source)).map(ShopRereads.Shop::reader);
  }

  /** How to write into the shop of a source, if its staff want notes. */
  public Optional<ShopWriter> writer(ChannelId source) {
    return Optional.ofNullable(writers.get(source));
  }

  private static Map<ChannelId, Duration> kept(InboundConfig config) {
    Map<ChannelId, Duration> kept = new HashMap<>();
    RefundsModule.policies(config).forEach((source, policy) -> kept.put(source, policy.recheck()));
    return kept;
  }

  /** How each shop's sweeps and webhooks go. */
  public List<OrderSweeper.Status> sources() {
    return Collections.unmodifiableList(sweeper.status());
  }
}
