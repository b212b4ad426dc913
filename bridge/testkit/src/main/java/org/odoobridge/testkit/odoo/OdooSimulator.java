package org.odoobridge.testkit.odoo;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * An HTTP server that answers {@code POST /jsonrpc} as an Odoo of one release does, over Odoo's
 * tables in a real PostgreSQL. Errors come as HTTP 200 with Odoo's error envelope; a method that
 * returns None answers without {@code result}.
 */
public final class OdooSimulator implements AutoCloseable {

  private static final int WORKERS = 16;
  private static final int KEPT_CALLS = 10_000;
  private static final Duration RETRY_WAIT = Duration.ofMillis(10);

  private final Vertx vertx;
  private final String db;
  private final HikariDataSource pool;
  private final OdooRelease release;
  private final OdooEngine engine;
  private final JsonRpc jsonRpc;
  private final Json2 json2;
  private final HttpServer server;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Deque<RpcCall> calls = new ArrayDeque<>();
  private volatile Duration latency = Duration.ZERO;
  private volatile boolean severalDatabases;

  private OdooSimulator(
      Vertx vertx, PostgresFixture postgres, String db, OdooRelease release, int port)
      throws SQLException {
    this.vertx = vertx;
    this.db = db;
    this.pool = pool(postgres, db);
    this.release = release;
    this.engine = new OdooEngine(pool, release, RETRY_WAIT);
    this.jsonRpc = new JsonRpc(engine, release, db);
    this.json2 = new Json2(engine, db);
    this.server = vertx.createHttpServer().requestHandler(this::handle);
    await(server.listen(port, "127.0.0.1"));
  }

  /** Odoo 14 on a free port. */
  public static OdooSimulator start(Vertx vertx, PostgresFixture postgres, String db) {
    return start(vertx, postgres, db, 0);
  }

  /** Odoo 14 on a given port; 0 = any free one. */
  public static OdooSimulator start(Vertx vertx, PostgresFixture postgres, String db, int port) {
    return start(vertx, postgres, db, OdooRelease.V14, port);
  }

  /**
   * Starts; the database must hold {@link OdooSchema}'s tables of the same release.
   *
   * @param port 0 = any free one
   */
  public static OdooSimulator start(
      Vertx vertx, PostgresFixture postgres, String db, OdooRelease release, int port) {
    try {
      return new OdooSimulator(vertx, postgres, db, release, port);
    } catch (SQLException e) {
      throw new IllegalStateException("no Odoo tables in " + db, e);
    }
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  public String db() {
    return db;
  }

  public OdooRelease release() {
    return release;
  }

  /** The next call of the method meets the fault; several queue up. */
  public void failNext(String model, String method, Fault fault) {
    synchronized (faults) {
      faults.computeIfAbsent(model + "." + method, key -> new ArrayDeque<>()).add(fault);
    }
  }

  /** A new API key of the user, good in place of the password and for JSON-2. */
  public String createApiKey(String login) {
    return engine.createKey(login);
  }

  /**
   * Whether the server shows more than one database from now on: a call without a session then
   * names its own, and up to release 15 errors of JSON-RPC become HTML pages.
   */
  public void showSeveralDatabases(boolean several) {
    severalDatabases = several;
  }

  /** Every answer is held back by this from now on. */
  public void latency(Duration delay) {
    latency = delay;
  }

  /** The calls received so far, oldest first; the newest 10,000 are kept. */
  public List<RpcCall> calls() {
    synchronized (calls) {
      return List.copyOf(calls);
    }
  }

  public void clearCalls() {
    synchronized (calls) {
      calls.clear();
    }
  }

  @Override
  public void close() {
    await(server.close());
    pool.close();
  }

  private static HikariDataSource pool(PostgresFixture postgres, String db) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl(db) + "?ApplicationName=odoo&stringtype=unspecified");
    config.setUsername(OdooSchema.OWNER);
    config.setPassword(OdooSchema.OWNER);
    config.setMaximumPoolSize(WORKERS);
    config.setMinimumIdle(2);
    config.setAutoCommit(false);
    config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    config.setPoolName("odoo-simulator-" + db);
    return new HikariDataSource(config);
  }

  private void handle(HttpServerRequest request) {
    request
        .body()
        .onSuccess(body -> Thread.startVirtualThread(() -> serve(request, body)))
        .onFailure(e -> request.response().setStatusCode(400).end());
  }

  private void serve(HttpServerRequest request, Buffer body) {
    HttpServerResponse response = request.response();
    switch (read(request, body)) {
      case Reply reply -> onContext(() -> answer(response, reply));
      case Call call -> run(response, call);
      case Object other -> throw new IllegalStateException("neither call nor reply: " + other);
    }
  }

  private Object read(HttpServerRequest request, Buffer body) {
    String path = String.valueOf(request.path());
    if (release.json2() && path.startsWith(Json2.PATH)) {
      return json2.read(request, body, severalDatabases);
    }
    return switch (path) {
      case "/jsonrpc" -> jsonRpc.read(body, severalDatabases);
      case "/web/webclient/version_info" ->
          Reply.json(200, JsonRpc.envelope(null, Map.of("result", JsonRpc.version(release))));
      case "/json/version", "/web/version" ->
          release.json2()
              ? Reply.json(
                  200, Map.of("version_info", release.versionInfo(), "version", release.series()))
              : Reply.notFound();
      default -> Reply.notFound();
    };
  }

  private void run(HttpServerResponse response, Call call) {
    Optional<Fault> fault = takeFault(call.model(), call.method());
    if (fault.isPresent() && !reaches(fault.get())) {
      log(call, "fault", 0);
      refuse(response, call, fault.get());
      return;
    }
    long start = System.nanoTime();
    String outcome = "ok";
    Reply reply;
    try {
      reply = call.result().apply(call.work().get());
    } catch (OdooError e) {
      outcome = e.name();
      reply = call.error().apply(e);
    } catch (RuntimeException e) {
      outcome = "builtins." + e.getClass().getSimpleName();
      reply = call.error().apply(OdooError.other(outcome, String.valueOf(e)));
    }
    log(call, outcome, System.nanoTime() - start);
    Reply ready = reply;
    if (fault.isEmpty()) {
      onContext(() -> answer(response, ready));
    } else if (fault.get() == Fault.DROP_AFTER_COMMIT) {
      onContext(response::reset);
    }
  }

  private static boolean reaches(Fault fault) {
    return fault == Fault.DROP_AFTER_COMMIT || fault == Fault.TIMEOUT_AFTER_COMMIT;
  }

  private Optional<Fault> takeFault(String model, String method) {
    synchronized (faults) {
      Deque<Fault> queue = faults.get(model + "." + method);
      return queue == null ? Optional.empty() : Optional.ofNullable(queue.poll());
    }
  }

  private void refuse(HttpServerResponse response, Call call, Fault fault) {
    String lost = "could not serialize access due to concurrent update\n";
    switch (fault) {
      case HTML_500 ->
          onContext(
              () ->
                  answer(
                      response,
                      Reply.page(
                          500,
                          "Internal Server Error",
                          "The server encountered an internal error.")));
      case DROP_BEFORE -> onContext(response::reset);
      case SERIALIZATION -> {
        Reply reply =
            call.method().equals("load")
                ? call.result().apply(JsonRpc.lostLoad(lost))
                : call.error().apply(OdooError.other("psycopg2.errors.SerializationFailure", lost));
        onContext(() -> answer(response, reply));
      }
      case TIMEOUT_BEFORE, DROP_AFTER_COMMIT, TIMEOUT_AFTER_COMMIT -> {
        // no answer, the connection stays open
      }
    }
  }

  private static void answer(HttpServerResponse response, Reply reply) {
    response
        .setStatusCode(reply.status())
        .putHeader("Content-Type", reply.type())
        .end(reply.body());
  }

  private void onContext(Runnable action) {
    Duration delay = latency;
    if (delay.isZero()) {
      vertx.runOnContext(nothing -> action.run());
    } else {
      vertx.setTimer(delay.toMillis(), timer -> action.run());
    }
  }

  private void log(Call made, String outcome, long nanos) {
    RpcCall call =
        new RpcCall(
            made.uid(),
            made.model(),
            made.method(),
            made.args(),
            made.kwargs(),
            outcome,
            Duration.ofNanos(nanos));
    synchronized (calls) {
      calls.add(call);
      if (calls.size() > KEPT_CALLS) {
        calls.poll();
      }
    }
  }

  private static <T> void await(Future<T> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("HTTP server did not start or stop", e);
    }
  }
}
