package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.observability.Telemetry;

/** The adapter against a server that answers what the test says, among it what is no answer. */
class JsonRpcTest {
  private static final String ACCESS_DENIED =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":200,\"message\":\"Odoo Server Error\","
          + "\"data\":{\"name\":\"odoo.exceptions.AccessDenied\",\"message\":\"Access Denied\"}}}";

  private final Queue<BiConsumer<HttpServerRequest, JsonObject>> script =
      new ConcurrentLinkedQueue<>();
  private final Queue<JsonObject> seen = new ConcurrentLinkedQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vertx vertx;
  private HttpServer server;
  private OdooClient rpc;

  @BeforeEach
  void start() throws TimeoutException {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> {
                          JsonObject call = body.toJsonObject().getJsonObject("params");
                          seen.add(call);
                          script.remove().accept(request, call);
                        }))
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
    rpc = client(Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws TimeoutException {
    rpc.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void theUserIdIsAskedForOnceAndKept() {
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}");
    answer("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":[1]}");
    answer("{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":[2]}");

    JsonNode first = rpc.call(OdooCall.search("res.partner", List.of()).option("limit", 1));
    JsonNode second = rpc.call(OdooCall.search("res.partner", List.of()));

    assertThat(first.path(0).asInt()).isEqualTo(1);
    assertThat(second.path(0).asInt()).isEqualTo(2);
    assertThat(seen)
        .extracting(call -> call.getString("service"))
        .containsExactly("common", "object", "object");
    assertThat(List.copyOf(seen).get(1).getJsonArray("args").encode())
        .isEqualTo("[\"db\",7,\"secret\",\"res.partner\",\"search\",[[]],{\"limit\":1}]");
    assertThat(timed("res.partner", "search", "ok")).isEqualTo(2);
  }

  @Test
  void aDeniedCallLogsInAnewAndIsRepeatedOnce() {
    loggedIn();
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}");
    JsonNode before = rpc.call(OdooCall.of("m", "f"));
    answer(ACCESS_DENIED);
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":8}");
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":true}");

    JsonNode result = rpc.call(OdooCall.of("m", "f"));

    assertThat(before.asInt()).isEqualTo(1);
    assertThat(result.asBoolean()).isTrue();
    assertThat(List.copyOf(seen).getLast().getJsonArray("args").getInteger(1)).isEqualTo(8);
  }

  @Test
  void aRefusedLoginIsDenied() {
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":false}");

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Denied.class);
  }

  @Test
  void anAnswerWithoutResultIsNone() {
    loggedIn();
    answer("{\"jsonrpc\":\"2.0\",\"id\":1}");

    assertThat(rpc.call(OdooCall.of("m", "f")).isNull()).isTrue();
  }

  @Test
  void anErrorPageIsAFaultOfTheServer() {
    loggedIn();
    page(500, "<!DOCTYPE HTML><title>500 Internal Server Error</title>");

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Broken.class);
    assertThat(timed("m", "f", "broken")).isEqualTo(1);
  }

  @Test
  void aProxyThatGaveUpLeavesItUncertain() {
    loggedIn();
    page(504, "<html>Gateway Time-out</html>");

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))).isUncertain()).isTrue();
  }

  @Test
  void anAnswerOverTheLimitIsNotRead() {
    loggedIn();
    page(200, "x".repeat(100_000));

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))))
        .isInstanceOf(OdooFault.Garbled.class);
  }

  @Test
  void aConnectionCutAfterSendingLeavesItUncertain() {
    loggedIn();
    script.add((request, call) -> request.connection().close());

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Lost.class);
  }

  @Test
  void noAnswerInTimeLeavesItUncertain() {
    loggedIn();
    script.add((request, call) -> {}); // never answers
    rpc.close();
    rpc = client(Duration.ofMillis(300));

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Lost.class);
  }

  @Test
  void nobodyThereMeansNothingWasSent() throws TimeoutException {
    var unused = server.close().await(10, TimeUnit.SECONDS);

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))))
        .isInstanceOf(OdooFault.Unreachable.class);
  }

  @Test
  void theVersionNeedsNoLogin() {
    answer(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"server_version\":\"18.0-20241121\","
            + "\"server_version_info\":[18,0,0,\"final\",0,\"\"]}}");

    assertThat(rpc.version()).isEqualTo(new OdooVersion(18, 0, "18.0-20241121"));
    assertThat(seen).hasSize(1);
  }

  private OdooClient client(Duration timeout) {
    return new OdooClient(
        vertx,
        new OdooRpcConfig(
            "http://127.0.0.1:" + server.actualPort(),
            "db",
            "bot",
            Secret.of("secret"),
            Protocol.JSONRPC,
            timeout,
            Duration.ofMinutes(2),
            2,
            new ByteSize(64 << 10)),
        meters);
  }

  private void loggedIn() {
    answer("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}");
  }

  private void answer(String json) {
    page(200, json);
  }

  private void page(int status, String body) {
    script.add(
        (request, call) -> {
          var unused = request.response().setStatusCode(status).end(body);
        });
  }

  private long timed(String model, String method, String outcome) {
    return meters
        .get(Telemetry.ODOO_RPC)
        .tags("model", model, "method", method, "outcome", outcome)
        .timer()
        .count();
  }

  private static OdooFault faultOf(Runnable call) {
    return catchThrowableOfType(OdooFailure.class, call::run).fault();
  }
}
