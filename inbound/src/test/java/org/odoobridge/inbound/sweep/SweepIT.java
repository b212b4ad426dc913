package org.odoobridge.inbound.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.inbound.TestOrders;
import org.odoobridge.inbound.dedup.StockStatuses;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.ingest.Acceptance;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.Sickness;
import org.odoobridge.testkit.time.ManualClock;

class SweepIT {
  private static final SweepConfig CONFIG =
      new SweepConfig(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofDays(1));
  private static PostgresFixture server;
  private static Vertx vertx;

  private final ManualClock clock = ManualClock.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestJournal journal;
  private ShopSimulator shop;
  private WooShopReader reader;
  private OrderSweeper sweeper;
  private Acceptance acceptance;
  private ShopSweep sweep;

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
    journal = TestJournal.on(server, clock);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults().withClock(clock));
    shop.addSimple("A", "Mug", "10.00", 1000);
    reader =
        new WooShopReader(
            vertx,
            new ShopAccess(
                URI.create(shop.url()),
                Secret.of(shop.key()),
                Secret.of(shop.secret()),
                Duration.ofSeconds(20)),
            clock);
    sweeper = new OrderSweeper();
    acceptance =
        new Acceptance(
            journal.journal(), new WooIntake(StockStatuses.STANDARD), products -> {}, sweeper);
    OrderSweeper.Shop swept =
        new OrderSweeper.Shop(
            TestOrders.SHOP, reader, acceptance, CONFIG, "", Secret.of("hook-secret"));
    sweep =
        new ShopSweep(
            swept,
            new SweepCursor(journal.session()),
            new MissedWebhooks(Duration.ofMinutes(5)),
            clock);
    sweeper.add(
        swept, new SweepCursor(journal.session()), journal.demand(), Clock.systemUTC(), meters);
  }

  @AfterEach
  void close() {
    sweeper.stop(Duration.ofSeconds(5));
    reader.close();
    shop.close();
    journal.close();
  }

  @Test
  void ordersThatNoWebhookBroughtAreFound() {
    int id = place();

    ShopSweep.Found found = sweep.steady();

    assertThat(found).isEqualTo(new ShopSweep.Found(1, 1));
    assertThat(timeline(id))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.via()).isEqualTo(Via.SWEEP);
              assertThat(line.state()).isEqualTo(EntryState.RECEIVED);
            });
    assertThat(journal.demand().open()).hasSize(1);
  }

  @Test
  void aSecondSweepStoresNothingNew() {
    place();
    sweep.steady();

    ShopSweep.Found again = sweep.steady();

    assertThat(again.stored()).isZero();
    assertThat(journal.view().counts()).containsExactly(Map.entry(EntryState.RECEIVED, 1L));
  }

  @Test
  void whatChangedSinceTheLastSweepIsFoundAndOldThingsAreNotAskedForAgain() {
    place();
    sweep.steady();
    clock.advance(Duration.ofHours(2));
    sweep.steady();
    int late = place();

    ShopSweep.Found found = sweep.steady();

    assertThat(found).isEqualTo(new ShopSweep.Found(1, 1));
    assertThat(timeline(late)).hasSize(1);
  }

  @Test
  void everyOneOfManyOrdersIsFoundThoughOrdersChangeMeanwhile() {
    Set<Integer> placed = new HashSet<>();
    for (int i = 0; i < 250; i++) {
      placed.add(place());
      if (i % 3 == 0) {
        clock.advance(Duration.ofSeconds(1));
      }
    }
    List<Integer> ids = new ArrayList<>(placed);
    ShopReader changing =
        new ForwardingReader(reader) {
          private int pages;

          @Override
          public Page changedOrders(String status, Instant after, int page) {
            Page answer = super.changedOrders(status, after, page);
            // An order of the page just read moves to the list's end and all others move up.
            clock.advance(Duration.ofSeconds(1));
            shop.updateOrder(ids.get(pages++ % 50), status("completed"));
            return answer;
          }
        };

    new ShopSweep(
            new OrderSweeper.Shop(
                TestOrders.SHOP, changing, acceptance, CONFIG, "", Secret.of("s")),
            new SweepCursor(journal.session()),
            new MissedWebhooks(Duration.ofMinutes(5)),
            clock)
        .steady();

    assertThat(journal.demand().open())
        .extracting(demand -> Integer.valueOf(demand.key().orderId()))
        .containsExactlyInAnyOrderElementsOf(placed);
  }

  @Test
  void aTrashedOrderReleasesItsStock() throws Exception {
    int id = place();
    sweep.steady();
    clock.advance(Duration.ofSeconds(5));
    rest("DELETE", "/orders/" + id);

    sweep.steady();

    assertThat(journal.demand().open()).isEmpty();
    assertThat(timeline(id)).hasSize(2);
  }

  @Test
  void aForceDeletedOrderIsNoticedByTheRecheck() throws Exception {
    int kept = place();
    int deleted = place();
    sweep.steady();
    rest("DELETE", "/orders/" + deleted + "?force=true");

    int gone = sweep.recheck(journal.demand());

    assertThat(gone).isEqualTo(1);
    assertThat(journal.demand().open())
        .extracting(OrderDemand::key)
        .containsExactly(TestOrders.key(kept));
  }

  @Test
  void aFreshReadSettlesTwoBodiesOfOneSecond() {
    int id = place();
    sweep.steady();
    String modified = shop.order(id).path("date_modified_gmt").asText();
    Append lie =
        ((Acceptance.Result.Stored)
                acceptance.accept(
                    TestOrders.webhook(TestOrders.body(id, "cancelled", modified, 1), clock)))
            .append();
    ShopRereads rereads =
        new ShopRereads(Map.of(TestOrders.SHOP, new ShopRereads.Shop(reader, acceptance)), clock);
    journal.journal().record(List.of(applied(claim())));
    Claim ambiguous = claim();

    Optional<Outcome> outcome = rereads.settle(ambiguous.entry());

    assertThat(ambiguous.entry().id()).isEqualTo(lie.entryId());
    assertThat(ambiguous.ambiguous()).isTrue();
    assertThat(outcome)
        .hasValueSatisfying(o -> assertThat(o).isInstanceOf(Outcome.Superseded.class));
    assertThat(journal.demand().open()).hasSize(1);
  }

  @Test
  void aFreshReadOfAGoneOrderReleasesIt() throws Exception {
    int id = place();
    sweep.steady();
    String modified = shop.order(id).path("date_modified_gmt").asText();
    journal.journal().record(List.of(applied(claim())));
    rest("DELETE", "/orders/" + id + "?force=true");
    acceptance.accept(TestOrders.webhook(TestOrders.body(id, "on-hold", modified, 1), clock));

    ShopRereads rereads =
        new ShopRereads(Map.of(TestOrders.SHOP, new ShopRereads.Shop(reader, acceptance)), clock);
    assertThat(rereads.settle(claim().entry()))
        .hasValueSatisfying(o -> assertThat(o).isInstanceOf(Outcome.Superseded.class));
    assertThat(journal.demand().open()).isEmpty();
  }

  @Test
  void aRequestCompletesAfterItsSweepAndFindsWhatWasThereBefore() throws Exception {
    sweeper.start();
    sweeper.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture().get(20, TimeUnit.SECONDS);
    int id = place();

    sweeper.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(timeline(id)).hasSize(1);
  }

  @Test
  void requestsMadeWhileASweepRunsShareTheNextOne() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger sweeps = new AtomicInteger();
    ShopReader slow =
        new ForwardingReader(reader) {
          @Override
          public Page changedOrders(String status, Instant after, int page) {
            if (status.equals("any") && sweeps.incrementAndGet() == 1) {
              entered.countDown();
              awaitUninterruptibly(release);
            }
            return super.changedOrders(status, after, page);
          }
        };
    OrderSweeper slowly = new OrderSweeper();
    slowly.add(
        new OrderSweeper.Shop(
            TestOrders.SHOP, slow, acceptance, CONFIG, "", Secret.of("hook-secret")),
        new SweepCursor(journal.session()),
        journal.demand(),
        Clock.systemUTC(),
        meters);
    slowly.start();
    try {
      assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> one = slowly.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture();
      CompletableFuture<Void> two = slowly.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture();
      boolean doneBefore = one.isDone() || two.isDone();

      release.countDown();
      one.get(20, TimeUnit.SECONDS);
      two.get(20, TimeUnit.SECONDS);

      assertThat(doneBefore).isFalse();
      assertThat(sweeps).hasValue(2);
    } finally {
      slowly.stop(Duration.ofSeconds(10));
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRequestFailsWhenTheShopCannotBeAskedAndTheNextOneWorks() throws Exception {
    shop.faults().sicken(Sickness.DATABASE_DOWN);
    sweeper.start();

    CompletableFuture<Void> failing =
        sweeper.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture();

    assertThatThrownBy(() -> failing.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ShopFailure.class);
    assertThat(sweeper.status().getFirst().problem()).contains("SERVER_ERROR");
    shop.faults().heal();
    sweeper.sweepBegunFromNow(TestOrders.SHOP).toCompletableFuture().get(20, TimeUnit.SECONDS);
    assertThat(sweeper.status().getFirst().problem()).isEmpty();
  }

  @Test
  void noiseBeforeTheJsonIsOverlooked() {
    int id = place();
    shop.faults().sicken(Sickness.PHP_WARNING);
    sweep.steady();
    shop.faults().heal();
    shop.faults().sicken(Sickness.BOM);

    assertThat(reader.order(Integer.toString(id))).isPresent();
    assertThat(timeline(id)).hasSize(1);
  }

  @Test
  void aThrottledShopIsATechnicalProblemWithItsWait() {
    shop.faults().sicken(Sickness.MAINTENANCE);

    assertThatThrownBy(() -> reader.order("1"))
        .isInstanceOfSatisfying(
            ShopFailure.class,
            e -> {
              assertThat(e.problem().kind()).isEqualTo(Problem.TechnicalKind.THROTTLED);
              assertThat(e.problem().retryAfter()).contains(Duration.ofMinutes(10));
            });
  }

  @Test
  void missingWebhooksAreMadeOnceAndDisabledOnesAreReplaced() {
    String url = "http://127.0.0.1:9/hooks/woocommerce/shop";
    HookGuard guard = new HookGuard(TestOrders.SHOP, reader, url, Secret.of("hook-secret"));

    HookGuard.State made = guard.check();
    HookGuard.State again = guard.check();
    for (int i = 0; i < 8; i++) { // nobody listens on port 9: the shop disables the webhook
      place();
      clock.advance(Duration.ofSeconds(1));
    }
    await()
        .until(
            () ->
                reader.webhooks().stream()
                    .anyMatch(
                        hook ->
                            hook.topic().equals("order.created")
                                && hook.status().equals("disabled")));
    HookGuard.State mended = guard.check();

    assertThat(made.rearmed()).containsExactlyElementsOf(HookGuard.TOPICS);
    assertThat(again.active()).containsExactlyInAnyOrderElementsOf(HookGuard.TOPICS);
    assertThat(mended.rearmed()).contains("order.created");
    assertThat(reader.webhooks())
        .filteredOn(hook -> hook.topic().equals("order.created"))
        .singleElement()
        .satisfies(hook -> assertThat(hook.status()).isEqualTo("active"));
  }

  private int place() {
    return shop.placeOrder()
        .line("A", 1)
        .customer("Jo", "Doe", "jo@example.com", "DE")
        .paid()
        .place()
        .path("id")
        .asInt();
  }

  private Claim claim() {
    return journal.journal().claim("node/1", 10, Duration.ofMinutes(1)).getFirst();
  }

  private static Verdict applied(Claim claim) {
    return Verdict.done(claim, EntryState.APPLIED, "S1");
  }

  private static ObjectNode status(String status) {
    return JsonNodeFactory.instance.objectNode().put("status", status);
  }

  private List<JournalView.Line> timeline(int order) {
    return journal.view().timeline(ResourceKey.of(TestOrders.key(order)));
  }

  private void rest(String method, String path) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String basic =
        Base64.getEncoder()
            .encodeToString((shop.key() + ":" + shop.secret()).getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(shop.url() + "/wp-json/wc/v3" + path))
                .header("Authorization", "Basic " + basic)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
  }
}
