package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.observability.Telemetry;

/** Which protocol is spoken, and how many calls are under way. */
class OdooClientTest {
  private static final String VERSION_19 =
      "{\"version_info\": [19, 0, 0, \"final\", 0, \"\"], \"version\": \"19.0\"}";
  private static final String LOGGED_IN = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}";
  private static final String DONE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":true}";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Vertx vertx;
  private ScriptedServer server;
  private OdooClient rpc;

  @BeforeEach
  void start() throws TimeoutException {
    vertx = Vertx.vertx();
    server = new ScriptedServer(vertx);
    rpc = client(4);
  }

  @AfterEach
  void stop() throws TimeoutException {
    rpc.close();
    server.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatTellsItsVersionAtTheNewAddressIsSpokenToByJson2() {
    server.json(200, VERSION_19);
    server.json(200, "true");
    server.json(200, "true");

    rpc.call(OdooCall.of("m", "f"));
    rpc.call(OdooCall.of("m", "f"));

    assertThat(paths()).containsExactly("/json/version", "/json/2/m/f", "/json/2/m/f");
    assertThat(rpc.protocol()).isEqualTo(Protocol.JSON2);
  }

  @Test
  void aServerWithoutThatAddressIsSpokenToByJsonRpc() {
    server.page(404, "<!doctype html>");
    server.json(200, LOGGED_IN);
    server.json(200, DONE);

    rpc.call(OdooCall.of("m", "f"));

    assertThat(paths()).containsExactly("/json/version", "/jsonrpc", "/jsonrpc");
    assertThat(rpc.protocol()).isEqualTo(Protocol.JSONRPC);
  }

  @Test
  void aServerThatIsNotUpYetIsAskedAgain() {
    server.page(503, "starting");
    server.json(200, VERSION_19);
    server.json(200, "true");

    OdooFault first = faultOf(() -> rpc.call(OdooCall.of("m", "f")));
    rpc.call(OdooCall.of("m", "f"));

    assertThat(first.isUncertain()).isFalse();
    assertThat(rpc.protocol()).isEqualTo(Protocol.JSON2);
  }

  @Test
  void aQuestionForTheProtocolThatIsNotAnsweredLeavesNothingInDoubt() {
    server.does(request -> request.connection().close());

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))))
        .isInstanceOf(OdooFault.Unreachable.class);
  }

  @Test
  void aLoginThatIsNotAnsweredLeavesNothingInDoubt() {
    server.page(404, "<!doctype html>");
    server.does(request -> request.connection().close());

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))))
        .isInstanceOf(OdooFault.Unreachable.class);
  }

  @Test
  void anUpgradedServerThatLostTheOldAddressIsAskedAgain() {
    server.page(404, "<!doctype html>");
    server.json(200, LOGGED_IN);
    server.json(200, DONE);
    rpc.call(OdooCall.of("m", "f"));
    server.page(404, "<!doctype html>");
    server.json(200, VERSION_19);
    server.json(200, "true");

    OdooFault gone = faultOf(() -> rpc.call(OdooCall.of("m", "f")));
    rpc.call(OdooCall.of("m", "f"));

    assertThat(gone).isInstanceOf(OdooFault.Broken.class);
    assertThat(rpc.protocol()).isEqualTo(Protocol.JSON2);
  }

  @Test
  void noMoreCallsAreUnderWayThanTheLimitAllows() throws Exception {
    server.json(200, VERSION_19);
    assertThat(rpc.protocol()).isEqualTo(Protocol.JSON2);
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<HttpServerRequest> waiting = new ArrayList<>();
    Semaphore arrived = new Semaphore(0);
    for (int i = 0; i < 20; i++) {
      server.does(
          request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            synchronized (waiting) {
              waiting.add(request);
            }
            arrived.release();
          });
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(threads.submit(() -> rpc.call(OdooCall.of("m", "f"))));
      }
      for (int i = 0; i < 20; i++) {
        arrived.acquire();
        HttpServerRequest request;
        synchronized (waiting) {
          request = waiting.removeFirst();
        }
        underWay.decrementAndGet();
        var unused = request.response().putHeader("content-type", ScriptedServer.JSON).end("true");
      }
      for (Future<?> call : calls) {
        assertThat(call.get(10, TimeUnit.SECONDS)).hasToString("true");
      }
    }

    assertThat(most.get()).isBetween(1, 4);
    assertThat(meters.get(Telemetry.ODOO_RPC_LIMIT).gauge().value()).isBetween(1.0, 4.0);
  }

  private List<String> paths() {
    return server.seen().stream().map(ScriptedServer.Seen::path).toList();
  }

  private OdooClient client(int workers) {
    return new OdooClient(
        vertx,
        new OdooRpcConfig(
            server.url(),
            "db",
            "bot",
            Secret.of("secret"),
            Protocol.AUTO,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            workers,
            new ByteSize(64 << 10)),
        meters);
  }

  private static OdooFault faultOf(Runnable call) {
    return catchThrowableOfType(OdooFailure.class, call::run).fault();
  }
}
