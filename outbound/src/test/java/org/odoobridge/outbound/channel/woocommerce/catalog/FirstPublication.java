package org.odoobridge.outbound.channel.woocommerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.catalog.publish.Documents.images;
import static org.odoobridge.outbound.catalog.publish.Documents.simple;
import static org.odoobridge.outbound.catalog.publish.Documents.variable;
import static org.odoobridge.outbound.catalog.publish.Documents.variant;
import static org.odoobridge.outbound.catalog.publish.Documents.with;

import java.util.stream.IntStream;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogStatus;

/** Five simple products, one of them with a picture, and a shoe in two sizes. */
final class FirstPublication {
  private FirstPublication() {}

  static void fill(WooCatalogRig rig) {
    IntStream.rangeClosed(1, 5)
        .forEach(i -> rig.lane.odoo.put(simple(i, "SKU-" + i, "Product " + i, "1." + i)));
    rig.lane.odoo.put(with(rig.lane.odoo.get(1), ProductField.IMAGES, images("aa")));
    rig.lane.odoo.put(
        variable(6, "Shoe", variant(61, "S-42", "42", "79"), variant(62, "S-43", "43", "79")));
  }

  static void everythingIsThereOnce(WooCatalogRig rig) {
    assertThat(rig.skus())
        .containsExactlyInAnyOrder("SKU-1", "SKU-2", "SKU-3", "SKU-4", "SKU-5", "", "S-42", "S-43");
    assertThat(rig.bySku("SKU-3").path("regular_price").asText()).isEqualTo("1.3");
    assertThat(rig.bySku("SKU-1").path("images")).hasSize(1);
    assertThat(rig.shop.fetchedImages()).hasSize(1);
    assertThat(rig.lane.store.parked).isEmpty();
    assertThat(rig.lane.store.listings.values())
        .hasSize(6)
        .allSatisfy(listing -> assertThat(listing.unsure()).isFalse());
    CatalogStatus status = rig.lane.lane.status();
    assertThat(status.waiting() + status.retrying()).isZero();
    int before = rig.writes().size();
    rig.lane.compareAll();
    assertThat(rig.writes()).as("in step").hasSize(before);
  }
}
