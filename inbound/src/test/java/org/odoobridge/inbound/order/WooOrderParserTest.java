package org.odoobridge.inbound.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

class WooOrderParserTest {
  private static final ChannelId SHOP = new ChannelId("shop");

  static Stream<Recordings.Body> everyRecordedOrder() {
    return Recordings.VERSIONS.stream()
        .flatMap(
            version ->
                Stream.concat(
                    Recordings.webhooks(version).stream()
                        .filter(body -> body.json().has("line_items")),
                    Recordings.restOrders(version).stream()));
  }

  @ParameterizedTest
  @MethodSource("everyRecordedOrder")
  void everyRecordedOrderAddsUpToItsTotals(Recordings.Body body) {
    ChannelOrder order = order(body.bytes());

    JsonNode json = body.json();
    BigDecimal net =
        Stream.of(
                order.lines().stream().map(ChannelOrder.Line::total),
                order.shippingLines().stream().map(ChannelOrder.Charge::total),
                order.fees().stream().map(ChannelOrder.Charge::total))
            .flatMap(amounts -> amounts)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax =
        order.taxLines().stream()
            .map(ChannelOrder.TaxLine::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(net).isEqualByComparingTo(order.totals().net());
    assertThat(tax).isEqualByComparingTo(order.totals().tax());
    assertThat(order.key().orderId()).isEqualTo(json.path("id").asText());
    assertThat(order.lines()).hasSize(json.path("line_items").size());
    assertThat(order.version()).isPresent();
    assertThat(order.taxLines())
        .allSatisfy(line -> assertThat(line.percent()).contains(new BigDecimal(19)));
  }

  @ParameterizedTest
  @CsvSource({"wc-11.0.1", "wc-10.9.4", "wc-8.9.3"})
  void readsThePaidOrderWithCouponWordForWord(String version) {
    Recordings.Body body = Recordings.webhook(version, "044");

    ChannelOrder order = order(body.bytes());

    JsonNode json = body.json();
    assertThat(order.status()).isEqualTo("processing");
    assertThat(order.currency()).isEqualTo("EUR");
    assertThat(order.createdAt())
        .isEqualTo(Instant.parse(json.path("date_created_gmt").asText() + "Z"));
    assertThat(order.totals().gross()).isEqualByComparingTo("200.28");
    assertThat(order.totals().tax()).isEqualByComparingTo("31.98");
    assertThat(order.billing().fullName()).isEqualTo("Jörg Süß");
    assertThat(order.shipping().isBlank()).isTrue();
    assertThat(order.customer().id()).isPresent();
    assertThat(order.payment().paidAt()).isPresent();
    ChannelOrder.Line shoe = order.lines().get(1);
    assertThat(shoe.sku().orElseThrow().value()).startsWith("HS-");
    assertThat(shoe.quantity()).isEqualByComparingTo("3");
    assertThat(shoe.total()).isEqualByComparingTo("142.50");
    assertThat(shoe.totalTax()).isEqualByComparingTo("27.08");
    assertThat(shoe.taxes()).extracting(ChannelOrder.TaxShare::rateId).containsExactly("1");
    assertThat(order.shippingLines().getFirst().name()).isEqualTo("DHL");
    assertThat(order.coupons().getFirst().discount()).isEqualByComparingTo("8.60");
  }

  @Test
  void guestOrdersHaveNoAccount() {
    ChannelOrder order = order(Recordings.webhook("wc-11.0.1", "195").bytes());

    assertThat(order.customer().id()).isEmpty();
    assertThat(order.customer().email()).isEqualTo("eva.356c@example.com");
  }

  @Test
  void aProductTheShopDoesNotKnowIsSeenAsSuch() {
    ChannelOrder order = order(Recordings.restOrder("wc-11.0.1", "113").bytes());

    assertThat(order.lines().getFirst().knownProduct()).isFalse();
    assertThat(order.lines().getFirst().sku()).isEmpty();
  }

  @Test
  void refundsAreRead() {
    ChannelOrder order = order(Recordings.webhook("wc-8.9.3", "034").bytes());

    assertThat(order.refunds())
        .singleElement()
        .satisfies(refund -> assertThat(refund.amount()).isEqualByComparingTo("-59.50"));
  }

  @Test
  void aTrashedOrderIsDeletedAndAnErrorBodyIsNothing() {
    assertThat(parse(Recordings.webhook("wc-11.0.1", "041").bytes()))
        .isEqualTo(new ParsedOrder.Deleted("71"));
    assertThat(parse(Recordings.webhook("wc-11.0.1", "071").bytes()))
        .isInstanceOf(ParsedOrder.Nothing.class);
    assertThat(parse(Recordings.webhook("wc-11.0.1", "075").bytes()))
        .isInstanceOf(ParsedOrder.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource({
    "id, id",
    "status, status",
    "currency, currency",
    "total, total",
    "total_tax, total_tax",
    "date_created_gmt, date_created_gmt"
  })
  void aMissingFieldIsNamed(String removed, String named) {
    ObjectNode json = (ObjectNode) Recordings.webhook("wc-11.0.1", "044").json();
    json.remove(removed);

    assertThat(problemOf(json.toString())).isEqualTo(named + " is missing");
  }

  @Test
  void aFieldDeepInsideIsNamedByItsPath() {
    ObjectNode json = (ObjectNode) Recordings.webhook("wc-11.0.1", "044").json();
    ((ObjectNode) json.path("line_items").path(1)).put("quantity", "three");

    assertThat(problemOf(json.toString()))
        .isEqualTo("line_items[1].quantity 'three' is not a number");
  }

  @ParameterizedTest
  @CsvSource({"'{\"id\":1,'", "'[]'", "'null'", "''", "'<b>Warning</b>'"})
  void whatIsNoJsonObjectIsUnreadable(String text) {
    assertThat(parse(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            ParsedOrder.Unreadable.class,
            unreadable -> assertThat(unreadable.problem().code()).isEqualTo("malformed-json"));
  }

  @Test
  void anEmptyTaxTotalMeansTheRateDoesNotApply() {
    ObjectNode json = (ObjectNode) Recordings.webhook("wc-11.0.1", "044").json();
    ((ObjectNode) json.path("line_items").path(0).path("taxes").path(0)).put("total", "");

    ChannelOrder order = order(json.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(order.lines().getFirst().taxes()).isEmpty();
    assertThat(order.lines().get(1).taxes()).hasSize(1);
  }

  @Test
  void numbersMayBeJsonNumbersAndSkusAreStripped() {
    ObjectNode json = (ObjectNode) Recordings.webhook("wc-11.0.1", "044").json();
    json.put("total", 200.28);
    ((ObjectNode) json.path("line_items").path(0)).put("sku", " A-1 ");

    ChannelOrder order = order(json.toString().getBytes(StandardCharsets.UTF_8));

    assertThat(order.totals().gross()).isEqualTo(new BigDecimal("200.28"));
    assertThat(order.lines().getFirst().sku()).isEqualTo(Optional.of(new Sku("A-1")));
  }

  private static ParsedOrder parse(byte[] body) {
    return WooOrderParser.parse(SHOP, body);
  }

  private static ChannelOrder order(byte[] body) {
    return ((ParsedOrder.Order) parse(body)).order();
  }

  private static String problemOf(String body) {
    ParsedOrder parsed = parse(body.getBytes(StandardCharsets.UTF_8));
    return List.of((ParsedOrder.Unreadable) parsed).getFirst().problem().detail();
  }
}
