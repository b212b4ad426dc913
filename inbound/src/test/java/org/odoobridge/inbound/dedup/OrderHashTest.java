package org.odoobridge.inbound.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderHashTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @ValueSource(strings = {"wc-11.0.1", "wc-10.9.4"})
  void theWebhooksBodyAndTheRestBodyOfOneStateAreEqual(String version) throws IOException {
    JsonNode created = hook(version, "196");
    JsonNode read =
        RecordedHook.json(version + "/rest/907-order-get-from-storefront.json")
            .path("response")
            .path("body");

    assertThat(created).isNotEqualTo(read);
    assertThat(OrderHash.of(read)).isEqualTo(OrderHash.of(created));
  }

  @ParameterizedTest
  @CsvSource({
    "wc-11.0.1, 021, 022",
    "wc-11.0.1, 060, 061",
    "wc-10.9.4, 044, 045",
    "wc-8.9.3, 044, 045"
  })
  void createdAndUpdatedOfOneStateAreOneMessage(String version, String one, String other)
      throws IOException {
    assertThat(OrderHash.of(hook(version, one))).isEqualTo(OrderHash.of(hook(version, other)));
  }

  @Test
  void twoStatesOfOneSecondDiffer() throws IOException {
    // Recorded: pending and processing of order 71 within the second 11:26:57.
    JsonNode pending = hook("wc-11.0.1", "021");
    JsonNode paid = hook("wc-11.0.1", "023");

    assertThat(pending.path("date_modified_gmt")).isEqualTo(paid.path("date_modified_gmt"));
    assertThat(OrderHash.of(pending)).isNotEqualTo(OrderHash.of(paid));
  }

  @Test
  void theOrderOfKeysDoesNotCount() throws IOException {
    JsonNode order = hook("wc-11.0.1", "044");
    List<String> names = new ArrayList<>();
    order.fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    ObjectNode reversed = JSON.createObjectNode();
    names.forEach(name -> reversed.set(name, order.get(name)));

    assertThat(OrderHash.of(reversed)).isEqualTo(OrderHash.of(order));
  }

  @Test
  void aChangedLineCounts() throws IOException {
    JsonNode order = hook("wc-11.0.1", "044");
    JsonNode changed = order.deepCopy();
    ((ObjectNode) changed.path("line_items").get(0)).put("quantity", 3);

    assertThat(OrderHash.of(changed)).isNotEqualTo(OrderHash.of(order));
  }

  private static JsonNode hook(String version, String number) throws IOException {
    return JSON.readTree(RecordedHook.of(version, number).body().bytes());
  }
}
