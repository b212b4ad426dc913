package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DAMAGED;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.OWN_PARTNER;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;
import static org.odoobridge.outbound.projection.Shop.stock;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.outbound.capture.RowChange;

/** Goods sold at a till before its session has closed. */
final class TillSalesTest {
  private static final StockPolicy STORE = StockPolicy.of("STORE");
  private final Shop shop = new Shop();

  @BeforeEach
  void openTill() {
    shop.with(
        Rows.pickingType(5, STORE_STOCK, CUSTOMERS, null),
        Rows.posConfig(1, 5),
        Rows.posSession(1, 1, "opened", true),
        stock(1, STORE_STOCK, 10));
  }

  private static RowChange[] sale(int id, String state, double quantity) {
    return new RowChange[] {
      Rows.posOrder(id, 1, state, false), Rows.posLine(id, id, DESK, quantity)
    };
  }

  @Test
  void aPaidOrderTakesItsGoodsBeforeTheSessionCloses() {
    shop.with(sale(1, "paid", 3));
    assertThat(shop.available(STORE)).isEqualTo(7);
  }

  @Test
  void aDraftOrCancelledOrderTakesNothing() {
    shop.with(sale(1, "draft", 3)).with(sale(2, "cancel", 2));
    assertThat(shop.available(STORE)).isEqualTo(10);
    shop.with(Rows.update("pos_order", "id", 1, "state", "paid"));
    assertThat(shop.available(STORE)).isEqualTo(7);
  }

  @Test
  void itTakesThemFromTheTillsLocationOnly() {
    shop.with(stock(2, STOCK, 5)).with(sale(1, "paid", 3));
    assertThat(shop.available(StockPolicy.of("WH"))).isEqualTo(5);
  }

  @Test
  void closingMovesTheStockAndChangesNothing() {
    shop.with(sale(1, "paid", 3)).with(sale(2, "paid", 2));
    double before = shop.available(STORE);
    shop.with(
        stock(1, STORE_STOCK, 5),
        Rows.update("pos_order", "id", 1, "state", "done"),
        Rows.posSession(1, 1, "closed", true));
    assertThat(before).isEqualTo(5);
    assertThat(shop.available(STORE)).isEqualTo(5);
    assertThat(shop.tables.tills().orders().rows().size()).isZero();
    assertThat(shop.tables.tills().lines().rows().size()).isZero();
  }

  @Test
  void goodsTakenBackCountAgainstGoodsSold() {
    shop.with(sale(1, "paid", 3)).with(sale(2, "paid", -1));
    assertThat(shop.available(STORE)).isEqualTo(8);
  }

  @Test
  void goodsTakenBackGoToTheReturnTypesPlace() {
    shop.with(Rows.pickingType(6, CUSTOMERS, DAMAGED, null))
        .with(Rows.pickingType(5, STORE_STOCK, CUSTOMERS, 6))
        .with(sale(1, "paid", -4));
    assertThat(shop.available(STORE)).isEqualTo(10);
    assertThat(shop.available(StockPolicy.of("WH"))).isEqualTo(4);
  }

  @Test
  void aSessionThatMovesStockAtOnceIsInTheQuantsAlready() {
    shop.with(Rows.posSession(1, 1, "opened", false)).with(sale(1, "paid", 3));
    assertThat(shop.available(STORE)).isEqualTo(10);
  }

  @Test
  void anInvoicedOrderOfAnAngloSaxonCompanyHasMovedAtOnce() {
    shop.with(Rows.posOrder(1, 1, "invoiced", true), Rows.posLine(1, 1, DESK, 3));
    assertThat(shop.available(STORE)).isEqualTo(7);
    shop.with(Rows.company(1, OWN_PARTNER, true));
    assertThat(shop.available(STORE)).isEqualTo(10);
  }

  @Test
  void modeFreeCountsThemTooForTheyAreGone() {
    StockPolicy free =
        new StockPolicy(
            StockPolicy.Mode.FREE, List.of("STORE"), List.of(), true, false, 0, Duration.ZERO);
    shop.with(sale(1, "paid", 3));
    assertThat(shop.available(free)).isEqualTo(7);
  }
}
