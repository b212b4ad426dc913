package org.odoobridge.testkit.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
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
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx;
  private final String db;
  private final HikariDataSource pool;
  private final OdooRelease release;
  private final OdooEngine engine;
  private final HttpServer server;
  private final Map<String, Deque<Fault>> faults = new HashMap<>();
  private final Deque<RpcCall> calls = new ArrayDeque<>();
  private volatile Duration latency = Duration.ZERO;

  private OdooSimulator(
      Vertx vertx, PostgresFixture postgres, String db, OdooRelease release, int port)
      throws SQLException {
    this.vertx = vertx;
    this.db = db;
    this.pool = pool(postgres, db);
    this.release = release;
    this.engine = new OdooEngine(pool, release, RETRY_WAIT);
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
    switch (String.valueOf(request.path())) {
      case "/jsonrpc" ->
          request
              .body()
              .onSuccess(body -> Thread.startVirtualThread(() -> serve(request.response(), body)))
              .onFailure(e -> request.response().setStatusCode(400).end());
      case "/web/webclient/version_info" ->
          request
              .body()
              .onSuccess(
                  body ->
                      answer(
                          request.response(),
                          JsonRpc.envelope(null, Map.of("result", JsonRpc.version(release)))))
              .onFailure(e -> request.response().setStatusCode(400).end());
      default -> request.response().setStatusCode(404).end("<h1>Not Found</h1>");
    }
  }

  private void serve(HttpServerResponse response, Buffer body) {
    Map<String, Object> request;
    try {
      request = Args.map(JsonRpc.withoutNulls(JSON.readValue(body.getBytes(), Object.class)));
    } catch (IOException e) {
      onContext(
          () ->
              response
                  .setStatusCode(400)
                  .end(
                      "<title>400 Bad Request</title><p>Invalid JSON data: "
                          + e.getClass().getSimpleName()
                          + "</p>"));
      return;
    }
    Map<String, Object> params = Args.map(request.getOrDefault("params", Map.of()));
    Object id = request.get("id");
    List<Object> args = Args.list(params.getOrDefault("args", List.of()));
    boolean onObject = "object".equals(params.get("service"));
    String model = onObject && args.size() > 4 ? String.valueOf(args.get(3)) : "";
    String method =
        onObject && args.size() > 4
            ? String.valueOf(args.get(4))
            : String.valueOf(params.get("method"));
    Optional<Fault> fault = takeFault(model, method);
    if (fault.isPresent() && !reaches(fault.get())) {
      log(args, model, method, "fault", 0);
      refuse(response, id, method, fault.get());
      return;
    }
    long start = System.nanoTime();
    String outcome = "ok";
    Map<String, Object> answer;
    try {
      Object result = onObject ? execute(args) : common(method, args);
      answer = JsonRpc.envelope(id, result == null ? Map.of() : Map.of("result", result));
    } catch (OdooError e) {
      outcome = e.name();
      answer = JsonRpc.envelope(id, Map.of("error", JsonRpc.error(e)));
    } catch (RuntimeException e) {
      outcome = "builtins." + e.getClass().getSimpleName();
      answer =
          JsonRpc.envelope(
              id, Map.of("error", JsonRpc.error(OdooError.other(outcome, String.valueOf(e)))));
    }
    log(args, model, method, outcome, System.nanoTime() - start);
    Map<String, Object> ready = answer;
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

  private void refuse(
      HttpServerResponse response, @Nullable Object id, String method, Fault fault) {
    String lost = "could not serialize access due to concurrent update\n";
    switch (fault) {
      case HTML_500 ->
          onContext(
              () ->
                  response
                      .setStatusCode(500)
                      .putHeader("Content-Type", "text/html")
                      .end(
                          "<!DOCTYPE HTML><title>500 Internal Server Error</title><h1>Internal Server Error</h1>"));
      case DROP_BEFORE -> onContext(response::reset);
      case SERIALIZATION -> {
        Map<String, Object> answer =
            method.equals("load")
                ? Map.of("result", JsonRpc.lostLoad(lost))
                : Map.of(
                    "error",
                    JsonRpc.error(OdooError.other("psycopg2.errors.SerializationFailure", lost)));
        onContext(() -> answer(response, JsonRpc.envelope(id, answer)));
      }
      case TIMEOUT_BEFORE, DROP_AFTER_COMMIT, TIMEOUT_AFTER_COMMIT -> {
        // no answer, the connection stays open
      }
    }
  }

  private @Nullable Object execute(List<Object> args) {
    if (args.size() < 5 || !db.equals(args.get(0))) {
      throw OdooError.other(
          "psycopg2.OperationalError",
          "FATAL:  database \"%s\" does not exist\n".formatted(args.isEmpty() ? "" : args.get(0)));
    }
    List<Object> positional = args.size() > 5 ? Args.list(args.get(5)) : List.of();
    Map<String, Object> named = args.size() > 6 ? Args.map(args.get(6)) : Map.of();
    int uid = args.get(1) instanceof Number number ? number.intValue() : 0;
    return engine.call(
        uid,
        String.valueOf(args.get(2)),
        String.valueOf(args.get(3)),
        String.valueOf(args.get(4)),
        positional,
        named);
  }

  private Object common(String method, List<Object> args) {
    return switch (method) {
      case "version" -> JsonRpc.version(release);
      case "authenticate", "login" -> {
        int uid =
            args.size() > 2 && db.equals(args.getFirst())
                ? engine.authenticate(String.valueOf(args.get(1)), String.valueOf(args.get(2)))
                : 0;
        yield uid == 0 ? (Object) false : uid;
      }
      case "list" -> List.of(db);
      case "server_version" -> release.series();
      default -> throw OdooError.other("builtins.Exception", "Method not found: " + method);
    };
  }

  private void answer(HttpServerResponse response, Map<String, Object> envelope) {
    String text;
    try {
      text = JSON.writeValueAsString(envelope);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("answer is no JSON", e);
    }
    response.putHeader("Content-Type", "application/json").end(text);
  }

  private void onContext(Runnable action) {
    Duration delay = latency;
    if (delay.isZero()) {
      vertx.runOnContext(nothing -> action.run());
    } else {
      vertx.setTimer(delay.toMillis(), timer -> action.run());
    }
  }

  private void log(List<Object> args, String model, String method, String outcome, long nanos) {
    boolean onObject = !model.isEmpty();
    RpcCall call =
        new RpcCall(
            onObject && args.get(1) instanceof Number uid ? uid.intValue() : 0,
            model,
            method,
            onObject && args.size() > 5 ? Args.list(args.get(5)) : List.of(),
            onObject && args.size() > 6 ? Args.map(args.get(6)) : Map.of(),
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
