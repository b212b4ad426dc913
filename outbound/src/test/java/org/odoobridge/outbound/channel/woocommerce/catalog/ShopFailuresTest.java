package org.odoobridge.outbound.channel.woocommerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.catalog.publish.Documents.simple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Listing;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.rest.Sickness;
import org.odoobridge.testkit.shop.site.WooVersion;

/** Every recorded failure of a shop, during a first publication: nothing is lost or doubled. */
class ShopFailuresTest {
  private final WooCatalogRig rig = new WooCatalogRig(WooVersion.V11_0_1, Duration.ofSeconds(5));

  @BeforeEach
  void fill() {
    FirstPublication.fill(rig);
  }

  @AfterEach
  void end() {
    rig.close();
  }

  private void everythingIsThereOnce() {
    FirstPublication.everythingIsThereOnce(rig);
  }

  @ParameterizedTest
  @EnumSource(Sickness.class)
  void theProductsRequestFailsOnce(Sickness sickness) {
    rig.shop.faults().sicken(sickness, 1, ShopFailuresTest::ofProducts);
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(8);
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @EnumSource(Sickness.class)
  void theVariationsRequestFailsOnce(Sickness sickness) {
    rig.shop.faults().sicken(sickness, 1, ShopFailuresTest::ofVariations);
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(8);
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @EnumSource(Sickness.class)
  void anyRequestFailsOnce(Sickness sickness) {
    int requests = 8;
    for (int n = 0; n < requests; n++) {
      int[] left = {n};
      rig.shop.faults().sicken(sickness, 1, request -> left[0]-- == 0);
    }
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(40);
    everythingIsThereOnce();
  }

  @ParameterizedTest
  @EnumSource(
      value = Sickness.class,
      names = {"FATAL_AFTER_SAVING", "SILENT_AFTER_SAVING"})
  void theBridgeEndsAfterAnUnansweredRequest(Sickness sickness) {
    rig.shop.faults().sicken(sickness, 1, ShopFailuresTest::ofProducts);
    rig.lane.compareAll();
    rig.restart();
    rig.lane.advance(Duration.ofMinutes(3));
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(4);
    everythingIsThereOnce();
  }

  @Test
  void theBridgeEndsBetweenTheAnswerAndTheJournal() {
    // The journal knows of the intent only: what came after is lost with the process.
    rig.lane.compareAll();
    List<Listing> intents = rig.lane.store.writes.getFirst().listings().stream().toList();
    rig.lane.store.listings.clear();
    intents.forEach(intent -> rig.lane.store.listings.put(intent.template(), intent));
    rig.cache.media.clear();
    rig.restart();

    rig.lane.compareAll();
    rig.lane.settleAfterWaits(2);

    everythingIsThereOnce();
  }

  @Test
  void maintenanceIsWaitedForAsLongAsTheShopAsks() {
    rig.shop.faults().sicken(Sickness.MAINTENANCE);
    rig.lane.compareAll();
    int requests = rig.shop.requests().size();
    rig.lane.advance(Duration.ofSeconds(599));
    rig.lane.settle();
    assertThat(rig.shop.requests()).hasSize(requests);

    rig.shop.faults().heal();
    rig.lane.advance(Duration.ofSeconds(2));
    rig.lane.settle();
    everythingIsThereOnce();
  }

  @Test
  void aBodyTheServerDoesNotTakeIsHalved() {
    rig.shop
        .faults()
        .sicken(
            Sickness.ENTITY_TOO_LARGE,
            Integer.MAX_VALUE,
            request -> ofProducts(request) && request.body().length() > 500);
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(2);
    everythingIsThereOnce();
  }

  @Test
  void aProductThatKillsTheShopIsFoundAndParkedAlone() {
    rig.shop
        .faults()
        .sicken(
            Sickness.FATAL,
            Integer.MAX_VALUE,
            request -> ofProducts(request) && request.body().contains("SKU-4"));
    rig.lane.compareAll();
    rig.lane.settleAfterWaits(30);

    assertThat(rig.lane.store.parked.keySet()).containsExactly(4);
    assertThat(Objects.requireNonNull(rig.lane.store.parked.get(4)).technical()).isTrue();
    assertThat(rig.skus()).contains("SKU-1", "SKU-2", "SKU-3", "SKU-5", "S-42", "S-43");

    rig.shop.faults().heal();
    rig.lane.lane.redriveAll();
    rig.lane.settleAfterWaits(2);
    everythingIsThereOnce();
  }

  @Test
  void aValueTheShopTurnsIntoAnotherIsNotTakenForShown() {
    rig.lane.compareAll();
    // Somebody's plugin: every price is another one.
    rig.lane.odoo.put(simple(2, "SKU-2", "Product 2", "7.77"));
    ObjectNode sent = new com.fasterxml.jackson.databind.json.JsonMapper().createObjectNode();
    sent.put("regular_price", "12.5");
    ObjectNode shown = sent.deepCopy().put("regular_price", "125");
    assertThat(ShownProduct.mismatches(sent, shown)).containsKey(ProductField.REGULAR_PRICE);
    shown.put("regular_price", "12.50");
    assertThat(ShownProduct.mismatches(sent, shown)).isEmpty();
  }

  private static boolean ofProducts(RecordedRequest request) {
    return request.path().endsWith("/products/batch");
  }

  private static boolean ofVariations(RecordedRequest request) {
    return request.path().endsWith("/variations/batch");
  }
}
