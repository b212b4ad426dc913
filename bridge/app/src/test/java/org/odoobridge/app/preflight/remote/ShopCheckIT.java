package org.odoobridge.app.preflight.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.core.config.Secret;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

final class ShopCheckIT {
  private static final ShopOptions OPTIONS = ShopOptions.defaults();
  private Vertx vertx;
  private ShopSimulator shop;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    shop = ShopSimulator.start(vertx, OPTIONS);
  }

  @AfterEach
  void stop() {
    shop.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static List<Finding> look(
      String url, String key, String secret, Optional<String> webhookUrl)
      throws InterruptedException {
    return new ShopCheck(
            new ShopTarget(
                "shop",
                URI.create(url),
                Secret.of(key),
                Secret.of(secret),
                Duration.ofSeconds(5),
                true,
                webhookUrl.map(URI::create)))
        .look();
  }

  private List<Finding> look(Optional<String> webhookUrl) throws InterruptedException {
    return look(shop.url(), OPTIONS.key(), OPTIONS.secret(), webhookUrl);
  }

  private static List<String> messages(List<Finding> findings, Level level) {
    return findings.stream().filter(f -> f.level() == level).map(Finding::message).toList();
  }

  @Test
  void aShopThatIsSetUpHasNothingToComplainAbout() throws InterruptedException {
    List<Finding> findings = look(Optional.empty());
    assertThat(findings).extracting(Finding::level).containsOnly(Level.OK, Level.NOTE);
    assertThat(messages(findings, Level.OK))
        .containsExactly("WooCommerce 11.0.1, the key reads", "the key writes");
  }

  @Test
  void aShopThatDoesNotManageStockIsAProblem() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String body =
              path.endsWith("system_status")
                  ? "{\"environment\": {\"version\": \"10.9.4\"}}"
                  : path.endsWith("manage_stock") ? "{\"value\": \"no\"}" : "[]";
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(messages(look(url, "k", "s", Optional.empty()), Level.PROBLEM))
          .containsExactly("stock management is off, so stock numbers are ignored");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void wrongCredentialsAreToldApart() throws InterruptedException {
    assertThat(messages(look(shop.url(), "ck_none", "cs", Optional.empty()), Level.PROBLEM))
        .singleElement()
        .asString()
        .contains("does not know this key");
    assertThat(messages(look(shop.url(), OPTIONS.key(), "wrong", Optional.empty()), Level.PROBLEM))
        .singleElement()
        .asString()
        .contains("secret is wrong");
  }

  @Test
  void aKeyThatMayOnlyReadIsAProblem() throws InterruptedException {
    List<Finding> findings =
        look(shop.url(), OPTIONS.key() + "ro", OPTIONS.secret() + "ro", Optional.empty());
    assertThat(messages(findings, Level.PROBLEM))
        .singleElement()
        .asString()
        .contains("may only read");
  }

  @Test
  void anAddressWithoutAShopIsAProblem() throws InterruptedException, IOException {
    List<Finding> nothingThere =
        look(shop.url() + "/blog", OPTIONS.key(), OPTIONS.secret(), Optional.empty());
    assertThat(messages(nothingThere, Level.PROBLEM)).hasSize(1);
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    List<Finding> nobody = look("http://127.0.0.1:" + free, "k", "s", Optional.empty());
    assertThat(messages(nobody, Level.PROBLEM)).singleElement().asString().contains("no answer");
  }

  @Test
  void whereWordPressSendsNoWebhooksIsSaid() throws InterruptedException {
    List<Finding> findings = look(Optional.of("http://127.0.0.1:9090/hooks/woocommerce/shop"));
    assertThat(messages(findings, Level.PROBLEM))
        .containsExactly("WordPress sends webhooks to ports 80, 443 and 8080 only, not to 9090");
    assertThat(messages(findings, Level.WARNING))
        .singleElement()
        .asString()
        .contains("private address");
    assertThat(messages(findings, Level.NOTE))
        .anySatisfy(note -> assertThat(note).contains("order.created, order.updated yet"));
  }

  @Test
  void aReceiverIsReachedOrNot() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
      URI there = URI.create("http://127.0.0.1:" + free + "/stock");
      assertThat(new ReceiverCheck("till", there, Duration.ofSeconds(2)).look())
          .extracting(Finding::level)
          .containsExactly(Level.OK);
    }
    URI gone = URI.create("http://127.0.0.1:" + free + "/stock");
    assertThat(new ReceiverCheck("till", gone, Duration.ofSeconds(2)).look())
        .extracting(Finding::level)
        .containsExactly(Level.PROBLEM);
  }
}
