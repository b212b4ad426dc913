package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;

/**
 * {@link OdooRpc} over {@code /json/2}, which Odoo speaks from 19 on: named arguments, bare
 * results, real HTTP codes, an API key instead of a login.
 */
final class Json2Rpc implements OdooRpc {
  private final OdooRpcConfig config;
  private final HttpExchange exchange;

  Json2Rpc(OdooRpcConfig config, HttpExchange exchange) {
    this.config = config;
    this.exchange = exchange;
  }

  @Override
  public JsonNode call(OdooCall call) {
    Map<String, Object> body = new HashMap<>(call.options());
    body.putAll(call.arguments());
    call.records().ifPresent(ids -> body.put("ids", ids));
    if (!call.context().isEmpty()) {
      body.put("context", call.context());
    }
    return result(
        exchange.send(
            new HttpExchange.Request(
                HttpMethod.POST,
                "json/2/" + call.model() + "/" + call.method(),
                Map.of(
                    "content-type",
                    "application/json",
                    "authorization",
                    "bearer " + config.secret().reveal(),
                    "x-odoo-database",
                    config.database()),
                Wire.encode(body))));
  }

  @Override
  public OdooVersion version() {
    return version(exchange);
  }

  /** What a server answers that has this protocol; needs no key. */
  static OdooVersion version(HttpExchange exchange) {
    JsonNode answer =
        result(
            exchange.send(
                new HttpExchange.Request(
                    HttpMethod.GET, "json/version", Map.of(), Buffer.buffer())));
    return OdooVersion.of(answer.path("version_info"), answer.path("version"));
  }

  /** There is no login; asks whose key it is. */
  @Override
  public int login() {
    JsonNode user = call(OdooCall.of("res.users", "context_get")).path("uid");
    if (!user.isIntegralNumber()) {
      throw new OdooFailure(new OdooFault.Garbled("Odoo does not say whose API key this is"));
    }
    return user.intValue();
  }

  /** Its body decides first: a page is never Odoo's word, whatever its code. */
  private static JsonNode result(HttpExchange.Answer answer) {
    JsonNode body = answer.isJson() ? Wire.decode(answer.body()) : Wire.NOTHING;
    if (body.isMissingNode()) {
      throw new OdooFailure(OdooFault.page(answer.status()));
    }
    if (answer.status() == 200) {
      return body;
    }
    if (!body.hasNonNull("name")) {
      throw new OdooFailure(OdooFault.page(answer.status()));
    }
    OdooFault fault = OdooFault.from(body.path("name").asText(), body.path("message").asText(""));
    throw new OdooFailure(answer.status() == 401 ? denied(fault) : fault);
  }

  private static OdooFault denied(OdooFault fault) {
    return new OdooFault.Denied(
        "Odoo refused the API key (a password is not accepted): " + fault.detail());
  }

  @Override
  public Protocol protocol() {
    return Protocol.JSON2;
  }
}
