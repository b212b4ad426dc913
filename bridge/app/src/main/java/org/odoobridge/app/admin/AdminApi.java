package org.odoobridge.app.admin;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.observability.HealthRegistry;

/**
 * The bridge's own HTTP interface: {@code /api} behind a bearer token, health and metrics without
 * one, and the console's files. Event loop for the edges; each request's story runs on a virtual
 * thread of its own.
 */
public final class AdminApi {
  private static final long MOST_BODY_BYTES = 64 * 1024;

  private final EventHub events;
  private final JournalTail tail;
  private final Parts parts;

  /**
   * What the API shows and acts on.
   *
   * @param node name of this process
   * @param outbound may be called from any virtual thread
   */
  public record Parts(
      String node,
      Instant startedAt,
      Secret token,
      HealthRegistry health,
      PrometheusMeterRegistry meters,
      Decisions decisions,
      JournalView journalView,
      RefundView refunds,
      OutboundView outbound) {}

  public AdminApi(Vertx vertx, Parts parts) {
    this.parts = parts;
    this.events = new EventHub(vertx);
    this.tail = new JournalTail(parts.journalView(), events);
  }

  /** Adds all routes; call before the server listens. */
  public void mount(Vertx vertx, Router root) {
    StatusRoutes status = new StatusRoutes(parts);
    root.get("/health/live").handler(StatusRoutes::live);
    root.get("/health/ready").handler(status::ready);
    root.get("/metrics").handler(status::metrics);
    root.route("/api/*").subRouter(api(vertx, status));
    new ConsoleFiles().mount(root);
  }

  private Router api(Vertx vertx, StatusRoutes status) {
    Router api = Router.router(vertx);
    api.route().handler(new TokenGuard(parts.token()));
    api.get("/events").handler(events::open);
    api.route().handler(BodyHandler.create(false).setBodyLimit(MOST_BODY_BYTES));
    api.get("/status").handler(Answers.of(status::status));
    StockRoutes stock = new StockRoutes(parts.outbound());
    api.get("/channels").handler(Answers.of(stock::channels));
    api.post("/channels/:id/:action").handler(Answers.of(stock::act));
    CatalogRoutes catalog = new CatalogRoutes(parts.outbound().catalog());
    api.get("/catalog").handler(Answers.of(catalog::all));
    api.get("/channels/:id/catalog").handler(Answers.of(catalog::status));
    api.get("/channels/:id/catalog/plan").handler(Answers.of(catalog::plan));
    api.get("/channels/:id/catalog/coupons").handler(Answers.of(catalog::coupons));
    api.post("/channels/:id/catalog/publish").handler(Answers.of(catalog::publish));
    api.post("/channels/:id/catalog/redrive").handler(Answers.of(catalog::redrive));
    DriftRoutes drift = new DriftRoutes(parts.outbound().drift());
    api.get("/channels/:id/drift").handler(Answers.of(drift::status));
    api.post("/channels/:id/drift/look").handler(Answers.of(drift::look));
    api.post("/channels/:id/drift/approve").handler(Answers.of(drift::approve));
    api.get("/explain").handler(Answers.of(stock::explain));
    api.get("/stock").handler(Answers.of(stock::page));
    OrderRoutes orders = new OrderRoutes(parts.decisions(), parts.journalView());
    api.get("/orders").handler(Answers.of(orders::list));
    api.get("/orders/:id").handler(Answers.of(orders::one));
    api.post("/orders/:id/redrive").handler(Answers.of(orders::redrive));
    api.post("/orders/:id/discard").handler(Answers.of(orders::discard));
    RefundRoutes refunds = new RefundRoutes(parts.refunds());
    api.get("/refunds").handler(Answers.of(refunds::list));
    api.post("/refunds/:channel/:order/:refund/retry").handler(Answers.of(refunds::retry));
    api.post("/orders/:id/release").handler(Answers.of(orders::release));
    api.route().handler(context -> context.fail(404));
    api.route().failureHandler(Answers::problem);
    return api;
  }

  /** Begins to feed open consoles. */
  public void start() {
    events.start();
    tail.start();
    parts.outbound().subscribe(row -> events.publish("stock", row.sku(), row));
  }

  /** Ends all event streams. */
  public void stop() {
    tail.stop();
    events.stop();
  }
}
