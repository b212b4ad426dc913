package org.odoobridge.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.odoobridge.conformance.harness.CatalogDatabase;
import org.odoobridge.conformance.harness.CatalogWorld;
import org.odoobridge.testkit.shop.rest.RecordedRequest;

/**
 * A catalogue of 3,000 products, 600 of them with four variants, goes to an empty shop: seen in a
 * plan first, then published by bridges that are killed on the way.
 */
class AFirstPublicationSurvivesAKillIT {
  private static final int PRODUCTS = 3_000;
  private static final int KILLS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @Test
  void seenInAPlanThenPublishedThroughKillsEachProductIsThereOnceWithItsStock()
      throws SQLException, IOException {
    try (CatalogWorld world = new CatalogWorld(PRODUCTS, 1)) {
      world.start(true, CatalogWorld.UNLIMITED);
      assertThat(liveStockGoes(world)).isTrue();
      long untouched = writes(world);
      assertThat(planned(world)).containsExactlyInAnyOrderEntriesOf(Map.of("create", PRODUCTS));
      assertThat(writes(world)).isEqualTo(untouched);
      assertThat(world.shown()).isEmpty();
      assertThat(world.catalog().path("catalog").path("state").asText()).isEqualTo("paused");
      world.bridge().kill();

      int before = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        world.start(false, CatalogWorld.UNLIMITED);
        int enough = PRODUCTS * kill / (KILLS + 1);
        world
            .await("products " + enough, PATIENCE)
            .until(() -> world.shown().size() > enough && liveStockGoes(world));
        JsonNode progress = world.catalog().path("catalog").path("comparison");
        assertThat(progress.path("finishedAt").isNull()).as(progress.toString()).isTrue();
        assertThat(progress.path("rate").asDouble()).isPositive();
        assertThat(progress.path("remaining").asInt()).isPositive();
        assertThat(world.shown().size()).isGreaterThan(before);
        before = world.shown().size();
        world.bridge().kill();
      }

      world.start(false, CatalogWorld.UNLIMITED);
      world.await("everything is compared and told", PATIENCE).until(world::published);
      world
          .await("stock", PATIENCE)
          .until(() -> world.stockTold() && world.differences().isEmpty());
      assertThat(world.catalog().path("parked")).isEmpty();
      long written = writes(world);
      assertThat(planned(world)).isEmpty();
      assertThat(writes(world)).isEqualTo(written);
    }
  }

  private static long writes(CatalogWorld world) {
    return world.shop().requests().stream().filter(RecordedRequest::writes).count();
  }

  private int counted = 1_000_000;

  /** A number of a product the shop has long had is shown although thousands are being created. */
  private boolean liveStockGoes(CatalogWorld world) throws SQLException {
    counted--;
    world
        .odoo()
        .execute(
            "update stock_quant set quantity = "
                + counted
                + " where product_id = "
                + CatalogDatabase.liveProduct(1));
    world
        .await("live stock", Duration.ofSeconds(30))
        .until(() -> world.shop().stock(CatalogDatabase.liveSku(1)).orElse(-1) == counted);
    return true;
  }

  private static Map<String, Integer> planned(CatalogWorld world) {
    Map<String, Integer> actions = new TreeMap<>();
    int after = 0;
    while (after >= 0) {
      JsonNode page = world.plan(after, 500);
      page.path("entries")
          .forEach(entry -> actions.merge(entry.path("action").asText(), 1, Integer::sum));
      after = page.path("next").asInt(-1);
    }
    return actions;
  }
}
