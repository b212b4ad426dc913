package org.odoobridge.inbound.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalLimits;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.inbound.dedup.ProductReport;
import org.odoobridge.inbound.dedup.RecordedHook;
import org.odoobridge.inbound.dedup.StockStatuses;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.verify.WooSignature;
import org.odoobridge.testkit.postgres.PostgresFixture;

class IngestRouteIT {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final String SECRET = "lab-secret-plain-0123456789";
  private static final String ODD_SECRET = "s3cr&t<\"'é ü>%";
  private static final int HANDOFF = 20;
  private static PostgresFixture server;
  private static Vertx vertx;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ProductReport> doubted = new CopyOnWriteArrayList<>();
  private final List<ChannelId> sweepsAsked = new CopyOnWriteArrayList<>();
  private final List<ResourceKey> webhooksSeen = new CopyOnWriteArrayList<>();
  private TestJournal journal;
  private HttpServer http;

  @BeforeAll
  static void startServers() {
    server = PostgresFixture.start();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopServers() {
    vertx.close().await();
    server.close();
  }

  @BeforeEach
  void open() {
    journal =
        TestJournal.on(
            server, Clock.systemUTC(), new JournalLimits(500, 5000, Duration.ofSeconds(10)));
    Acceptance acceptance =
        new Acceptance(
            journal.journal(),
            new WooIntake(StockStatuses.STANDARD),
            doubted::addAll,
            new Acceptance.Notices() {
              @Override
              public void orderGone(ChannelId channel) {
                sweepsAsked.add(channel);
              }

              @Override
              public void webhookCame(ResourceKey key) {
                webhooksSeen.add(key);
              }
            });
    IngestRoute route =
        new IngestRoute(
            List.of(
                new IngestRoute.Source(
                    SHOP,
                    new WooSignature(List.of(Secret.of(SECRET), Secret.of(ODD_SECRET))),
                    acceptance)),
            new IntakeLimits(new ByteSize(64 << 10), HANDOFF),
            Clock.systemUTC(),
            meters);
    Router router = Router.router(vertx);
    route.mount(router);
    http = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterEach
  void close() {
    http.close().await();
    journal.close();
  }

  static Stream<RecordedHook> recordedHooks() {
    return Stream.of("wc-11.0.1", "wc-10.9.4", "wc-8.9.3")
        .flatMap(version -> RecordedHook.all(version).stream());
  }

  @Test
  void everyRecordedDeliveryIsAnswered200() throws Exception {
    HttpClient client = http1();

    for (RecordedHook hook : recordedHooks().toList()) {
      assertThat(post(client, "shop", hook).statusCode()).as(hook.name()).isEqualTo(200);
    }
  }

  @Test
  void anOrderIsInTheJournalWithItsBytesAndDemandWhenItIsAnswered() throws Exception {
    RecordedHook hook = RecordedHook.of("wc-11.0.1", "044");

    HttpResponse<String> answer = post(http1(), "shop", hook);

    assertThat(answer.statusCode()).isEqualTo(200);
    JournalView.Line line = timeline("76").getFirst();
    assertThat(line.state()).isEqualTo(EntryState.RECEIVED);
    assertThat(journal.view().find(line.id()).orElseThrow().body()).isEqualTo(hook.body());
    assertThat(journal.demand().open())
        .singleElement()
        .satisfies(d -> assertThat(d.key()).isEqualTo(new OrderKey(SHOP, "76")));
    assertThat(webhooksSeen).containsExactly(line.key());
    assertThat(doubted).extracting(ProductReport::productId).containsExactly("67", "69");
  }

  @Test
  void nineParallelDeliveriesOnTwoConnectionsAreOneEntry() throws Exception {
    RecordedHook hook = RecordedHook.of("wc-11.0.1", "044");
    List<HttpClient> clients = List.of(http1(), http1());
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();

    for (int i = 0; i < 9; i++) {
      answers.add(
          clients
              .get(i % 2)
              .sendAsync(request("shop", hook), HttpResponse.BodyHandlers.ofString()));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
    assertThat(journal.view().counts()).containsExactly(Map.entry(EntryState.RECEIVED, 1L));
    assertThat(meters.counter(Telemetry.DEDUP_HITS, "channel", "shop").count()).isEqualTo(8);
  }

  @Test
  void updatedBeforeCreatedIsOneEntry() throws Exception {
    post(http1(), "shop", RecordedHook.of("wc-11.0.1", "195"));
    post(http1(), "shop", RecordedHook.of("wc-11.0.1", "196"));

    assertThat(journal.view().counts()).containsExactly(Map.entry(EntryState.RECEIVED, 1L));
  }

  @Test
  void aWrongSignatureIs401AndNothingIsStored() throws Exception {
    RecordedHook hook = RecordedHook.of("wc-11.0.1", "044");

    HttpResponse<String> wrong =
        send(signed("shop", hook.body().text() + "\n", hook.headers().get(WooSignature.HEADER)));
    HttpResponse<String> none = send(signed("shop", hook.body().text(), null));

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(journal.view().counts()).isEmpty();
    assertThat(journal.demand().open()).isEmpty();
  }

  @Test
  void anUnknownChannelIs404() throws Exception {
    HttpResponse<String> answer = post(http1(), "other", RecordedHook.of("wc-11.0.1", "044"));

    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void aBodyOverTheLimitIs413WithAndWithoutItsLength() throws Exception {
    String body = "{\"id\":1,\"x\":\"" + "y".repeat(70 << 10) + "\"}";

    HttpResponse<String> announced = send(signed("shop", body, sign(body)));
    HttpResponse<String> chunked =
        send(
            HttpRequest.newBuilder(uri("shop"))
                .header("X-WC-Webhook-Topic", "order.created")
                .header(WooSignature.HEADER, sign(body))
                .POST(
                    HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofString(body)))
                .build());

    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(journal.view().counts()).isEmpty();
  }

  @Test
  void malformedJsonWithAValidSignatureIsStoredRawAndParked() throws Exception {
    String body = "{\"id\": 12, \"status\": ";

    HttpResponse<String> answer = send(signed("shop", body, sign(body)));

    assertThat(answer.statusCode()).isEqualTo(200);
    List<JournalView.Line> parked =
        journal.view().list(JournalView.Filter.of(Set.of(EntryState.REJECTED), 10));
    assertThat(parked)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.problem()).isEqualTo("malformed-body");
              assertThat(line.remedy()).isNotBlank();
              assertThat(journal.view().find(line.id()).orElseThrow().body().text())
                  .isEqualTo(body);
            });
  }

  @Test
  void aSignedErrorBodyAsksForASweep() throws Exception {
    HttpResponse<String> answer = post(http1(), "shop", RecordedHook.of("wc-11.0.1", "071"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(sweepsAsked).containsExactly(SHOP);
  }

  @Test
  void moreDeliveriesThanTheHandoffAreRefusedForNow() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    HttpClient client = http1();
    try (Connection blocker = journal.session().dataSource().getConnection();
        Statement lock = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      lock.execute("lock table dedup_key in access exclusive mode");
      for (int i = 0; i < HANDOFF + 3; i++) {
        String body = "{\"id\":" + (i + 1) + ",\"status\":\"processing\",\"line_items\":[]}";
        waiting.add(
            client.sendAsync(
                signed("shop", body, sign(body)), HttpResponse.BodyHandlers.ofString()));
      }
      await().until(() -> waiting.stream().filter(CompletableFuture::isDone).count() == 3);
      blocker.rollback();
    }

    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : waiting) {
      statuses.add(answer.get().statusCode());
    }
    assertThat(statuses).filteredOn(status -> status == 503).hasSize(3);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(HANDOFF);
  }

  @Test
  void whenTheJournalIsDownTheAnswerIs503() throws Exception {
    journal.session().close();

    HttpResponse<String> answer = post(http1(), "shop", RecordedHook.of("wc-11.0.1", "044"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private List<JournalView.Line> timeline(String order) {
    return journal.view().timeline(ResourceKey.of(new OrderKey(SHOP, order)));
  }

  private HttpResponse<String> post(HttpClient client, String channel, RecordedHook hook)
      throws IOException, InterruptedException {
    return client.send(request(channel, hook), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String channel, RecordedHook hook) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(channel))
            .POST(HttpRequest.BodyPublishers.ofByteArray(hook.body().bytes()));
    hook.headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("X-WC-") || name.equals("Content-Type")) {
                request.header(name, value);
              }
            });
    return request.build();
  }

  private HttpRequest signed(String channel, String body, @Nullable String signature) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(channel))
            .header("X-WC-Webhook-Topic", "order.created")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (signature != null) {
      request.header(WooSignature.HEADER, signature);
    }
    return request.build();
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return http1().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static HttpClient http1() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private URI uri(String channel) {
    return URI.create("http://127.0.0.1:" + http.actualPort() + "/hooks/woocommerce/" + channel);
  }

  private static String sign(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
