package org.odoobridge.outbound.channel.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.TestTimers;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelContract;
import org.odoobridge.outbound.delivery.ShownAt;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.rest.Sickness;

/** The WooCommerce channel against a simulated shop that keeps the recorded quirks. */
class WooCommerceChannelTest implements ChannelContract {
  private static final Vertx VERTX = Vertx.vertx();
  private final ShopSimulator shop = ShopSimulator.start(VERTX, ShopOptions.defaults());
  private final MemoryStore store = new MemoryStore();
  private final List<Sku> disturbed = new ArrayList<>();
  private WooCommerceChannel channel;

  WooCommerceChannelTest() {
    shop.addSimple("FIRST", "First", "10.00", 1);
    shop.addSimple("SECOND", "Second", "10.00", 1);
    channel = channel(shop.secret());
  }

  private WooCommerceChannel channel(String secret) {
    return channel(secret, Duration.ofSeconds(30));
  }

  private WooCommerceChannel channel(String secret, Duration timeout) {
    return channel(secret, timeout, DuplicateSkus.PARK);
  }

  private WooCommerceChannel channel(String secret, Duration timeout, DuplicateSkus duplicates) {
    return new WooCommerceChannel(
        new WooCommerceChannel.Settings(
            new ChannelId("shop"),
            Secret.of(shop.key()),
            Secret.of(secret),
            100,
            true,
            Duration.ofMinutes(1),
            Duration.ofMinutes(15),
            duplicates),
        new ChannelHttp(VERTX, URI.create(shop.url()), new ChannelHttp.Limits(timeout, 1, 1 << 20)),
        store,
        new TokenBucket(0, TestTimers.NOW),
        new TestTimers(),
        disturbed::addAll);
  }

  @AfterEach
  void end() {
    channel.close();
    shop.close();
  }

  @AfterAll
  static void shut() {
    var unused = VERTX.close();
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public OptionalLong shown(Sku sku) {
    return shop.stock(sku.value()).isPresent()
        ? OptionalLong.of(shop.stock(sku.value()).getAsInt())
        : OptionalLong.empty();
  }

  @Override
  public void nextFails(Fault fault) {
    switch (fault) {
      case SERVER_ERROR -> shop.faults().sicken(Sickness.FATAL);
      case THROTTLED -> shop.faults().sicken(Sickness.TOO_MANY_REQUESTS);
      case UNAUTHORIZED -> {
        channel.close();
        channel = channel("wrong");
      }
      case NO_ANSWER -> {
        channel.close();
        channel = channel(shop.secret(), Duration.ofSeconds(2));
        shop.faults().latency(Duration.ofMinutes(1));
      }
    }
  }

  @Override
  public void goAway() {
    shop.faults().heal();
    channel.close();
    channel = channel(shop.secret());
    shop.close();
  }

  private List<RecordedRequest> requests() {
    return shop.requests();
  }

  private List<RecordedRequest> writes() {
    return requests().stream().filter(RecordedRequest::writes).toList();
  }

  @Test
  void variationsGoGroupedByTheirParent() {
    shop.addVariable(
        "SHIRT",
        "Shirt",
        new ShopSimulator.Variation("SHIRT-S", "S", "20", 1),
        new ShopSimulator.Variation("SHIRT-M", "M", "20", 1));
    shop.addVariable("HAT", "Hat", new ShopSimulator.Variation("HAT-1", "one", "20", 1));
    Map<Sku, Outcome> outcomes =
        send(
            number(new Sku("SHIRT-S"), 4),
            number(FIRST, 5),
            number(new Sku("HAT-1"), 6),
            number(new Sku("SHIRT-M"), 7));
    assertThat(outcomes.values()).hasSize(4).allMatch(Outcome.Applied.class::isInstance);
    assertThat(shop.stock("SHIRT-S")).hasValue(4);
    assertThat(shop.stock("SHIRT-M")).hasValue(7);
    assertThat(shop.stock("HAT-1")).hasValue(6);
    assertThat(writes()).hasSize(3);
    assertThat(requests()).hasSize(4);
  }

  @Test
  void aHundredNumbersAreOneRequestOnceTheShopIsKnown() {
    IntStream.range(0, 100).forEach(n -> shop.addSimple("SKU-" + n, "Thing " + n, "1", 0));
    DesiredStock[] batch =
        IntStream.range(0, 100)
            .mapToObj(n -> number(new Sku("SKU-" + n), n))
            .toArray(DesiredStock[]::new);
    assertThat(send(batch).values()).allMatch(Outcome.Applied.class::isInstance);
    int before = requests().size();
    assertThat(send(batch).values()).allMatch(Outcome.Applied.class::isInstance);
    assertThat(requests()).hasSize(before + 1);
  }

  @Test
  void placesAreRememberedOverARestart() {
    send(number(FIRST, 2));
    channel.close();
    channel = channel(shop.secret());
    int before = requests().size();
    send(number(FIRST, 3));
    assertThat(requests()).hasSize(before + 1);
    assertThat(requests().getLast().writes()).isTrue();
  }

  @Test
  void aMissingSkuIsNotLookedUpAtEveryChange() {
    assertThat(send(number(REFUSED, 1)).get(REFUSED)).isInstanceOf(Outcome.Rejected.class);
    int before = requests().size();
    assertThat(send(number(REFUSED, 2)).get(REFUSED)).isInstanceOf(Outcome.Rejected.class);
    assertThat(channel.read(List.of(REFUSED))).isEmpty();
    assertThat(requests()).hasSize(before);
  }

  @Test
  void aPlaceThatWentWrongIsLookedUpAgainWithinTheSameSend() {
    store.items.put(FIRST, new ShopItem(FIRST, 4711, 0, TestTimers.NOW));
    channel.close();
    channel = channel(shop.secret());
    assertThat(send(number(FIRST, 6), number(SECOND, 6)).values())
        .allMatch(Outcome.Applied.class::isInstance);
    assertThat(shop.stock("FIRST")).hasValue(6);
  }

  @Test
  void aVariationTakenForAProductIsFoundAgain() {
    shop.addVariable("HAT", "Hat", new ShopSimulator.Variation("HAT-1", "one", "20", 1));
    send(number(new Sku("HAT-1"), 2));
    ShopItem right = store.item(new Sku("HAT-1"));
    store.items.put(right.sku(), new ShopItem(right.sku(), right.id(), 0, TestTimers.NOW));
    channel.close();
    channel = channel(shop.secret());
    assertThat(send(number(new Sku("HAT-1"), 3)).values())
        .allMatch(Outcome.Applied.class::isInstance);
    assertThat(shop.stock("HAT-1")).hasValue(3);
  }

  @Test
  void aNumberThatHitAnotherProductIsToldAgainAndTheOtherIsNamed() {
    send(number(FIRST, 2), number(SECOND, 2));
    ShopItem second = store.item(SECOND);
    store.items.put(FIRST, new ShopItem(FIRST, second.id(), 0, TestTimers.NOW));
    channel.close();
    channel = channel(shop.secret());
    assertThat(send(number(FIRST, 9)).get(FIRST)).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.stock("FIRST")).hasValue(9);
    assertThat(disturbed).containsExactly(SECOND);
  }

  @Test
  void aSkuWithACommaIsFound() {
    Sku comma = new Sku("BOLT,M8");
    shop.addSimple("BOLT,M8", "Bolt", "1", 0);
    shop.addSimple("BOLT,M80", "Longer name", "1", 0);
    assertThat(send(number(comma, 12)).get(comma)).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.stock("BOLT,M8")).hasValue(12);
    assertThat(shop.stock("BOLT,M80")).hasValue(0);
  }

  @Test
  void aSkuTheShopHasTwiceWaitsForAPerson() {
    int twin = shop.duplicateProduct(shop.addSimple("TWICE", "Twice", "1", 0));
    assertThat(send(number(TWICE, 4)).get(TWICE))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo("ambiguous-sku");
              assertThat(rejected.problem().detail()).contains(String.valueOf(twin));
              assertThat(rejected.problem().remedy()).contains("duplicateSkus: all");
            });
    assertThat(writes()).isEmpty();
  }

  private static final Sku TWICE = new Sku("TWICE");

  private static ObjectNode json(String field, Object value) {
    return JsonNodeFactory.instance.objectNode().putPOJO(field, value);
  }

  private int stockOf(int product) {
    return shop.product(product).path("stock_quantity").asInt();
  }

  private void allShowTheStock() {
    channel.close();
    channel = channel(shop.secret(), Duration.ofSeconds(30), DuplicateSkus.ALL);
  }

  @Test
  void allProductsOfASkuShowItsStockIfTheChannelSaysSo() {
    int one = shop.addSimple("TWICE", "Twice", "1", 0);
    int two = shop.duplicateProduct(one);
    allShowTheStock();
    assertThat(send(number(TWICE, 4), number(FIRST, 7)).values())
        .allMatch(Outcome.Applied.class::isInstance);
    assertThat(stockOf(one)).isEqualTo(4);
    assertThat(stockOf(two)).isEqualTo(4);
    assertThat(writes()).as("one request for all").hasSize(1);
    assertThat(channel.read(List.of(TWICE)))
        .containsExactly(new Channel.ReadBack(TWICE, OptionalLong.of(4)));
    assertThat(channel.places(TWICE))
        .extracting(ShownAt::id, ShownAt::quantity)
        .containsExactlyInAnyOrder(
            tuple(String.valueOf(one), OptionalLong.of(4)),
            tuple(String.valueOf(two), OptionalLong.of(4)));
  }

  @Test
  void productsOfOneSkuThatDifferAreToldAgain() {
    int one = shop.addSimple("TWICE", "Twice", "1", 0);
    int two = shop.duplicateProduct(one);
    allShowTheStock();
    send(number(TWICE, 4));
    shop.editProduct(two, json("stock_quantity", 9));
    assertThat(channel.read(List.of(TWICE)))
        .containsExactly(new Channel.ReadBack(TWICE, OptionalLong.empty()));
    send(number(TWICE, 4));
    assertThat(stockOf(two)).isEqualTo(4);
    assertThat(stockOf(one)).isEqualTo(4);
  }

  @Test
  void aBatchOfSharedSkusKeepsTheShopsLimit() {
    DesiredStock[] batch =
        IntStream.range(0, 60)
            .mapToObj(
                n -> {
                  shop.duplicateProduct(shop.addSimple("PAIR-" + n, "Pair", "1", 0));
                  return number(new Sku("PAIR-" + n), n);
                })
            .toArray(DesiredStock[]::new);
    allShowTheStock();
    assertThat(send(batch).values()).hasSize(60).allMatch(Outcome.Applied.class::isInstance);
    assertThat(writes()).hasSize(2);
    assertThat(shop.stock("PAIR-59")).hasValue(59);
  }

  @Test
  void oneOfSeveralProductsThatFailsKeepsTheSkuOpenAndTheOthersAreTold() {
    shop.addVariable("HAT", "Hat", new ShopSimulator.Variation("HAT-1", "one", "20", 0));
    Sku hat = new Sku("HAT-1");
    int plain = shop.addSimple("PLAIN", "Plain", "1", 0);
    shop.editProduct(shop.duplicateProduct(plain), json("name", "Plain too"));
    store.items.clear();
    allShowTheStock();
    send(number(hat, 1), number(new Sku("PLAIN"), 1));
    shop.faults()
        .sicken(Sickness.FATAL, 1, request -> request.path().contains("/variations/batch"));
    Map<Sku, Outcome> outcomes = send(number(new Sku("PLAIN"), 4), number(hat, 4));
    assertThat(outcomes.get(new Sku("PLAIN"))).isInstanceOf(Outcome.Applied.class);
    assertThat(outcomes.get(hat)).isInstanceOf(Outcome.Failed.class);
    assertThat(stockOf(plain)).isEqualTo(4);
  }

  @Test
  void aSecondProductThatAppearsIsToldOnceTheShopIsAsked() {
    int one = shop.addSimple("TWICE", "Twice", "1", 0);
    allShowTheStock();
    send(number(TWICE, 4));
    int two = shop.duplicateProduct(one);
    channel.read(List.of(TWICE)); // as the audit does
    send(number(TWICE, 5));
    assertThat(stockOf(two)).isEqualTo(5);
    allShowTheStock(); // after a restart
    send(number(TWICE, 6));
    assertThat(stockOf(one)).isEqualTo(6);
    assertThat(stockOf(two)).isEqualTo(6);
  }

  @Test
  void skusWithBlanksSignsAndUmlautsAreFound() {
    Sku odd = new Sku("Größe 4&5 #1 +50%");
    shop.addSimple(odd.value(), "Odd", "1", 0);
    assertThat(send(number(odd, 3)).get(odd)).isInstanceOf(Outcome.Applied.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Sickness.class,
      names = {"BOM", "PHP_WARNING"})
  void noiseBeforeTheJsonIsReadOver(Sickness noise) {
    shop.faults().sicken(noise);
    assertThat(send(number(FIRST, 8)).get(FIRST)).isInstanceOf(Outcome.Applied.class);
    assertThat(channel.read(List.of(FIRST)))
        .containsExactly(new Channel.ReadBack(FIRST, OptionalLong.of(8)));
  }

  @Test
  void anErrorAfterSavingIsAFailureThatMayHaveTakenEffect() {
    send(number(FIRST, 2));
    shop.faults().sicken(Sickness.FATAL_AFTER_SAVING);
    assertThat(send(number(FIRST, 8)).get(FIRST))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem().kind()).isEqualTo(TechnicalKind.SERVER_ERROR));
    assertThat(shop.stock("FIRST")).hasValue(8);
  }

  @Test
  void maintenanceIsThrottlingWithItsTime() {
    shop.faults().sicken(Sickness.MAINTENANCE);
    assertThat(send(number(FIRST, 8)).get(FIRST))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem().retryAfter()).hasValue(Duration.ofMinutes(10)));
  }

  @Test
  void anHtmlErrorPageIsAServerError() {
    send(number(FIRST, 2));
    shop.faults().sicken(Sickness.HTML_500);
    assertThat(send(number(FIRST, 8)).get(FIRST))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem().kind()).isEqualTo(TechnicalKind.SERVER_ERROR));
  }

  @Test
  void anAnswerLongerThanTheLimitIsNoAnswer() {
    channel.close();
    channel =
        new WooCommerceChannel(
            new WooCommerceChannel.Settings(
                new ChannelId("shop"),
                Secret.of(shop.key()),
                Secret.of(shop.secret()),
                100,
                true,
                Duration.ofMinutes(1),
                Duration.ofMinutes(15),
                DuplicateSkus.PARK),
            new ChannelHttp(
                VERTX,
                URI.create(shop.url()),
                new ChannelHttp.Limits(Duration.ofSeconds(5), 1, 300)),
            store,
            new TokenBucket(0, TestTimers.NOW),
            new TestTimers(),
            disturbed::addAll);
    assertThat(send(number(FIRST, 8)).get(FIRST)).isInstanceOf(Outcome.Failed.class);
  }

  /** A store in memory, as the journal's table behaves. */
  private static final class MemoryStore implements ShopItemStore {
    private final Map<Sku, ShopItem> items = new HashMap<>();

    private ShopItem item(Sku sku) {
      return Optional.ofNullable(items.get(sku)).orElseThrow();
    }

    @Override
    public List<ShopItem> load(ChannelId channel) {
      return List.copyOf(items.values());
    }

    @Override
    public void save(ChannelId channel, Collection<ShopItem> saved) {
      saved.forEach(item -> items.put(item.sku(), item));
    }
  }
}
