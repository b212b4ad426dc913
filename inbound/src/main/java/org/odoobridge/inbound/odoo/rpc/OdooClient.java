package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;

/**
 * {@link OdooRpc} for a server of any release: speaks the protocol it has, sends no more calls at
 * once than it answers well, measures them, and knows how Odoo is.
 */
public final class OdooClient implements OdooRpc, AutoCloseable {
  private static final int FIRST_WITH_JSON2 = 19;

  private final OdooRpcConfig config;
  private final HttpExchange exchange;
  private final MeterRegistry meters;
  private final CallLimiter limiter;
  private volatile @Nullable OdooRpc spoken;
  private volatile Health health = Health.UP;

  public OdooClient(Vertx vertx, OdooRpcConfig config, MeterRegistry meters) {
    this.config = config;
    this.exchange = new HttpExchange(vertx, config);
    this.meters = meters;
    this.limiter = new CallLimiter(config.workers(), Clock.systemUTC());
    Gauge.builder(Telemetry.ODOO_RPC_LIMIT, limiter, CallLimiter::limit).register(meters);
  }

  @Override
  public JsonNode call(OdooCall call) {
    OdooRpc server = server();
    return limited(call.model(), call.method(), () -> server.call(call));
  }

  @Override
  public OdooVersion version() {
    OdooRpc server = server();
    return limited("common", "version", server::version);
  }

  @Override
  public int login() {
    OdooRpc server = server();
    return limited("common", "authenticate", server::login);
  }

  @Override
  public Protocol protocol() {
    return server().protocol();
  }

  /** What the last call told about Odoo itself; a refused order is no illness. */
  public Health health() {
    return health;
  }

  private OdooRpc server() {
    OdooRpc known = spoken;
    if (known != null) {
      return known;
    }
    OdooRpc server =
        switch (config.protocol()) {
          case JSONRPC -> new JsonRpc(config, exchange);
          case JSON2 -> new Json2Rpc(config, exchange);
          case AUTO ->
              limited("common", "protocol", this::hasJson2)
                  ? new Json2Rpc(config, exchange)
                  : new JsonRpc(config, exchange);
        };
    spoken = server;
    return server;
  }

  /** Asks the address that only servers with JSON-2 have; whatever else answers has it not. */
  private boolean hasJson2() {
    try {
      return Json2Rpc.version(exchange).major() >= FIRST_WITH_JSON2;
    } catch (OdooFailure failure) {
      return switch (failure.fault()) {
        case OdooFault.Broken broken -> {
          if (broken.type().equals("HTTP 503")) {
            throw failure;
          }
          yield false;
        }
        case OdooFault.Garbled ignored -> false;
        case OdooFault.Denied ignored -> false;
        case OdooFault.Refused ignored -> false;
        case OdooFault.Conflict ignored -> false;
        case OdooFault.Unreachable ignored -> throw failure;
        case OdooFault.Lost ignored -> throw failure.beforeAnyWrite();
      };
    }
  }

  private <T> T limited(String model, String method, Supplier<T> call) {
    CallLimiter.Permit permit = permit();
    CallLimiter.End end = CallLimiter.End.OTHER;
    try {
      T result = timed(model, method, call);
      end =
          result instanceof JsonNode answer && OdooFault.conflictIn(answer).isPresent()
              ? CallLimiter.End.COLLIDED
              : CallLimiter.End.DONE;
      return result;
    } catch (OdooFailure failure) {
      end = endOf(failure.fault());
      reconsider(failure.fault());
      throw failure;
    } finally {
      limiter.release(permit, model + "/" + method, end);
    }
  }

  private CallLimiter.Permit permit() {
    try {
      return limiter
          .acquire(config.timeout())
          .orElseThrow(
              () ->
                  new OdooFailure(
                      new OdooFault.Unreachable("no call became free within " + config.timeout())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OdooFailure(new OdooFault.Unreachable("interrupted before it was sent"), e);
    }
  }

  private <T> T timed(String model, String method, Supplier<T> call) {
    long began = System.nanoTime();
    String outcome = "bug";
    try {
      T result = call.get();
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

  /** A server that lost the address may have been upgraded: it is asked again. */
  private void reconsider(OdooFault fault) {
    if (fault instanceof OdooFault.Broken broken && broken.type().equals("HTTP 404")) {
      spoken = null;
    }
  }

  private static CallLimiter.End endOf(OdooFault fault) {
    return switch (fault) {
      case OdooFault.Conflict ignored -> CallLimiter.End.COLLIDED;
      case OdooFault.Lost ignored -> CallLimiter.End.COLLIDED;
      case OdooFault.Broken broken ->
          OdooFault.OUTAGES.contains(broken.type())
              ? CallLimiter.End.COLLIDED
              : CallLimiter.End.OTHER;
      case OdooFault.Refused ignored -> CallLimiter.End.OTHER;
      case OdooFault.Denied ignored -> CallLimiter.End.OTHER;
      case OdooFault.Unreachable ignored -> CallLimiter.End.OTHER;
      case OdooFault.Garbled ignored -> CallLimiter.End.OTHER;
    };
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
