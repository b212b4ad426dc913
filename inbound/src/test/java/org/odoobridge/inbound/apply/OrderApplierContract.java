package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.plan.Goal;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.Recordings;
import org.odoobridge.inbound.order.WooOrderParser;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.net.FaultProxy;
import org.odoobridge.testkit.time.ManualClock;

/** What becomes of channel orders in an Odoo, real or simulated. */
interface OrderApplierContract {
  OdooWorld world();

  @ParameterizedTest
  @ValueSource(strings = {"wc-11.0.1", "wc-10.9.4", "wc-8.9.3"})
  default void everyRecordedPaidOrderIsRightToTheCent(String version) {
    ChannelId channel = OdooWorld.channel();
    Map<String, JsonNode> bodies = paidOrders(version);
    List<ChannelOrder> orders = bodies.values().stream().map(body -> order(channel, body)).toList();
    orders.forEach(this::provideProducts);

    List<Outcome> outcomes = world().applier(channel, OdooWorld.policy()).apply(stated(orders));

    assertThat(orders).hasSizeGreaterThan(5);
    assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Applied.class));
    for (ChannelOrder order : orders) {
      JsonNode body = Optional.ofNullable(bodies.get(order.key().orderId())).orElseThrow();
      OdooOrder shown = shown(order);
      assertThat(shown.state()).isEqualTo(OdooOrder.State.CONFIRMED);
      assertThat(shown.gross()).isEqualByComparingTo(body.path("total").asText());
      assertThat(shown.tax()).isEqualByComparingTo(body.path("total_tax").asText());
      assertThat(shown.date())
          .isEqualTo(Instant.parse(body.path("date_created_gmt").asText() + "Z"));
      int expectedLines =
          body.path("line_items").size()
              + body.path("shipping_lines").size()
              + body.path("fee_lines").size();
      assertThat(shown.lines()).hasSize(expectedLines);
      for (JsonNode item : body.path("line_items")) {
        OdooOrder.Line line = line(shown, order, item.path("id").asText());
        assertThat(line.product()).isEqualTo(world().product(item.path("sku").asText()));
        assertThat(line.quantity()).isEqualByComparingTo(item.path("quantity").asText());
        assertThat(line.subtotal()).isEqualByComparingTo(item.path("total").asText());
        assertThat(line.tax()).isEqualByComparingTo(item.path("total_tax").asText());
      }
      for (JsonNode item : body.path("shipping_lines")) {
        OdooOrder.Line line = line(shown, order, item.path("id").asText());
        assertThat(line.product()).isEqualTo(world().product("SHIPPING"));
        assertThat(line.subtotal()).isEqualByComparingTo(item.path("total").asText());
        assertThat(line.tax()).isEqualByComparingTo(item.path("total_tax").asText());
      }
      assertThat(world().number("SELECT count(*) FROM sale_order WHERE origin = ?", origin(order)))
          .isEqualByComparingTo("1");
    }
  }

  @Test
  default void anOrderCarriesItsCustomerItsNumberAndItsOrigin() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = order(channel, unique(Recordings.restOrder("wc-11.0.1", "104").json()));
    provideProducts(order);

    apply(channel, order);

    OdooOrder shown = shown(order);
    JsonNode read =
        world()
            .admin
            .read(
                "sale.order",
                shown.id(),
                "client_order_ref",
                "origin",
                "note",
                "user_id",
                "team_id");
    assertThat(read.path("client_order_ref").asText()).isEqualTo(order.number());
    assertThat(read.path("origin").asText()).isEqualTo(order.key().toString());
    assertThat(read.path("note").asText()).contains("Bitte klingeln");
    assertThat(read.path("user_id").asBoolean()).isFalse();
    JsonNode partner =
        world()
            .admin
            .read(
                "res.partner",
                shown.partner(),
                "name",
                "email",
                "street",
                "zip",
                "city",
                "phone",
                "country_id");
    assertThat(partner.path("name").asText()).isEqualTo("Änna O'Neill");
    assertThat(partner.path("email").asText()).isEqualTo(order.customer().email());
    assertThat(partner.path("street").asText()).isEqualTo("Hauptstr. 1");
    assertThat(partner.path("zip").asText()).isEqualTo("50667");
    assertThat(partner.path("country_id").path(1).asText()).isEqualTo("Germany");
    assertThat(shown.invoiceTo()).isEqualTo(shown.partner());
    assertThat(shown.shipTo()).isEqualTo(shown.partner());
  }

  @Test
  default void aReplayChangesNothing() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = paid(channel);
    OrderApplier applier = world().applier(channel, OdooWorld.policy());
    List<Outcome> first = applier.apply(stated(List.of(order)));
    OdooOrder before = shown(order);

    List<Outcome> second = applier.apply(stated(List.of(order)));

    assertThat(first.getFirst()).isInstanceOf(Outcome.Applied.class);
    assertThat(second.getFirst()).isInstanceOf(Outcome.Superseded.class);
    assertThat(shown(order)).isEqualTo(before);
    assertThat(moves(order)).isEqualByComparingTo("2");
  }

  @Test
  default void nineAppliesAtOnceMakeOneOrder() throws Exception {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = paid(channel);
    List<OrderApplier> appliers =
        IntStream.range(0, 9).mapToObj(i -> world().applier(channel, OdooWorld.policy())).toList();

    List<Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Outcome>>> results =
          appliers.stream()
              .map(applier -> threads.submit(() -> applier.apply(stated(List.of(order)))))
              .toList();
      for (Future<List<Outcome>> result : results) {
        outcomes.addAll(result.get());
      }
    }
    // Who lost every one of its races is tried again, as the worker does.
    outcomes.replaceAll(
        outcome ->
            outcome instanceof Outcome.Failed failed
                    && failed.problem().kind() == Problem.TechnicalKind.SERIALIZATION
                ? appliers.getFirst().apply(stated(List.of(order))).getFirst()
                : outcome);

    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfAny(Outcome.Applied.class, Outcome.Superseded.class));
    assertThat(world().number("SELECT count(*) FROM sale_order WHERE origin = ?", origin(order)))
        .isEqualByComparingTo("1");
    OdooOrder shown = shown(order);
    assertThat(shown.lines()).hasSize(3);
    assertThat(shown.state()).isEqualTo(OdooOrder.State.CONFIRMED);
    assertThat(shown.date()).isEqualTo(order.createdAt());
    assertThat(moves(order)).isEqualByComparingTo("2");
  }

  @Test
  default void anUnpaidOrderIsAQuotationThatFollowsTheShopUntilItIsPaid() {
    ChannelId channel = OdooWorld.channel();
    JsonNode body = unique(Recordings.webhook("wc-11.0.1", "044").json());
    ChannelOrder onHold = order(channel, with(body, json -> json.put("status", "on-hold")));
    provideProducts(onHold);
    Outcome first = apply(channel, onHold);
    assertThat(first).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(onHold).state()).isEqualTo(OdooOrder.State.OPEN);

    // The mug is taken out, one shoe less.
    ChannelOrder changed =
        order(
            channel,
            with(
                body,
                json -> {
                  json.put("status", "processing").put("total", "118.88").put("total_tax", "18.98");
                  ((ArrayNode) json.path("line_items")).remove(0);
                  ObjectNode shoe = (ObjectNode) json.path("line_items").path(0);
                  shoe.put("quantity", 2).put("total", "95.00").put("total_tax", "18.05");
                  ((ObjectNode) shoe.path("taxes").path(0)).put("total", "18.05");
                  ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", "18.05");
                }));
    Outcome second = apply(channel, changed);

    assertThat(second).isInstanceOf(Outcome.Applied.class);
    OdooOrder shown = shown(changed);
    assertThat(shown.state()).isEqualTo(OdooOrder.State.CONFIRMED);
    assertThat(shown.lines()).hasSize(2);
    assertThat(shown.gross()).isEqualByComparingTo("118.88");
  }

  @Test
  default void aStatusAloneChangesNothingOfAConfirmedOrder() {
    ChannelId channel = OdooWorld.channel();
    JsonNode body = unique(Recordings.webhook("wc-11.0.1", "044").json());
    ChannelOrder order = order(channel, body);
    provideProducts(order);
    Outcome unused = apply(channel, order);
    OdooOrder before = shown(order);

    Outcome completed =
        apply(channel, order(channel, with(body, json -> json.put("status", "completed"))));

    assertThat(completed).isInstanceOf(Outcome.Superseded.class);
    assertThat(shown(order)).isEqualTo(before);
  }

  @Test
  default void wrongMoneyIsNeverConfirmed() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order =
        order(
            channel,
            with(
                unique(Recordings.webhook("wc-11.0.1", "044").json()),
                json -> {
                  json.put("total", "200.29").put("total_tax", "31.99");
                  ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", "31.06");
                }));
    provideProducts(order);

    Outcome strict = apply(channel, order);
    Outcome lenient =
        world()
            .applier(channel, OdooWorld.policy("residueLimit: 0.01"))
            .apply(stated(List.of(order)))
            .getFirst();

    assertThat(problem(strict).code()).isEqualTo("money-mismatch");
    assertThat(problem(strict).detail())
        .contains("gross 200.29")
        .contains("gross 200.28")
        .contains("tax -0.01");
    assertThat(lenient).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(order).state()).isEqualTo(OdooOrder.State.CONFIRMED);
  }

  @Test
  default void aQuotationExpiresAndAPaymentThatComesLateStillConfirmsIt() {
    ChannelId channel = OdooWorld.channel();
    JsonNode body = unique(Recordings.webhook("wc-11.0.1", "044").json());
    ChannelOrder onHold = order(channel, with(body, json -> json.put("status", "on-hold")));
    provideProducts(onHold);
    ManualClock clock =
        new ManualClock(Instant.ofEpochMilli(onHold.version().orElseThrow()).plusSeconds(60));
    OrderPolicy policy = OdooWorld.policy("expiry: { on-hold: 14d }");
    OrderApplier applier = world().applier(channel, policy, world().client(world().bot), clock);

    Outcome waiting = applier.apply(stated(List.of(onHold))).getFirst();
    clock.advance(Duration.ofDays(14));
    Outcome expired = applier.apply(stated(List.of(onHold))).getFirst();
    OdooOrder cancelled = shown(onHold);
    Outcome paidLate = applier.apply(stated(List.of(order(channel, body)))).getFirst();

    assertThat(waiting)
        .isInstanceOfSatisfying(
            Outcome.Applied.class,
            applied ->
                assertThat(applied.lookAgain())
                    .contains(
                        Instant.ofEpochMilli(onHold.version().orElseThrow())
                            .plus(Duration.ofDays(14))));
    assertThat(expired)
        .isInstanceOfSatisfying(
            Outcome.Applied.class,
            applied -> assertThat(applied.detail()).contains("still on-hold after 14 days"));
    assertThat(cancelled.state()).isEqualTo(OdooOrder.State.CANCELLED);
    assertThat(paidLate).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(onHold).state()).isEqualTo(OdooOrder.State.CONFIRMED);
    assertThat(shown(onHold).id()).isEqualTo(cancelled.id());
    assertThat(moves(onHold)).isEqualByComparingTo("2");
  }

  @Test
  default void anOrderThatTheShopCancelsAndTakesBackIsDeliveredOnce() {
    ChannelId channel = OdooWorld.channel();
    JsonNode body = unique(Recordings.webhook("wc-11.0.1", "044").json());
    ChannelOrder paid = order(channel, body);
    provideProducts(paid);
    OrderApplier applier = world().applier(channel, OdooWorld.policy());
    Outcome first = applier.apply(stated(List.of(paid))).getFirst();
    Outcome cancelled =
        applier
            .apply(
                stated(
                    List.of(order(channel, with(body, json -> json.put("status", "cancelled"))))))
            .getFirst();
    OdooOrder between = shown(paid);

    Outcome again = applier.apply(stated(List.of(paid))).getFirst();

    assertThat(first).isInstanceOf(Outcome.Applied.class);
    assertThat(cancelled).isInstanceOf(Outcome.Applied.class);
    assertThat(between.state()).isEqualTo(OdooOrder.State.CANCELLED);
    assertThat(again).isInstanceOf(Outcome.Applied.class);
    OdooOrder shown = shown(paid);
    assertThat(shown.state()).isEqualTo(OdooOrder.State.CONFIRMED);
    assertThat(shown.date()).isEqualTo(paid.createdAt());
    assertThat(
            world()
                .number(
                    "SELECT count(*) FROM stock_move m JOIN sale_order_line l"
                        + " ON l.id = m.sale_line_id WHERE l.order_id = ? AND m.state <> 'cancel'",
                    shown.id()))
        .isEqualByComparingTo("2");
  }

  @Test
  default void whatAPersonCancelledInOdooStaysCancelled() {
    ChannelId channel = OdooWorld.channel();
    JsonNode body = unique(Recordings.webhook("wc-11.0.1", "044").json());
    ChannelOrder onHold = order(channel, with(body, json -> json.put("status", "on-hold")));
    provideProducts(onHold);
    Outcome unused = apply(channel, onHold);
    JsonNode answer =
        world().admin.call("sale.order", "action_cancel", List.of(shown(onHold).id()));
    assertThat(answer.isMissingNode()).isFalse();

    Outcome paid = apply(channel, order(channel, body));

    assertThat(problem(paid).code()).isEqualTo("cancelled-in-odoo");
    assertThat(shown(onHold).state()).isEqualTo(OdooOrder.State.CANCELLED);
  }

  @Test
  default void aHeldOrderIsAQuotationUntilAPersonReleasesIt() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = paid(channel); // 200.28
    OrderApplier applier = world().applier(channel, OdooWorld.policy("hold: { above: 200 }"));

    Outcome held = applier.apply(stated(List.of(order))).getFirst();
    OdooOrder.State before = shown(order).state();
    world().marks.release(order.key(), Goal.Held.reasonIn(problem(held).detail()), "anna");
    Outcome released = applier.apply(stated(List.of(order))).getFirst();

    assertThat(problem(held).code()).isEqualTo("held");
    assertThat(problem(held).remedy()).contains("odoo-bridge orders release");
    assertThat(before).isEqualTo(OdooOrder.State.OPEN);
    assertThat(released).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(order).state()).isEqualTo(OdooOrder.State.CONFIRMED);
  }

  @Test
  default void anAmountThatOneUnitPriceCannotMakeIsKeptByADiscount() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = order(channel, oneLine(3, "10.00", "1.90"));
    provideProducts(order);

    Outcome outcome = apply(channel, order);

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(order).gross()).isEqualByComparingTo("11.90");
    assertThat(shown(order).lines().getFirst().quantity()).isEqualByComparingTo("3");
  }

  @Test
  default void aShopThatPricesGrossIsRightWithAnIncludedTax() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order =
        order(channel, with(oneLine(1, "8.39", "1.60"), j -> j.put("prices_include_tax", true)));
    provideProducts(order);
    OrderPolicy gross =
        Policies.of("pricelist: Bridge EUR", "taxes: { 'MwSt 19': 'Bridge 19% incl' }");

    Outcome outcome = world().applier(channel, gross).apply(stated(List.of(order))).getFirst();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(order).net()).isEqualByComparingTo("8.39");
    assertThat(shown(order).gross()).isEqualByComparingTo("9.99");
  }

  @Test
  default void oneBadOrderDoesNotHoldUpTheOthers() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder good = paid(channel);
    ChannelOrder unknown =
        order(
            channel,
            with(
                oneLine(1, "10.00", "1.90"),
                json -> ((ObjectNode) json.path("line_items").path(0)).put("sku", "NO-SUCH-SKU")));
    ChannelOrder phantom =
        order(channel, unique(Recordings.restOrder("wc-11.0.1", "113").json(), "processing"));
    ChannelOrder negative =
        order(
            channel,
            with(
                oneLine(1, "10.00", "1.90"),
                json -> ((ObjectNode) json.path("line_items").path(0)).put("quantity", -1)));
    ChannelOrder untaxed =
        order(
            channel,
            with(
                oneLine(1, "10.00", "1.00"),
                json -> ((ObjectNode) json.path("tax_lines").path(0)).put("rate_percent", 10)));
    ChannelOrder dollars =
        order(channel, with(oneLine(1, "10.00", "1.90"), json -> json.put("currency", "XAU")));
    Stream.of(good, negative, untaxed, dollars).forEach(this::provideProducts);

    List<Outcome> outcomes =
        world()
            .applier(channel, OdooWorld.policy())
            .apply(stated(List.of(unknown, good, phantom, negative, untaxed, dollars)));

    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Applied.class);
    assertThat(problem(outcomes.get(0)).code()).isEqualTo("unknown-sku");
    assertThat(problem(outcomes.get(0)).detail()).contains("NO-SUCH-SKU");
    assertThat(problem(outcomes.get(0)).remedy()).contains("NO-SUCH-SKU");
    assertThat(problem(outcomes.get(2)).code()).isEqualTo("unknown-product");
    assertThat(problem(outcomes.get(3)).code()).isEqualTo("bad-quantity");
    assertThat(problem(outcomes.get(4)).code()).isEqualTo("unknown-tax");
    assertThat(problem(outcomes.get(5)).code()).isEqualTo("unknown-currency");
  }

  @Test
  default void anArchivedAndAnAmbiguousSkuAreToldApart() {
    ChannelId channel = OdooWorld.channel();
    String archived = "ARCHIVED-" + channel;
    String twice = "TWICE-" + channel;
    int gone = world().admin.storable(archived);
    world().admin.write("product.product", gone, Map.of("active", false));
    int first = world().admin.storable(twice);
    int second = world().admin.storable(twice);
    assertThat(first).isNotEqualTo(second);

    List<Outcome> outcomes =
        world()
            .applier(channel, OdooWorld.policy())
            .apply(
                stated(
                    Stream.of(archived, twice)
                        .map(sku -> order(channel, with(oneLine(1, "10.00", "1.90"), sku(sku))))
                        .toList()));

    assertThat(outcomes)
        .extracting(o -> problem(o).code())
        .containsExactly("archived-sku", "ambiguous-sku");
  }

  @Test
  default void aCancelledOrderIsCancelledInOdooUnlessItIsShipped() {
    ChannelId channel = OdooWorld.channel();
    JsonNode quotation = with(oneLine(1, "10.00", "1.90"), json -> json.put("status", "on-hold"));
    JsonNode confirmed = oneLine(2, "20.00", "3.80");
    JsonNode shipped = oneLine(3, "30.00", "5.70");
    List<JsonNode> bodies = List.of(quotation, confirmed, shipped);
    bodies.forEach(body -> provideProducts(order(channel, body)));
    OrderApplier applier = world().applier(channel, OdooWorld.policy());
    List<Outcome> entered =
        applier.apply(stated(bodies.stream().map(body -> order(channel, body)).toList()));
    assertThat(entered).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Applied.class));
    assertThat(world().admin.ship(shown(order(channel, shipped)).id(), 3)).isTrue();

    List<Outcome> outcomes =
        applier.apply(
            Stream.concat(
                    bodies.stream()
                        .map(body -> with(body, json -> json.put("status", "cancelled")))
                        .map(body -> order(channel, body))
                        .map(OrderChange.Stated::new),
                    Stream.of(
                        new OrderChange.Gone(order(channel, oneLine(1, "10.00", "1.90")).key())))
                .map(OrderChange.class::cast)
                .toList());

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Applied.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Applied.class);
    assertThat(problem(outcomes.get(2)).code()).isEqualTo("cancelled-after-shipping");
    assertThat(outcomes.get(3)).isInstanceOf(Outcome.Superseded.class);
    assertThat(bodies)
        .extracting(body -> shown(order(channel, body)).state())
        .containsExactly(
            OdooOrder.State.CANCELLED, OdooOrder.State.CANCELLED, OdooOrder.State.CONFIRMED);
    // Paid after all: what the bridge itself cancelled is opened again.
    assertThat(applier.apply(stated(List.of(order(channel, confirmed)))).getFirst())
        .isInstanceOf(Outcome.Applied.class);
  }

  @Test
  default void customersAreFoundByAccountThenByEmailAndAddressesOfTheirOwnAreAdded() {
    ChannelId channel = OdooWorld.channel();
    String email = "known." + UUID.randomUUID() + "@example.com";
    int known = world().admin.create("res.partner", Map.of("name", "Known One", "email", email));
    JsonNode guest =
        with(oneLine(1, "10.00", "1.90"), json -> billing(json, email.toUpperCase(Locale.ROOT)));
    JsonNode gift =
        with(
            oneLine(1, "10.00", "1.90"),
            json -> {
              billing(json, email);
              ObjectNode shipping = json.putObject("shipping");
              shipping.put("first_name", "Oma").put("last_name", "Süß").put("address_1", "Hof 2");
              shipping.put("postcode", "01067").put("city", "Dresden").put("country", "DE");
            });
    JsonNode nobody =
        with(oneLine(1, "10.00", "1.90"), json -> json.putObject("billing").put("email", ""));
    List<ChannelOrder> orders =
        Stream.of(guest, gift, nobody).map(body -> order(channel, body)).toList();
    orders.forEach(this::provideProducts);

    List<Outcome> outcomes = world().applier(channel, OdooWorld.policy()).apply(stated(orders));

    assertThat(outcomes).allSatisfy(o -> assertThat(o).isInstanceOf(Outcome.Applied.class));
    OdooOrder first = shown(orders.get(0));
    OdooOrder second = shown(orders.get(1));
    assertThat(first.partner()).isEqualTo(known);
    assertThat(second.partner()).isEqualTo(known);
    assertThat(first.invoiceTo()).isEqualTo(second.invoiceTo()).isNotEqualTo(known);
    assertThat(first.shipTo()).isEqualTo(first.invoiceTo());
    JsonNode child =
        world().admin.read("res.partner", second.shipTo(), "name", "type", "city", "parent_id");
    assertThat(child.path("name").asText()).isEqualTo("Oma Süß");
    assertThat(child.path("type").asText()).isEqualTo("delivery");
    assertThat(child.path("parent_id").path(0).asInt()).isEqualTo(known);
    assertThat(
            world()
                .number("SELECT count(*) FROM res_partner WHERE name = ?", "Guest of " + channel))
        .isEqualByComparingTo("1");
  }

  /** The answer of each writing call in turn is cut off after Odoo got the request. */
  @ParameterizedTest
  @CsvSource({
    "res.partner, load, 1",
    "sale.order, load, 1",
    "sale.order, action_confirm, 1",
    "sale.order, load, 2"
  })
  default void aLostAnswerIsSettledByWhatOdooShows(String model, String method, int nth) {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = paid(channel);
    ManualClock clock = ManualClock.start();
    OdooRpcConfig direct = world().bot;
    URI odoo = URI.create(direct.url());
    try (FaultProxy proxy = FaultProxy.start(world().vertx, odoo.getHost(), odoo.getPort())) {
      OdooClient through =
          world()
              .client(
                  OdooRpcConfig.of(
                      proxy.url(), direct.database(), direct.login(), direct.secret()));
      OdooRpc cut = new CuttingRpc(through, model, method, nth, proxy);
      OrderApplier applier = world().applier(channel, OdooWorld.policy(), cut, clock);

      Outcome lost = applier.apply(stated(List.of(order))).getFirst();
      Outcome tooEarly = applier.apply(stated(List.of(order))).getFirst();
      proxy.mode(new FaultMode.Pass());
      clock.advance(Duration.ofMinutes(3));
      Outcome settled = applier.apply(stated(List.of(order))).getFirst();

      assertThat(lost)
          .isInstanceOfSatisfying(
              Outcome.Uncertain.class,
              uncertain ->
                  assertThat(uncertain.until())
                      .isEqualTo(ManualClock.start().instant().plus(Duration.ofMinutes(2))));
      assertThat(tooEarly).isInstanceOfAny(Outcome.Uncertain.class, Outcome.Superseded.class);
      assertThat(settled).isInstanceOfAny(Outcome.Applied.class, Outcome.Superseded.class);
      assertThat(world().number("SELECT count(*) FROM sale_order WHERE origin = ?", origin(order)))
          .isEqualByComparingTo("1");
      assertThat(shown(order).state()).isEqualTo(OdooOrder.State.CONFIRMED);
      assertThat(shown(order).date()).isEqualTo(order.createdAt());
      assertThat(shown(order).lines()).hasSize(3);
      assertThat(moves(order)).isEqualByComparingTo("2");
    }
  }

  /**
   * Three nodes work on the same orders at once while the network cuts connections and swallows
   * answers at random; then it heals.
   */
  @Test
  default void underRandomFaultsEveryOrderEndsUpOnceAndRight() throws Exception {
    ChannelId channel = OdooWorld.channel();
    List<ChannelOrder> orders = IntStream.range(0, 12).mapToObj(i -> paid(channel)).toList();
    ManualClock clock = ManualClock.start();
    Random random = new Random(20261124);
    OdooRpcConfig direct = world().bot;
    URI odoo = URI.create(direct.url());
    try (FaultProxy proxy = FaultProxy.start(world().vertx, odoo.getHost(), odoo.getPort());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      OdooRpcConfig faulty =
          OdooRpcConfig.of(proxy.url(), direct.database(), direct.login(), direct.secret());
      List<OrderApplier> nodes =
          IntStream.range(0, 3)
              .mapToObj(
                  i -> world().applier(channel, OdooWorld.policy(), world().client(faulty), clock))
              .toList();

      for (int round = 0; round < 6; round++) {
        proxy.mode(
            switch (random.nextInt(4)) {
              case 0 -> new FaultMode.Pass();
              case 1 -> new FaultMode.CutAfter(random.nextInt(2_000));
              case 2 -> new FaultMode.DropResponse();
              default -> new FaultMode.Refuse();
            });
        applyTogether(threads, nodes, orders, random);
        clock.advance(Duration.ofMinutes(3));
      }
      proxy.mode(new FaultMode.Pass());
      List<Outcome> last = nodes.getFirst().apply(stated(orders));

      assertThat(last)
          .allSatisfy(
              outcome ->
                  assertThat(outcome)
                      .isInstanceOfAny(Outcome.Applied.class, Outcome.Superseded.class));
      assertThat(
              world().number("SELECT count(*) FROM sale_order WHERE origin LIKE ?", channel + "/%"))
          .isEqualByComparingTo("12");
      for (ChannelOrder order : orders) {
        OdooOrder shown = shown(order);
        assertThat(shown.state()).isEqualTo(OdooOrder.State.CONFIRMED);
        assertThat(shown.gross()).isEqualByComparingTo("200.28");
        assertThat(shown.lines()).hasSize(3);
        assertThat(shown.date()).isEqualTo(order.createdAt());
        assertThat(moves(order)).isEqualByComparingTo("2");
      }
    }
  }

  private static void applyTogether(
      ExecutorService threads, List<OrderApplier> nodes, List<ChannelOrder> orders, Random random)
      throws InterruptedException, ExecutionException {
    List<Future<List<Outcome>>> running = new ArrayList<>();
    for (OrderApplier node : nodes) {
      List<ChannelOrder> some = orders.stream().filter(order -> random.nextBoolean()).toList();
      running.add(threads.submit(() -> node.apply(stated(some))));
    }
    for (Future<List<Outcome>> result : running) {
      assertThat(result.get()).doesNotContainNull();
    }
  }

  @Test
  default void odooAwayIsATechnicalFailure() {
    ChannelId channel = OdooWorld.channel();
    ChannelOrder order = paid(channel);
    OdooRpcConfig direct = world().bot;
    URI odoo = URI.create(direct.url());
    try (FaultProxy proxy = FaultProxy.start(world().vertx, odoo.getHost(), odoo.getPort())) {
      proxy.mode(new FaultMode.Refuse());
      OdooClient through =
          world()
              .client(
                  OdooRpcConfig.of(
                      proxy.url(), direct.database(), direct.login(), direct.secret()));

      Outcome outcome =
          world()
              .applier(channel, OdooWorld.policy(), through, ManualClock.start())
              .apply(stated(List.of(order)))
              .getFirst();

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed ->
                  assertThat(failed.problem().kind())
                      .isEqualTo(Problem.TechnicalKind.CONNECTION_REFUSED));
    }
  }

  // -- helpers ------------------------------------------------------------------------------

  private Outcome apply(ChannelId channel, ChannelOrder order) {
    return world().applier(channel, OdooWorld.policy()).apply(stated(List.of(order))).getFirst();
  }

  private ChannelOrder paid(ChannelId channel) {
    ChannelOrder order = order(channel, unique(Recordings.webhook("wc-11.0.1", "044").json()));
    provideProducts(order);
    return order;
  }

  private void provideProducts(ChannelOrder order) {
    order
        .lines()
        .forEach(
            line ->
                line.sku().ifPresent(sku -> assertThat(world().product(sku.value())).isPositive()));
  }

  private OdooOrder shown(ChannelOrder order) {
    ExternalRef ref = ExternalRef.order(order.key());
    return Optional.ofNullable(
            new OdooDirectory(
                    world().superuser,
                    world().bot.login(),
                    Clock.systemUTC(),
                    Duration.ofMinutes(1),
                    world().admin.rpc()::version)
                .orders(List.of(ref))
                .get(ref))
        .orElseThrow(() -> new AssertionError("not in Odoo: " + order.key()));
  }

  private BigDecimal moves(ChannelOrder order) {
    return world()
        .number(
            "SELECT count(*) FROM stock_move m JOIN stock_picking p ON p.id = m.picking_id"
                + " JOIN sale_order o ON o.id = p.sale_id WHERE o.origin = ?",
            origin(order));
  }

  private static OdooOrder.Line line(OdooOrder shown, ChannelOrder order, String id) {
    String ref = ExternalRef.orderLine(order.key(), id).name();
    return shown.lines().stream()
        .filter(line -> line.ref().filter(ref::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static String origin(ChannelOrder order) {
    return order.key().toString();
  }

  private static Problem.Business problem(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    return ((Outcome.Rejected) outcome).problem();
  }

  private static List<OrderChange> stated(List<ChannelOrder> orders) {
    return orders.stream().<OrderChange>map(OrderChange.Stated::new).toList();
  }

  private static ChannelOrder order(ChannelId channel, JsonNode body) {
    ParsedOrder parsed =
        WooOrderParser.parse(channel, body.toString().getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isInstanceOf(ParsedOrder.Order.class);
    return ((ParsedOrder.Order) parsed).order();
  }

  /** First recorded paid and complete state of every order of one shop. */
  private static Map<String, JsonNode> paidOrders(String version) {
    Map<String, JsonNode> orders = new LinkedHashMap<>();
    Stream.concat(Recordings.webhooks(version).stream(), Recordings.restOrders(version).stream())
        .map(Recordings.Body::json)
        .filter(json -> List.of("processing", "completed").contains(json.path("status").asText()))
        .filter(json -> !json.path("line_items").path(0).path("sku").isNull())
        .forEach(json -> orders.putIfAbsent(json.path("id").asText(), json));
    return orders;
  }

  /** The recorded body with an id and a customer that no other test has. */
  private static JsonNode unique(JsonNode body) {
    return unique(body, body.path("status").asText());
  }

  private static JsonNode unique(JsonNode body, String status) {
    String id = String.valueOf(UUID.randomUUID().getMostSignificantBits() >>> 20);
    return with(
        body,
        json -> {
          json.put("id", Long.parseLong(id)).put("number", id).put("status", status);
          ((ObjectNode) json.path("billing")).put("email", id + "@example.com");
        });
  }

  private static JsonNode oneLine(int quantity, String total, String tax) {
    BigDecimal gross = new BigDecimal(total).add(new BigDecimal(tax));
    return with(
        unique(Recordings.webhook("wc-11.0.1", "195").json()),
        json -> {
          json.put("total", gross.toPlainString()).put("total_tax", tax);
          json.putArray("shipping_lines");
          ObjectNode line = (ObjectNode) json.path("line_items").path(0);
          line.put("quantity", quantity).put("total", total).put("total_tax", tax);
          ((ObjectNode) line.path("taxes").path(0)).put("total", tax);
          ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", tax);
        });
  }

  private static Consumer<ObjectNode> sku(String sku) {
    return json -> ((ObjectNode) json.path("line_items").path(0)).put("sku", sku);
  }

  private static void billing(ObjectNode json, String email) {
    ((ObjectNode) json.path("billing")).put("email", email);
    json.putObject("shipping");
  }

  private static JsonNode with(JsonNode body, Consumer<ObjectNode> change) {
    ObjectNode copy = body.deepCopy();
    change.accept(copy);
    return copy;
  }
}
