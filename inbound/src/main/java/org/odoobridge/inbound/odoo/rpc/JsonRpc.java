package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@link OdooRpc} over {@code /jsonrpc}, which Odoo 14 to 18 speak natively and 19 to 21 still
 * accept. Always HTTP 200; errors are in the answer.
 */
final class JsonRpc implements OdooRpc {
  private static final int NO_USER = 0;

  private final OdooRpcConfig config;
  private final HttpExchange exchange;
  private final AtomicInteger uid = new AtomicInteger(NO_USER);
  private final AtomicLong ids = new AtomicLong();

  JsonRpc(OdooRpcConfig config, HttpExchange exchange) {
    this.config = config;
    this.exchange = exchange;
  }

  @Override
  public JsonNode call(OdooCall call) {
    int user = uid.get();
    if (user == NO_USER) {
      return execute(loginFirst(), call);
    }
    try {
      return execute(user, call);
    } catch (OdooFailure failure) {
      if (failure.fault() instanceof OdooFault.Denied) {
        // The user may have been made anew. Odoo checks before it runs anything, so this is no
        // repeat.
        return execute(loginFirst(), call);
      }
      throw failure;
    }
  }

  /** A lost answer to the login leaves nothing in doubt: the call itself was not sent. */
  private int loginFirst() {
    try {
      return login();
    } catch (OdooFailure failure) {
      throw failure.beforeAnyWrite();
    }
  }

  @Override
  public OdooVersion version() {
    JsonNode version = send("common", "version", List.of());
    return OdooVersion.of(version.path("server_version_info"), version.path("server_version"));
  }

  @Override
  public int login() {
    List<?> credentials =
        List.of(config.database(), config.login(), config.secret().reveal(), Map.of());
    JsonNode answer = send("common", "authenticate", credentials);
    if (!answer.isIntegralNumber()) {
      uid.set(NO_USER);
      throw new OdooFailure(
          new OdooFault.Denied(
              "Odoo refused the login '" + config.login() + "' on " + config.database()));
    }
    uid.set(answer.intValue());
    return answer.intValue();
  }

  private JsonNode execute(int user, OdooCall call) {
    List<Object> args = new ArrayList<>();
    call.records().ifPresent(args::add);
    args.addAll(call.arguments().values());
    Map<String, Object> named = new HashMap<>(call.options());
    if (!call.context().isEmpty()) {
      named.put("context", call.context());
    }
    return send(
        "object",
        "execute_kw",
        List.of(
            config.database(),
            user,
            config.secret().reveal(),
            call.model(),
            call.method(),
            args,
            named));
  }

  private JsonNode send(String service, String method, List<?> args) {
    HttpExchange.Answer answer =
        exchange.send(
            new HttpExchange.Request(
                HttpMethod.POST,
                "jsonrpc",
                Map.of("content-type", "application/json"),
                Wire.encode(envelope(service, method, args))));
    JsonNode body = Wire.decode(answer.body());
    if (!body.has("jsonrpc")) {
      throw new OdooFailure(OdooFault.page(answer.status()));
    }
    if (body.hasNonNull("error")) {
      throw new OdooFailure(OdooFault.from(body.path("error")));
    }
    // A method that returns None is answered with neither result nor error.
    return body.has("result") ? body.path("result") : NullNode.getInstance();
  }

  private Map<String, ?> envelope(String service, String method, List<?> args) {
    return Map.of(
        "jsonrpc",
        "2.0",
        "method",
        "call",
        "id",
        ids.incrementAndGet(),
        "params",
        Map.of("service", service, "method", method, "args", args));
  }

  @Override
  public Protocol protocol() {
    return Protocol.JSONRPC;
  }
}
