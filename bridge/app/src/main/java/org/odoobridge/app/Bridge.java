package org.odoobridge.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.odoobridge.app.admin.AdminApi;
import org.odoobridge.app.admin.Decisions;
import org.odoobridge.core.cluster.HazelcastMember;
import org.odoobridge.core.cluster.LocalRecentKeys;
import org.odoobridge.core.cluster.RecentKeys;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.HeldOrders;
import org.odoobridge.inbound.InboundModule;
import org.odoobridge.inbound.RefundsModule;
import org.odoobridge.inbound.SourceConfig;
import org.odoobridge.inbound.apply.OrderApplier;
import org.odoobridge.inbound.apply.OrderMessageHandler;
import org.odoobridge.inbound.apply.mark.PgOrderMarks;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.dedup.ProductReport;
import org.odoobridge.inbound.odoo.OdooBinaries;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.route.MessageHandler;
import org.odoobridge.outbound.OutboundModule;
import org.odoobridge.outbound.catalog.image.ImageSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running bridge: every {@code new} that matters, in order. Inbound's journal comes up before
 * outbound reads demand from it, and both before the first request is let in; they stop in reverse.
 */
public final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final int JOURNAL_CONNECTIONS = 10;
  private static final int DIRECTORY_CONNECTIONS = 4;
  private static final int RECENT_KEYS = 100_000;
  private static final int EVENT_LOOPS = 2;
  private static final Duration MASTER_DATA_KEPT = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration HTTP_WAIT = Duration.ofSeconds(15);

  private final BridgeConfig config;
  private final Clock clock = Clock.systemUTC();
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
  private final HealthRegistry health = new HealthRegistry();
  private final PrometheusMeterRegistry meters = Meters.registry();
  private final Resources resources = new Resources();
  private final List<Component> companions = new ArrayList<>();
  private final Vertx vertx;
  private final PgSession journal;
  private final InboundModule inbound;
  private final OutboundModule outbound;
  private final AdminApi admin;
  private final HttpServer server;

  private Bridge(BridgeConfig config) {
    this.config = config;
    BridgeConfig.Node process = config.bridge();
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    resources.add("vertx", () -> await(vertx.close()));
    try {
      journal =
          resources.add(
              "journal pool",
              PgSession.open(process.database(), "odoo-bridge journal", JOURNAL_CONNECTIONS));
      JournalSchema.migrate(journal);
      Optional<OdooClient> rpc = config.odoo().rpc().map(this::rpc);
      AtomicReference<Optional<InboundModule>> shops = new AtomicReference<>(Optional.empty());
      LateReferences references = new LateReferences();
      AtomicReference<Optional<OutboundModule>> told = new AtomicReference<>(Optional.empty());
      inbound =
          new InboundModule(
              config.inbound(),
              new InboundModule.Parts(
                  process.node(),
                  vertx,
                  journal,
                  recentKeys(process),
                  rpc.map(client -> handler(client, shops)).orElse(Bridge::unanswered),
                  references,
                  products -> told.get().ifPresent(module -> doubt(module, products)),
                  health,
                  meters,
                  clock,
                  random));
      shops.set(Optional.of(inbound));
      outbound =
          new OutboundModule(
              config.outbound(),
              new OutboundModule.Surroundings(
                  vertx,
                  journal,
                  config.odoo().database(),
                  process.node(),
                  inbound.demand(),
                  inbound.sweeps(),
                  ImageSources.of(config.odoo().filestore(), rpc.map(OdooBinaries::new)),
                  config.units(),
                  health,
                  meters,
                  clock));
      references.follow(outbound.references());
      told.set(Optional.of(outbound));
      admin =
          new AdminApi(
              vertx,
              new AdminApi.Parts(
                  process.node(),
                  clock.instant(),
                  process.token(),
                  health,
                  meters,
                  decisions(inbound.journal(), inbound.held()),
                  inbound.journalView(),
                  new RefundConsole(inbound.refunds(), clock),
                  new OutboundConsole(outbound, clock)));
      inbound.start();
      resources.add("inbound", () -> inbound.stop(STOP));
      for (Component companion : companions) {
        companion.start();
        resources.add(companion.name(), () -> companion.stop(STOP));
      }
      outbound.start();
      resources.add("outbound", () -> outbound.stop(STOP));
      admin.start();
      resources.add("admin api", admin::stop);
      server = listen(process.http());
      resources.add("http server", () -> await(server.close()));
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  /** Starts everything and returns when requests are answered; throws when something cannot. */
  public static Bridge start(BridgeConfig config) {
    Bridge bridge = new Bridge(config);
    LOG.atInfo()
        .addKeyValue("node", config.bridge().node())
        .addKeyValue("url", bridge.url())
        .addKeyValue("channels", config.outbound().channels().size())
        .addKeyValue("sources", config.inbound().sources().size())
        .log("bridge.started");
    return bridge;
  }

  /** Where it listens, e.g. {@code http://127.0.0.1:8080}. */
  public String url() {
    return "http://" + config.bridge().http().host() + ":" + port();
  }

  public int port() {
    return server.actualPort();
  }

  /** Whether every part is well enough to work, and the first numbers have been computed. */
  public boolean isReady() {
    return health.ready() && outbound.isPublishing();
  }

  @Override
  public void close() {
    resources.close();
    LOG.atInfo().addKeyValue("node", config.bridge().node()).log("bridge.stopped");
  }

  private HttpServer listen(BridgeConfig.Http http) {
    Router root = Router.router(vertx);
    inbound.mount(root);
    new MediaRoute(outbound.catalog()).mount(root);
    admin.mount(vertx, root);
    return await(
        vertx
            .createHttpServer(new HttpServerOptions().setHost(http.host()).setPort(http.port()))
            .requestHandler(root)
            .listen());
  }

  private RecentKeys recentKeys(BridgeConfig.Node process) {
    if (!process.cluster().enabled()) {
      return new LocalRecentKeys(RECENT_KEYS);
    }
    HazelcastMember member = new HazelcastMember(process.cluster(), process.node());
    member.start();
    resources.add("cluster", () -> member.stop(STOP));
    return member.recentKeys();
  }

  private OdooClient rpc(OdooRpcConfig rpcConfig) {
    OdooClient rpc = resources.add("odoo rpc", new OdooClient(vertx, rpcConfig, meters));
    health.register("odoo.rpc", rpc::health);
    return rpc;
  }

  /** Without sources nothing comes in; the configuration was checked for that. */
  private static List<Outcome> unanswered(List<JournalEntry> entries) {
    throw new IllegalStateException("odoo.rpc is not configured");
  }

  /**
   * @param shops the inbound half once it is there, which is before the first message is handled
   */
  private MessageHandler handler(OdooClient rpc, AtomicReference<Optional<InboundModule>> shops) {
    OdooRpcConfig rpcConfig = config.odoo().rpc().orElseThrow();
    PgSession odoo =
        resources.add(
            "odoo directory",
            PgSession.open(
                config.odoo().database(), "odoo-bridge directory", DIRECTORY_CONNECTIONS));
    Map<ChannelId, OrderPolicy> policies = new HashMap<>();
    for (SourceConfig source : config.inbound().sources()) {
      policies.put(source.id(), source.orders());
    }
    OdooDirectory directory =
        new OdooDirectory(odoo, rpcConfig.login(), clock, MASTER_DATA_KEPT, rpc::version);
    RefundsModule refunds =
        new RefundsModule(
            config.inbound(),
            new RefundsModule.Parts(
                journal,
                directory,
                rpc,
                source -> shops.get().flatMap(module -> module.reader(source)),
                source -> shops.get().flatMap(module -> module.writer(source)),
                clock,
                random,
                rpcConfig.requestLimit()));
    companions.add(refunds);
    return new OrderMessageHandler(
        new OrderApplier(
            policies,
            config.units(),
            directory,
            rpc,
            clock,
            random,
            rpcConfig.requestLimit(),
            new PgOrderMarks(journal, clock)),
        refunds.desk());
  }

  /** A shop says what it shows: when that is not what it was told, it is read and repaired. */
  private static void doubt(OutboundModule outbound, List<ProductReport> products) {
    for (ProductReport product : products) {
      if (product.sku().isBlank()) {
        continue;
      }
      Sku sku = new Sku(product.sku());
      OptionalLong said = product.stockQuantity();
      if (said.isEmpty() || !said.equals(outbound.reported(product.channel(), sku))) {
        // An item parked since the shop did not know it is told at once, not at the next look.
        if (!outbound.redrive(product.channel(), sku)) {
          outbound.recheck(product.channel(), List.of(sku));
        }
      }
    }
  }

  private static Decisions decisions(Journal journal, HeldOrders held) {
    return new Decisions() {
      @Override
      public boolean redrive(long entryId, String actor) {
        return journal.redrive(entryId, actor);
      }

      @Override
      public boolean discard(long entryId, String actor, String reason) {
        return journal.discard(entryId, actor, reason);
      }

      @Override
      public boolean release(long entryId, String actor) {
        return held.release(entryId, actor);
      }
    };
  }

  private static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(HTTP_WAIT.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }
}
