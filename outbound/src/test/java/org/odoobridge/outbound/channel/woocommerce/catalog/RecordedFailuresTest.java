package org.odoobridge.outbound.channel.woocommerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.channel.woocommerce.catalog.IllShop.before;
import static org.odoobridge.outbound.channel.woocommerce.catalog.IllShop.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.outbound.channel.woocommerce.catalog.IllShop.Answer;
import org.odoobridge.outbound.channel.woocommerce.catalog.IllShop.Illness;
import org.odoobridge.testkit.shop.site.WooVersion;

/**
 * Answers recorded from real, ill shops, replayed at every request of a first publication: nothing
 * is lost or doubled.
 */
class RecordedFailuresTest {
  private static final JsonMapper JSON = new JsonMapper();
  private final WooCatalogRig rig = new WooCatalogRig(WooVersion.V11_0_1, Duration.ofSeconds(5));

  @BeforeEach
  void fill() {
    FirstPublication.fill(rig);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  /** Requests of an undisturbed first publication. */
  private static int undisturbed() {
    try (WooCatalogRig rig = new WooCatalogRig(WooVersion.V11_0_1, Duration.ofSeconds(5))) {
      FirstPublication.fill(rig);
      rig.lane.compareAll();
      FirstPublication.everythingIsThereOnce(rig);
      return rig.front.requests();
    }
  }

  private static Map<String, Illness> illnesses() {
    return Map.of(
        "maintenance",
        new Illness.Refuses(recorded("maintenance")),
        "database down",
        new Illness.Refuses(recorded("database-down")),
        "fatal",
        new Illness.Refuses(recorded("fatal")),
        "saved, then fatal",
        new Illness.SavesThen(recorded("saved-then-fatal")),
        "PHP warning before the JSON",
        new Illness.Spoils(before("php-warning-before-json")),
        "byte order mark before the JSON",
        new Illness.Spoils(before("bom-before-json")),
        "429",
        new Illness.Refuses(page(429, "Too Many Requests", 7)),
        "413",
        new Illness.Refuses(page(413, "Request Entity Too Large", 0)));
  }

  /** A web server's own page; WooCommerce itself never answers so. */
  private static Answer page(int status, String title, int retryAfterSeconds) {
    var headers = JSON.createObjectNode().put("Content-Type", "text/html");
    if (retryAfterSeconds > 0) {
      headers.put("Retry-After", String.valueOf(retryAfterSeconds));
    }
    return new Answer(
        status,
        headers,
        "<html>\r\n<head><title>%1$d %2$s</title></head>\r\n<body>\r\n<center><h1>%1$d %2$s</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n"
            .formatted(status, title));
  }

  static List<Arguments> everywhere() {
    int requests = undisturbed();
    List<Arguments> all = new ArrayList<>();
    illnesses()
        .forEach(
            (name, illness) -> {
              for (int request = 1; request <= requests; request++) {
                all.add(Arguments.of(name, request, illness));
              }
            });
    return all;
  }

  @ParameterizedTest(name = "{0} at request {1}")
  @MethodSource("everywhere")
  void nothingIsLostOrDoubled(String name, int request, Illness illness) {
    assertThat(name).isNotBlank();
    rig.front.at(request, illness);
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(8);
    FirstPublication.everythingIsThereOnce(rig);
  }

  @Test
  void aThrottledLaneWaitsAsLongAsItIsTold() {
    rig.front.at(1, new Illness.Refuses(page(429, "Too Many Requests", 7)));
    rig.lane.compareAll();
    int asked = rig.front.requests();
    rig.lane.advance(Duration.ofSeconds(6));
    rig.lane.settle();
    assertThat(rig.front.requests()).isEqualTo(asked);

    rig.lane.advance(Duration.ofSeconds(2));
    rig.lane.settle();

    FirstPublication.everythingIsThereOnce(rig);
  }

  static Stream<JsonNode> itemErrors() throws Exception {
    JsonNode items = JSON.readTree(recorded("batch-with-failed-items").body());
    return Stream.concat(stream(items.path("create")), stream(items.path("update")));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    list.forEach(all::add);
    return all.stream();
  }

  /** One item of the batch fails as recorded; the others are shown and not sent again. */
  @ParameterizedTest
  @MethodSource("itemErrors")
  void aFailedItemHoldsOnlyItself(JsonNode failed) {
    rig.front.failsItem("SKU-2", failed);
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(1);
    boolean parked = !rig.lane.store.parked.isEmpty();
    if (parked) {
      assertThat(rig.lane.store.parked.keySet()).containsExactly(2);
    }
    assertThat(rig.skus()).contains("SKU-1", "SKU-3", "SKU-4", "SKU-5", "S-42", "S-43");

    rig.lane.lane.redriveAll();
    rig.lane.settleAfterWaits(2);

    FirstPublication.everythingIsThereOnce(rig);
    assertThat(rig.writes().stream().filter(request -> request.body().contains("\"SKU-3\"")))
        .as("what was taken is not sent again")
        .hasSize(1);
  }
}
