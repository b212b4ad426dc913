package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;

/**
 * {@link OdooRpc} over {@code /jsonrpc}, which Odoo 14 to 18 speak natively and 19 still accepts.
 */
public final class JsonRpc implements OdooRpc, AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final int NO_USER = 0;

  private final OdooRpcConfig config;
  private final HttpExchange exchange;
  private final MeterRegistry meters;
  private final AtomicInteger uid = new AtomicInteger(NO_USER);
  private final AtomicLong ids = new AtomicLong();
  private volatile Health health = Health.UP;

  public JsonRpc(Vertx vertx, OdooRpcConfig config, MeterRegistry meters) {
    this.config = config;
    this.exchange = new HttpExchange(vertx, config);
    this.meters = meters;
  }

  @Override
  public JsonNode call(String model, String method, List<?> args, Map<String, ?> kwargs) {
    int user = uid.get();
    if (user == NO_USER) {
      return execute(login(), model, method, args, kwargs);
    }
    try {
      return execute(user, model, method, args, kwargs);
    } catch (OdooFailure failure) {
      if (failure.fault() instanceof OdooFault.Denied) {
        // The user may have been made anew. Odoo checks before it runs anything, so this is no
        // repeat.
        return execute(login(), model, method, args, kwargs);
      }
      throw failure;
    }
  }

  @Override
  public OdooVersion version() {
    JsonNode version = timed("common", "version", () -> send("common", "version", List.of()));
    JsonNode info = version.path("server_version_info");
    if (!info.path(0).canConvertToInt()) {
      throw new OdooFailure(
          new OdooFault.Garbled("no version in the answer; is this an Odoo server?"));
    }
    return new OdooVersion(
        info.path(0).asInt(), info.path(1).asInt(), version.path("server_version").asText());
  }

  @Override
  public int login() {
    List<?> credentials =
        List.of(config.database(), config.login(), config.secret().reveal(), Map.of());
    JsonNode answer =
        timed("common", "authenticate", () -> send("common", "authenticate", credentials));
    if (!answer.isIntegralNumber()) {
      uid.set(NO_USER);
      throw new OdooFailure(
          new OdooFault.Denied(
              "Odoo refused the login '" + config.login() + "' on " + config.database()));
    }
    uid.set(answer.intValue());
    return answer.intValue();
  }

  private JsonNode execute(
      int user, String model, String method, List<?> args, Map<String, ?> kwargs) {
    List<?> call =
        List.of(config.database(), user, config.secret().reveal(), model, method, args, kwargs);
    return timed(model, method, () -> send("object", "execute_kw", call));
  }

  private JsonNode send(String service, String method, List<?> args) {
    Buffer request = encode(service, method, args);
    HttpExchange.Answer answer = exchange.post(request);
    JsonNode body = decode(answer);
    if (body.hasNonNull("error")) {
      throw new OdooFailure(OdooFault.from(body.path("error")));
    }
    // A method that returns None is answered with neither result nor error.
    return body.has("result") ? body.path("result") : NullNode.getInstance();
  }

  private Buffer encode(String service, String method, List<?> args) {
    Map<String, ?> envelope =
        Map.of(
            "jsonrpc",
            "2.0",
            "method",
            "call",
            "id",
            ids.incrementAndGet(),
            "params",
            Map.of("service", service, "method", method, "args", args));
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(envelope));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("arguments that JSON cannot hold", e);
    }
  }

  /** The answer's envelope; an error page becomes the fault it stands for. */
  private static JsonNode decode(HttpExchange.Answer answer) {
    JsonNode body = parse(answer.body());
    if (body.isObject() && body.has("jsonrpc")) {
      return body;
    }
    throw new OdooFailure(
        switch (answer.status()) {
          // Odoo's own page: it raised an error outside its JSON-RPC handler and rolled back.
          case 500 ->
              new OdooFault.Broken(
                  "HTTP 500",
                  "Odoo answered with an error page: the reason is in its log; with several"
                      + " databases set dbfilter to get it here");
          // A proxy gave up; what it had passed on may still run.
          case 502, 504 -> new OdooFault.Lost("HTTP " + answer.status() + " from a proxy");
          case 401, 403 -> new OdooFault.Denied("HTTP " + answer.status());
          case 404, 405, 413, 429, 503 ->
              new OdooFault.Broken("HTTP " + answer.status(), "nothing was run");
          default ->
              new OdooFault.Garbled("HTTP " + answer.status() + ", but no JSON-RPC answer in it");
        });
  }

  private static JsonNode parse(Buffer body) {
    try {
      JsonNode node = JSON.readTree(body.getBytes());
      return node == null ? NullNode.getInstance() : node;
    } catch (IOException notJson) {
      return NullNode.getInstance();
    }
  }

  private JsonNode timed(String model, String method, Supplier<JsonNode> call) {
    long began = System.nanoTime();
    String outcome = "bug";
    try {
      JsonNode result = call.get();
      outcome = "ok";
      health = Health.UP;
      return result;
    } catch (OdooFailure failure) {
      outcome = failure.fault().kind();
      health = healthAfter(failure.fault());
      throw failure;
    } finally {
      Timer.builder(Telemetry.ODOO_RPC)
          .tags("model", model, "method", method, "outcome", outcome)
          .register(meters)
          .record(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  /** What the last call told about Odoo itself; a refused order is no illness. */
  public Health health() {
    return health;
  }

  private static Health healthAfter(OdooFault fault) {
    return switch (fault) {
      case OdooFault.Refused ignored -> Health.UP;
      case OdooFault.Conflict ignored -> Health.UP;
      case OdooFault.Denied denied -> new Health.Degraded(denied.detail());
      case OdooFault.Unreachable away ->
          new Health.Degraded("Odoo cannot be reached: " + away.detail());
      case OdooFault.Lost lost -> new Health.Degraded("Odoo did not answer: " + lost.detail());
      case OdooFault.Broken broken ->
          new Health.Degraded("Odoo failed: " + broken.type() + ": " + broken.detail());
      case OdooFault.Garbled garbled -> new Health.Degraded(garbled.detail());
    };
  }

  @Override
  public void close() {
    exchange.close();
  }
}
