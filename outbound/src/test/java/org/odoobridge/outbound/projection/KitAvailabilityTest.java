package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.NOW;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;

/** How many kits can be sold of what their components leave. */
final class KitAvailabilityTest {
  private static final int KIT = 30;
  private static final int TOP = 31;
  private static final int LEG = 40;
  private static final int PLATE = 41;
  private static final int GLUE = 42;
  private static final int DOZEN = 2;
  private static final int KILO = 3;
  private static final int GRAM = 4;
  private static final StockPolicy WH = StockPolicy.of("WH");
  private static final StockPolicy BOTH = StockPolicy.of("WH", "STORE");

  private final Shop shop =
      new Shop()
          .with(
              Rows.uom(1, 1, "1", "0.01"),
              Rows.uom(DOZEN, 1, "0.08333333333333333", "0.01"),
              Rows.uom(KILO, 2, "1", "0.01"),
              Rows.uom(GRAM, 2, "1000", "0.01"))
          .with(product(KIT, "TABLE"))
          .with(product(TOP, "SET"))
          .with(product(LEG, "LEG"))
          .with(product(PLATE, "PLATE"))
          .with(product(GLUE, "GLUE"));

  private static RowChange[] product(int id, String sku) {
    return new RowChange[] {
      Rows.template(id, sku, "product", true), Rows.product(id, id, sku, true)
    };
  }

  private void stocked(int legs, int plates) {
    shop.with(
        Rows.quant(1, LEG, STOCK, null, legs, 0), Rows.quant(2, PLATE, STOCK, null, plates, 0));
  }

  private void table() {
    shop.with(
        Rows.bom(1, KIT, null, 1), Rows.bomLine(1, 1, LEG, 4, 1), Rows.bomLine(2, 1, PLATE, 1, 1));
  }

  private long kits(int product, StockPolicy policy, long held) {
    Availability availability =
        new Availability(shop.tables, policy, Scope.resolve(shop.tables, policy));
    Recipe recipe = Objects.requireNonNull(availability.kits().recipe(product));
    return new KitAvailability(shop.tables, availability)
            .of(
                recipe,
                NOW.toEpochMilli(),
                (part, terms) -> part == LEG ? held * Millionths.UNIT : 0,
                Explained.NOT)
        / Millionths.UNIT;
  }

  private long kits() {
    return kits(KIT, WH, 0);
  }

  @Test
  void theScarcestComponentDecides() {
    table();
    stocked(11, 9);
    assertThat(kits()).isEqualTo(2);
    stocked(100, 9);
    assertThat(kits()).isEqualTo(9);
    stocked(-4, 9);
    assertThat(kits()).isZero();
  }

  @Test
  void demandForAComponentCounts() {
    table();
    stocked(12, 9);
    shop.with(Rows.move(1, LEG, 1, "confirmed", "make_to_stock", STOCK, CUSTOMERS, NOW));
    assertThat(kits()).isEqualTo(2);
  }

  @Test
  void kitsInKitsAreTakenApart() {
    table();
    shop.with(
        Rows.bom(2, TOP, null, 1), Rows.bomLine(3, 2, KIT, 2, 1), Rows.bomLine(4, 2, LEG, 1, 1));
    stocked(18, 4);
    assertThat(kits(TOP, WH, 0)).isEqualTo(2);
    stocked(17, 4);
    assertThat(kits(TOP, WH, 0)).isEqualTo(1);
  }

  @Test
  void unitsAreConverted() {
    shop.with(
        Rows.update("product_template", "id", GLUE, "uom_id", KILO),
        Rows.bom(1, KIT, null, 1),
        Rows.bomLine(1, 1, LEG, 1, DOZEN),
        Rows.bomLine(2, 1, GLUE, 250, GRAM),
        Rows.quant(1, LEG, STOCK, null, 35, 0),
        Rows.quant(2, GLUE, STOCK, null, 10, 0));
    assertThat(kits()).isEqualTo(2);
    shop.with(Rows.quant(2, GLUE, STOCK, null, 0.49, 0));
    assertThat(kits()).isEqualTo(1);
  }

  @Test
  void aBillThatMakesSeveralNeedsAShareForOne() {
    shop.with(
        Rows.bom(1, KIT, null, 3), Rows.bomLine(1, 1, LEG, 1, 1), Rows.bomLine(2, 1, PLATE, 6, 1));
    stocked(10, 60);
    assertThat(kits()).isEqualTo(30);
    stocked(10, 59);
    assertThat(kits()).isEqualTo(29);
  }

  @Test
  void aLineMayBeForSomeVariantsOnly() {
    shop.with(
        Rows.product(50, KIT, "TABLE-OAK", true),
        Rows.insert("product_template_attribute_value", "id", 1, "attribute_line_id", 7),
        Rows.insert("product_template_attribute_value", "id", 2, "attribute_line_id", 7),
        Rows.insert("product_template_attribute_value", "id", 3, "attribute_line_id", 8),
        combination(KIT, 1),
        combination(KIT, 3),
        combination(50, 2),
        combination(50, 3),
        Rows.bom(1, KIT, null, 1),
        Rows.bomLine(1, 1, LEG, 4, 1),
        Rows.bomLine(2, 1, PLATE, 1, 1),
        onlyFor(2, 2),
        onlyFor(2, 3));
    stocked(40, 3);
    assertThat(kits(KIT, WH, 0)).isEqualTo(10);
    assertThat(kits(50, WH, 0)).isEqualTo(3);
    shop.with(onlyFor(2, 1));
    assertThat(kits(KIT, WH, 0)).as("one of two woods is enough").isEqualTo(3);
  }

  private static RowChange combination(int product, int value) {
    return Rows.insert(
        "product_variant_combination",
        "product_product_id",
        product,
        "product_template_attribute_value_id",
        value);
  }

  private static RowChange onlyFor(int line, int value) {
    return Rows.insert(
        "mrp_bom_line_product_template_attribute_value_rel",
        "mrp_bom_line_id",
        line,
        "product_template_attribute_value_id",
        value);
  }

  @Test
  void theFirstActiveBillOfTheCompanyIsTaken() {
    table();
    shop.with(Rows.bomLine(9, 2, LEG, 1, 1));
    stocked(40, 40);
    shop.with(Rows.bom(2, KIT, null, 1, "sequence", 0, "active", false));
    assertThat(kits()).as("archived").isEqualTo(10);
    shop.with(Rows.bom(2, KIT, null, 1, "sequence", 0, "company_id", 2));
    assertThat(kits()).as("another company's").isEqualTo(10);
    shop.with(Rows.bom(2, KIT, null, 1, "sequence", 0, "company_id", 1));
    assertThat(kits()).as("first in sequence").isEqualTo(40);
    shop.with(Rows.bom(2, KIT, KIT, 1));
    assertThat(kits()).as("of this variant").isEqualTo(40);
    shop.with(Rows.bom(2, KIT, null, 1));
    assertThat(kits()).as("the oldest").isEqualTo(10);
    shop.with(Rows.bom(2, KIT, null, 1, "sequence", 0, "type", "normal"));
    assertThat(kits()).as("made, not a kit").isEqualTo(10);
  }

  @Test
  void whatIsNeverShortDoesNotLimit() {
    table();
    shop.with(
        Rows.template(60, "Advice", "service", true),
        Rows.product(60, 60, "ADVICE", true),
        Rows.template(61, "Wax", "consu", true),
        Rows.product(61, 61, "WAX", true),
        Rows.bomLine(3, 1, 60, 1, 1),
        Rows.bomLine(4, 1, 61, 1, 1),
        Rows.bomLine(5, 1, GLUE, 0, 1));
    stocked(8, 8);
    assertThat(kits()).isEqualTo(2);
  }

  @Test
  void aKitOfNothingCountedIsNoStock() {
    shop.with(
        Rows.template(61, "Wax", "consu", true),
        Rows.product(61, 61, "WAX", true),
        Rows.bom(1, KIT, null, 1),
        Rows.bomLine(1, 1, 61, 1, 1));
    assertThat(kits()).as("Odoo says so").isZero();
    assertThat(shop.tables.catalog().standing(new Sku("WAX")))
        .isEqualTo(Catalog.Standing.NOT_STOCKED);
  }

  @Test
  void aKitNeedNotBeStorableItself() {
    table();
    stocked(8, 8);
    shop.with(Rows.template(KIT, "Table", "consu", true));
    assertThat(shop.tables.catalog().standing(new Sku("TABLE")))
        .isEqualTo(Catalog.Standing.STOCKED);
    assertThat(kits()).isEqualTo(2);
  }

  @Test
  void aKitThatContainsItselfIsZeroAndReported() {
    table();
    stocked(100, 100);
    shop.with(
        Rows.bom(2, TOP, null, 1), Rows.bomLine(3, 2, KIT, 1, 1), Rows.bomLine(4, 1, TOP, 1, 1));
    assertThat(kits()).isZero();
    assertThat(kits(TOP, WH, 0)).isZero();
    assertThat(shop.tables.kits().book(1).problems())
        .hasSize(2)
        .allSatisfy(text -> assertThat(text).contains("contains itself"));
    shop.with(Rows.delete("mrp_bom_line", 4));
    assertThat(kits()).isEqualTo(25);
  }

  @Test
  void componentsInTwoPlacesMakeNoKit() {
    table();
    shop.with(Rows.quant(1, LEG, STOCK, null, 4, 0), Rows.quant(2, PLATE, STORE_STOCK, null, 1, 0));
    assertThat(kits(KIT, BOTH, 0)).isZero();
    shop.with(Rows.quant(3, PLATE, STOCK, null, 1, 0), Rows.quant(4, LEG, STORE_STOCK, null, 4, 0));
    assertThat(kits(KIT, BOTH, 0)).isEqualTo(2);
    assertThat(kits(KIT, BOTH, 1)).as("one leg in flight takes a kit").isEqualTo(1);
    assertThat(kits(KIT, BOTH, 5)).isZero();
  }

  @Test
  void ordersInFlightHoldComponents() {
    table();
    stocked(12, 9);
    assertThat(kits(KIT, WH, 0)).isEqualTo(3);
    assertThat(kits(KIT, WH, 1)).isEqualTo(2);
    assertThat(kits(KIT, WH, 12)).isZero();
    assertThat(kits(KIT, WH, 99)).isZero();
  }

  @Test
  void aKitSoldAtATillTakesItsComponents() {
    table();
    stocked(12, 9);
    shop.with(
        Rows.pickingType(5, STOCK, CUSTOMERS, null),
        Rows.posConfig(1, 5),
        Rows.posSession(1, 1, "opened", true),
        Rows.posOrder(1, 1, "paid", false),
        Rows.posLine(1, 1, KIT, 1));
    assertThat(kits()).isEqualTo(2);
    Availability legs = new Availability(shop.tables, WH, Scope.resolve(shop.tables, WH));
    assertThat(legs.of(LEG, NOW.toEpochMilli(), Explained.NOT)).isEqualTo(8 * Millionths.UNIT);
  }

  @Test
  void aComponentsChangeTouchesItsKits() {
    table();
    shop.with(Rows.bom(2, TOP, null, 1), Rows.bomLine(3, 2, KIT, 2, 1));
    kits();
    shop.tables.touched().clear();
    stocked(5, 5);
    assertThat(shop.tables.touched().skus())
        .contains(new Sku("LEG"), new Sku("TABLE"), new Sku("SET"))
        .doesNotContain(new Sku("GLUE"));
    assertThat(shop.tables.touched().scopes()).isFalse();
  }

  @Test
  void aChangedBillConcernsEverything() {
    table();
    kits();
    shop.tables.touched().clear();
    shop.with(Rows.bomLine(1, 1, LEG, 3, 1));
    assertThat(shop.tables.touched().scopes()).isTrue();
    stocked(9, 9);
    assertThat(kits()).isEqualTo(3);
  }

  @Test
  void quantitiesBeyondSixtyFourBitsStayBelowTheTruth() {
    Recipe recipe = new Recipe(1, List.of(new Recipe.Part(LEG, 7)), 3 * Millionths.UNIT, "");
    Recipe.Part part = recipe.parts().getFirst();
    long huge = Millionths.of(new BigDecimal("99999999999"));
    BigDecimal exact =
        BigDecimal.valueOf(huge)
            .multiply(BigDecimal.valueOf(3))
            .divideToIntegralValue(BigDecimal.valueOf(7));
    assertThat(BigDecimal.valueOf(recipe.kits(part, huge)))
        .isLessThanOrEqualTo(exact)
        .isGreaterThan(exact.multiply(new BigDecimal("0.999999999")));
  }
}
