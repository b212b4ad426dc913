package org.odoobridge.inbound.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.journal.DemandChange;
import org.odoobridge.core.journal.Disposition;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;

class WooIntakeTest {
  private static final ChannelId SHOP = new ChannelId("shop");
  private final WooIntake intake = new WooIntake(StockStatuses.STANDARD);

  @Test
  void aPaidOrderTakesItsLinesFromStock() {
    NewMessage message = stored("wc-11.0.1", "044");

    assertThat(message.key()).isEqualTo(new ResourceKey(SHOP, "order", "76"));
    assertThat(message.version())
        .isEqualTo(OptionalLong.of(Instant.parse("2026-11-24T11:27:01Z").toEpochMilli()));
    assertThat(message.disposition()).isEqualTo(new Disposition.Work());
    assertThat(message.demand())
        .asInstanceOf(type(DemandChange.Takes.class))
        .satisfies(
            takes -> {
              assertThat(takes.holdsStock()).isTrue();
              assertThat(takes.lines())
                  .extracting(line -> line.sku().value() + " x " + line.quantity())
                  .containsExactly("HM-92ee x 2", "HS-92ee-1 x 3");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "021, false", // pending
    "023, true", // processing
    "030, true", // completed
    "034, true", // completed, refunded in part
    "037, false", // refunded
    "051, false", // cancelled
  })
  void onlyStatusesInWhichTheShopHasTakenTheStockHoldIt(String number, boolean holds) {
    for (String version : List.of("wc-11.0.1", "wc-10.9.4", "wc-8.9.3")) {
      assertThat(stored(version, number).demand())
          .as(version)
          .asInstanceOf(type(DemandChange.Takes.class))
          .extracting(DemandChange.Takes::holdsStock)
          .isEqualTo(holds);
    }
  }

  @Test
  void whatARefundBroughtBackIntoTheShopsStockIsNotHeldAnyMore() {
    for (String version : List.of("wc-11.0.1", "wc-10.9.4", "wc-8.9.3")) {
      assertThat(stored(version, "034").demand())
          .as(version)
          .asInstanceOf(type(DemandChange.Takes.class))
          .satisfies(
              takes ->
                  assertThat(takes.lines())
                      .extracting(line -> line.quantity().intValueExact())
                      .containsExactly(2, 2)); // 3 shoes, one of them refunded and restocked
    }
  }

  @Test
  void aPluginsStatusHoldsAndPendingDoesWhenConfigured() {
    StockStatuses mapped = new StockStatuses(Set.of(), Set.of("quote", "on-hold"));
    assertThat(mapped.holds("quote")).isFalse();
    assertThat(mapped.holds("on-hold")).isTrue(); // the shop has taken it, whatever Odoo does
    assertThat(StockStatuses.STANDARD.holds("packed")).isTrue();
    assertThat(StockStatuses.STANDARD.holds("pending")).isFalse();
    assertThat(new StockStatuses(Set.of("pending"), Set.of()).holds("pending")).isTrue();
  }

  @Test
  void aTrashedOrderReleasesItsStock() {
    NewMessage message = stored("wc-11.0.1", "041");

    assertThat(message.key().id()).isEqualTo("71");
    assertThat(message.demand()).isEqualTo(new DemandChange.Releases());
    assertThat(message.version()).isEmpty();
    assertThat(message.disposition()).isEqualTo(new Disposition.Work());
  }

  @Test
  void theSameShortBodyOnAnotherOccasionIsAnotherMessage() {
    RecordedHook hook = RecordedHook.of("wc-11.0.1", "041");
    RawDelivery first = hook.delivery(SHOP);
    RawDelivery copy = hook.delivery(SHOP);
    RawDelivery later = withHeader(first, "x-wc-webhook-delivery-id", "another");

    assertThat(store(copy).hash()).isEqualTo(store(first).hash());
    assertThat(store(later).hash()).isNotEqualTo(store(first).hash());
  }

  @Test
  void aSignedErrorBodyForAGoneOrderIsStoredAndAsksForASweep() {
    Intake result = intake.read(RecordedHook.of("wc-11.0.1", "071").delivery(SHOP));

    assertThat(result)
        .asInstanceOf(type(Intake.StoreAndSweep.class))
        .extracting(store -> store.message().disposition())
        .isInstanceOf(Disposition.Ignore.class);
  }

  @Test
  void aSignedErrorBodyOfAWebhookWithoutRightsIsParkedForAPerson() {
    Intake result = intake.read(RecordedHook.of("wc-11.0.1", "075").delivery(SHOP));

    assertThat(result)
        .asInstanceOf(type(Intake.StoreAndSweep.class))
        .extracting(store -> store.message().disposition())
        .asInstanceOf(type(Disposition.Park.class))
        .extracting(park -> park.problem().code())
        .isEqualTo("webhook-refused-by-shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":", "", "[]", "42", "{\"status\":\"processing\"}", "\u0000"})
  void whatCannotBeReadIsStoredRawAndParked(String body) {
    Intake result = intake.read(delivery("order.updated", body));

    assertThat(result)
        .asInstanceOf(type(Intake.StoreAndSweep.class))
        .satisfies(
            store -> {
              assertThat(store.message().body().text()).isEqualTo(body);
              assertThat(store.message().disposition()).isInstanceOf(Disposition.Park.class);
            });
  }

  @Test
  void aCheckoutDraftIsNoOrderYet() {
    Intake result =
        intake.read(
            delivery(
                "order.updated", "{\"id\":5,\"status\":\"checkout-draft\",\"line_items\":[]}"));

    assertThat(result)
        .asInstanceOf(type(Intake.Store.class))
        .satisfies(
            store -> {
              assertThat(store.message().disposition()).isInstanceOf(Disposition.Ignore.class);
              assertThat(store.message().demand()).isEqualTo(new DemandChange.None());
            });
  }

  @Test
  void aProductWebhookIsAHintWithTheShopsStock() {
    Intake result = intake.read(RecordedHook.of("wc-11.0.1", "006").delivery(SHOP));

    assertThat(result)
        .asInstanceOf(type(Intake.Hint.class))
        .satisfies(hint -> assertThat(hint.product().stockQuantity()).isPresent());
  }

  @Test
  void anOrderActionAsksToReadTheOrderAgain() {
    NewMessage message = stored("wc-11.0.1", "028");

    assertThat(message.key()).isEqualTo(new ResourceKey(SHOP, "order", "71"));
    assertThat(message.version()).isEmpty();
    assertThat(message.demand()).isEqualTo(new DemandChange.None());
  }

  @Test
  void aStockActionWithoutAnIdIsNothing() {
    Intake result = intake.read(RecordedHook.of("wc-11.0.1", "025").delivery(SHOP));

    assertThat(result).isInstanceOf(Intake.Nothing.class);
  }

  @Test
  void linesWithoutASkuOrQuantityTakeNothing() {
    NewMessage message =
        store(
            delivery(
                "order.created",
                """
                {"id":5,"status":"processing","date_modified_gmt":"2026-11-24T11:00:00",
                 "line_items":[{"sku":"","quantity":1},{"sku":null,"quantity":1},
                 {"sku":"A","quantity":0},{"sku":"B","quantity":"x"},{"sku":"C","quantity":"2.5"}]}
                """));

    assertThat(message.demand())
        .asInstanceOf(type(DemandChange.Takes.class))
        .satisfies(
            takes ->
                assertThat(takes.lines())
                    .singleElement()
                    .satisfies(line -> assertThat(line.quantity()).isEqualByComparingTo("2.5")));
  }

  private NewMessage stored(String version, String number) {
    return store(RecordedHook.of(version, number).delivery(SHOP));
  }

  private NewMessage store(RawDelivery delivery) {
    return ((Intake.Store) intake.read(delivery)).message();
  }

  private static RawDelivery delivery(String topic, String body) {
    return new RawDelivery(
        SHOP,
        topic,
        Map.of(),
        Payload.of(body),
        Instant.parse("2026-11-24T12:00:00Z"),
        Via.WEBHOOK);
  }

  private static RawDelivery withHeader(RawDelivery delivery, String name, String value) {
    Map<String, String> headers = new java.util.HashMap<>(delivery.headers());
    headers.put(name, value);
    return new RawDelivery(
        delivery.channel(),
        delivery.topic(),
        headers,
        delivery.body(),
        delivery.receivedAt(),
        delivery.via());
  }
}
