package org.odoobridge.inbound.order;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WooRefundParserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"wc-8.9.3", "wc-10.9.4", "wc-11.0.1"})
  void aRecordedRefundNamesLinesPiecesAndMoney(String version) throws IOException {
    List<ShopRefund> refunds = parsed(recorded(version, "142-refunds-list"));

    assertThat(refunds).hasSize(1);
    ShopRefund refund = refunds.getFirst();
    assertThat(refund.amount()).isEqualByComparingTo("183.04");
    assertThat(refund.itemised()).isEqualByComparingTo("183.04");
    assertThat(refund.items())
        .extracting(item -> item.quantity().intValueExact())
        .containsExactly(1, 2);
    assertThat(refund.items())
        .extracting(ShopRefund.Item::net)
        .containsExactly(new BigDecimal("11.61"), new BigDecimal("142.20"));
    assertThat(refund.items())
        .allSatisfy(item -> assertThat(item.taxes()).singleElement().isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"wc-8.9.3", "wc-10.9.4", "wc-11.0.1"})
  void theOrderSaysWhatTheShopTookBackIntoStock(String version) throws IOException {
    JsonNode order = recorded(version, "143-order-get-partially-refunded");

    Map<String, BigDecimal> restocked = WooRefundParser.restocked(order);

    List<String> lines = new ArrayList<>();
    order.path("line_items").forEach(line -> lines.add(line.path("id").asText()));
    assertThat(restocked)
        .containsOnly(
            Map.entry(lines.get(0), BigDecimal.ONE), Map.entry(lines.get(2), new BigDecimal(2)));
  }

  @Test
  void aRefundWithoutItsLinesReferenceIsNamed() throws IOException {
    JsonNode list = recorded("wc-11.0.1", "142-refunds-list").deepCopy();
    ((ObjectNode) list.path(0).path("line_items").path(0)).putArray("meta_data");

    WooRefundParser.Parsed parsed = WooRefundParser.parse(nodes(list));

    assertThat(parsed)
        .isInstanceOfSatisfying(
            WooRefundParser.Parsed.Unreadable.class,
            unreadable ->
                assertThat(unreadable.problem().detail()).contains("refund.line_items[0]"));
  }

  private static List<ShopRefund> parsed(JsonNode list) {
    return switch (WooRefundParser.parse(nodes(list))) {
      case WooRefundParser.Parsed.Refunds refunds -> refunds.refunds();
      case WooRefundParser.Parsed.Unreadable unreadable ->
          throw new AssertionError(unreadable.problem());
    };
  }

  private static List<JsonNode> nodes(JsonNode list) {
    List<JsonNode> nodes = new ArrayList<>();
    list.forEach(nodes::add);
    return nodes;
  }

  private static JsonNode recorded(String version, String name) throws IOException {
    String path = "/woocommerce/" + version + "/rest/" + name + ".json";
    return JSON.readTree(
            Objects.requireNonNull(WooRefundParserTest.class.getResourceAsStream(path), path))
        .path("response")
        .path("body");
  }
}
