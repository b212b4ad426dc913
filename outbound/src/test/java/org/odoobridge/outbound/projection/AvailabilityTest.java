package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DAMAGED;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.NOW;
import static org.odoobridge.outbound.projection.Shop.OUTPUT;
import static org.odoobridge.outbound.projection.Shop.OWN_PARTNER;
import static org.odoobridge.outbound.projection.Shop.SHELF;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;
import static org.odoobridge.outbound.projection.Shop.TRANSIT;
import static org.odoobridge.outbound.projection.Shop.demand;
import static org.odoobridge.outbound.projection.Shop.mtoDemand;
import static org.odoobridge.outbound.projection.Shop.stock;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule of the availability formula. */
final class AvailabilityTest {
  private static final StockPolicy WH = StockPolicy.of("WH");
  private static final StockPolicy BOTH = StockPolicy.of("WH", "STORE");
  private static final int VENDORS = Shop.LOSS;
  private final Shop shop = new Shop();

  private static StockPolicy policy(StockPolicy.Mode mode, boolean view, Duration horizon) {
    return new StockPolicy(mode, List.of("WH"), List.of(), true, view, 0, horizon);
  }

  @Test
  void onHandIsTheSumOfAllQuantsUnderTheStockLocation() {
    shop.with(stock(1, STOCK, 3), stock(2, SHELF, 4), stock(3, OUTPUT, 8), stock(4, TRANSIT, 16));
    assertThat(shop.available(WH)).isEqualTo(7);
  }

  @Test
  void theViewLocationBringsInTheOutputZone() {
    shop.with(stock(1, STOCK, 3), stock(3, OUTPUT, 8), stock(4, TRANSIT, 16));
    assertThat(shop.available(policy(StockPolicy.Mode.UNPROMISED, true, Duration.ZERO)))
        .isEqualTo(11);
  }

  @Test
  void stockUnderAnExcludedLocationDoesNotCount() {
    shop.with(stock(1, STOCK, 3), stock(2, DAMAGED, 4));
    for (String name : List.of("WH/Stock/Damaged", "Damaged", "#10")) {
      StockPolicy policy =
          new StockPolicy(
              StockPolicy.Mode.UNPROMISED,
              List.of("WH"),
              List.of(name),
              true,
              false,
              0,
              Duration.ZERO);
      assertThat(shop.available(policy)).as(name).isEqualTo(3);
    }
  }

  @Test
  void demandOutOfAnExcludedLocationDoesNotCount() {
    shop.with(
        stock(1, STOCK, 3), stock(2, DAMAGED, 4), demand(1, 2, "assigned", DAMAGED, CUSTOMERS));
    StockPolicy policy =
        new StockPolicy(
            StockPolicy.Mode.UNPROMISED,
            List.of("WH"),
            List.of("Damaged"),
            true,
            false,
            0,
            Duration.ZERO);
    assertThat(shop.available(policy)).isEqualTo(3);
  }

  @Test
  void othersGoodsDoNotCountButTheCompanysOwnDo() {
    shop.with(
        Rows.quant(1, DESK, STOCK, 77, 5, 0),
        Rows.quant(2, DESK, STOCK, OWN_PARTNER, 2, 0),
        stock(3, STOCK, 1));
    assertThat(shop.available(WH)).isEqualTo(3);
  }

  @Test
  void othersGoodsCountWhenThePolicySaysSo() {
    shop.with(Rows.quant(1, DESK, STOCK, 77, 5, 0), stock(3, STOCK, 1));
    StockPolicy policy =
        new StockPolicy(
            StockPolicy.Mode.UNPROMISED, List.of("WH"), List.of(), false, false, 0, Duration.ZERO);
    assertThat(shop.available(policy)).isEqualTo(6);
  }

  @Test
  void aStoreGoneNegativeDoesNotEatTheCentralStock() {
    shop.with(stock(1, STOCK, 8), stock(2, STORE_STOCK, -5));
    assertThat(shop.available(BOTH)).isEqualTo(8);
  }

  @Test
  void withinOneWarehouseNegativeQuantsReduceTheSum() {
    shop.with(stock(1, STOCK, 8), stock(2, SHELF, -5));
    assertThat(shop.available(BOTH)).isEqualTo(3);
  }

  @Test
  void openDemandCountsInEveryOpenState() {
    shop.with(
        stock(1, STOCK, 100),
        demand(1, 1, "waiting", STOCK, CUSTOMERS),
        demand(2, 2, "confirmed", STOCK, CUSTOMERS),
        demand(3, 4, "partially_available", STOCK, CUSTOMERS),
        demand(4, 8, "assigned", STOCK, CUSTOMERS),
        demand(5, 16, "draft", STOCK, CUSTOMERS),
        demand(6, 32, "done", STOCK, CUSTOMERS),
        demand(7, 64, "cancel", STOCK, CUSTOMERS));
    assertThat(shop.available(WH)).isEqualTo(85);
  }

  @Test
  void movesWithinTheScopeTakeNothing() {
    shop.with(stock(1, STOCK, 10), demand(1, 4, "assigned", STOCK, SHELF));
    assertThat(shop.available(WH)).isEqualTo(10);
  }

  @Test
  void movesBetweenWarehousesOfTheScopeTakeNothing() {
    shop.with(stock(1, STOCK, 10), demand(1, 4, "assigned", STOCK, STORE_STOCK));
    assertThat(shop.available(BOTH)).isEqualTo(10);
    assertThat(shop.available(WH)).isEqualTo(6);
  }

  @Test
  void goodsOnTheWayBetweenWarehousesCountNowhereAndLeaveWhenPromised() {
    shop.with(
        stock(1, STOCK, 10),
        demand(1, 4, "assigned", STOCK, TRANSIT),
        mtoDemand(2, 4, "waiting", TRANSIT, STORE_STOCK),
        Rows.link(1, 2));
    assertThat(shop.available(BOTH)).isEqualTo(6);
    shop.with(
        stock(1, STOCK, 6),
        stock(2, TRANSIT, 4),
        demand(1, 4, "done", STOCK, TRANSIT),
        demand(2, 4, "assigned", TRANSIT, STORE_STOCK));
    assertThat(shop.available(BOTH)).isEqualTo(6);
  }

  @Test
  void pickAndShipCountOnceFromTheStockLocation() {
    shop.with(
        stock(1, STOCK, 10),
        demand(1, 3, "assigned", STOCK, OUTPUT),
        mtoDemand(2, 3, "waiting", OUTPUT, CUSTOMERS),
        Rows.link(1, 2));
    assertThat(shop.available(WH)).isEqualTo(7);
  }

  @Test
  void pickAndShipCountOnceFromTheWholeWarehouseAtEveryStage() {
    StockPolicy view = policy(StockPolicy.Mode.UNPROMISED, true, Duration.ZERO);
    shop.with(
        stock(1, STOCK, 10),
        demand(1, 3, "assigned", STOCK, OUTPUT),
        mtoDemand(2, 3, "waiting", OUTPUT, CUSTOMERS),
        Rows.link(1, 2));
    assertThat(shop.available(view)).isEqualTo(7);
    shop.with(
        demand(1, 3, "done", STOCK, OUTPUT),
        stock(1, STOCK, 7),
        stock(2, OUTPUT, 3),
        mtoDemand(2, 3, "assigned", OUTPUT, CUSTOMERS),
        Rows.moveLine(1, 2, 3, "assigned"));
    assertThat(shop.available(view)).isEqualTo(7);
    shop.with(
        mtoDemand(2, 3, "done", OUTPUT, CUSTOMERS),
        Rows.delete("stock_quant", 2),
        Rows.moveLine(1, 2, 3, "done"));
    assertThat(shop.available(view)).isEqualTo(7);
  }

  @Test
  void theFinalDestinationDecidesWhereOdooKeepsIt() {
    StockPolicy view = policy(StockPolicy.Mode.UNPROMISED, true, Duration.ZERO);
    shop.with(
        stock(1, STOCK, 10),
        Rows.move(
            1,
            DESK,
            3,
            "assigned",
            "make_to_stock",
            STOCK,
            OUTPUT,
            NOW,
            "location_final_id",
            CUSTOMERS));
    assertThat(shop.available(view)).isEqualTo(7);
  }

  @Test
  void makeToOrderCountsOnlyWhatItHasReserved() {
    shop.with(stock(1, STOCK, 10), mtoDemand(1, 6, "waiting", STOCK, CUSTOMERS));
    assertThat(shop.available(WH)).isEqualTo(10);
    shop.with(Rows.moveLine(1, 1, 2, "partially_available"));
    assertThat(shop.available(WH)).isEqualTo(8);
    shop.with(Rows.delete("stock_move_line", 1));
    assertThat(shop.available(WH)).isEqualTo(10);
  }

  @Test
  void demandBeyondTheHorizonCountsOnlyWhatItHasReserved() {
    StockPolicy week = policy(StockPolicy.Mode.UNPROMISED, false, Duration.ofDays(7));
    shop.with(
        stock(1, STOCK, 10),
        Rows.move(
            1, DESK, 4, "confirmed", "make_to_stock", STOCK, CUSTOMERS, NOW.plusSeconds(8 * 86400)),
        Rows.move(
            2, DESK, 2, "confirmed", "make_to_stock", STOCK, CUSTOMERS, NOW.plusSeconds(6 * 86400)),
        Rows.moveLine(1, 1, 1, "partially_available"));
    assertThat(shop.available(week)).isEqualTo(7);
    assertThat(shop.available(WH)).isEqualTo(4);
  }

  @Test
  void availabilitySaysWhenTimeAloneWillChangeIt() {
    StockPolicy week = policy(StockPolicy.Mode.UNPROMISED, false, Duration.ofDays(7));
    shop.with(
        stock(1, STOCK, 10),
        Rows.move(
            1,
            DESK,
            4,
            "confirmed",
            "make_to_stock",
            STOCK,
            CUSTOMERS,
            NOW.plusSeconds(8 * 86400)));
    Availability availability =
        new Availability(shop.tables, week, Scope.resolve(shop.tables, week));
    long before = availability.of(DESK, NOW.toEpochMilli(), Explained.NOT);
    long wake = availability.wakeAtMillis();
    long after = availability.of(DESK, wake, Explained.NOT);
    assertThat(wake).isEqualTo(NOW.plusSeconds(86400).toEpochMilli());
    assertThat(before).isEqualTo(10 * Millionths.UNIT);
    assertThat(after).isEqualTo(6 * Millionths.UNIT);
    assertThat(availability.wakeAtMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void demandBoundToAnotherOwnersGoodsTakesNoneOfOurs() {
    shop.with(
        stock(1, STOCK, 10),
        Rows.move(
            1,
            DESK,
            4,
            "assigned",
            "make_to_stock",
            STOCK,
            CUSTOMERS,
            NOW,
            "restrict_partner_id",
            77));
    assertThat(shop.available(WH)).isEqualTo(10);
  }

  @Test
  void modeFreeKeepsBackWhatIsReservedAndNothingElse() {
    shop.with(
        Rows.quant(1, DESK, STOCK, null, 10, 3),
        Rows.quant(2, DESK, STOCK, 77, 5, 5),
        demand(1, 8, "partially_available", STOCK, CUSTOMERS));
    assertThat(shop.available(policy(StockPolicy.Mode.FREE, false, Duration.ZERO))).isEqualTo(7);
  }

  @Test
  void theUnreservedPartOfAPartlyReservedMoveIsPromisedToo() {
    shop.with(
        Rows.quant(1, DESK, STOCK, null, 10, 3),
        demand(1, 8, "partially_available", STOCK, CUSTOMERS),
        Rows.moveLine(1, 1, 3, "partially_available"));
    assertThat(shop.available(WH)).isEqualTo(2);
  }

  @Test
  void aForecastCountsIncomingGoodsWithinItsHorizonAndSaysWhenItMoves() {
    shop.with(
        stock(1, STOCK, 1),
        Rows.move(1, DESK, 8, "assigned", "make_to_stock", VENDORS, STOCK, NOW.plusSeconds(86400)),
        Rows.move(
            2, DESK, 4, "waiting", "make_to_stock", VENDORS, STOCK, NOW.plusSeconds(8 * 86400)),
        Rows.move(3, DESK, 2, "draft", "make_to_stock", VENDORS, STOCK, NOW),
        Rows.move(4, DESK, 16, "assigned", "make_to_stock", VENDORS, STORE_STOCK, NOW));
    StockPolicy week = WH.forecasting(Duration.ofDays(7));
    assertThat(shop.available(week)).isEqualTo(9);
    assertThat(shop.available(WH.forecasting(Duration.ZERO))).isEqualTo(13);
    Availability availability =
        new Availability(shop.tables, week, Scope.resolve(shop.tables, week));
    availability.of(DESK, NOW.toEpochMilli(), Explained.NOT);
    assertThat(availability.wakeAtMillis()).isEqualTo(NOW.plusSeconds(86400).toEpochMilli());
    assertThat(availability.of(DESK, availability.wakeAtMillis(), Explained.NOT))
        .isEqualTo(13 * Millionths.UNIT);
  }

  @Test
  void aForecastCountsOutgoingDemandToo() {
    shop.with(
        stock(1, STOCK, 1),
        demand(1, 8, "assigned", VENDORS, STOCK),
        demand(2, 5, "confirmed", STOCK, CUSTOMERS));
    assertThat(shop.available(WH.forecasting(Duration.ZERO))).isEqualTo(4);
  }

  @Test
  void goodsOrderedForSomebodyAreNotForSale() {
    shop.with(
        stock(1, STOCK, 10),
        demand(1, 6, "assigned", VENDORS, STOCK),
        mtoDemand(2, 4, "waiting", STOCK, CUSTOMERS),
        Rows.link(1, 2));
    assertThat(shop.available(WH.forecasting(Duration.ZERO))).isEqualTo(12);
    shop.with(
        demand(1, 6, "done", VENDORS, STOCK),
        stock(1, STOCK, 16),
        mtoDemand(2, 4, "assigned", STOCK, CUSTOMERS),
        Rows.moveLine(1, 2, 4, "assigned"));
    assertThat(shop.available(WH.forecasting(Duration.ZERO))).as("arrived").isEqualTo(12);
  }

  @Test
  void aReceiptInTwoStepsCountsOnceAtEveryStage() {
    StockPolicy view =
        policy(StockPolicy.Mode.UNPROMISED, true, Duration.ZERO).forecasting(Duration.ZERO);
    StockPolicy stockOnly = WH.forecasting(Duration.ZERO);
    shop.with(
        demand(1, 6, "assigned", VENDORS, OUTPUT),
        mtoDemand(2, 6, "waiting", OUTPUT, STOCK),
        Rows.link(1, 2));
    assertThat(shop.available(view)).isEqualTo(6);
    assertThat(shop.available(stockOnly)).isEqualTo(6);
    shop.with(
        demand(1, 6, "done", VENDORS, OUTPUT),
        stock(1, OUTPUT, 6),
        mtoDemand(2, 6, "assigned", OUTPUT, STOCK),
        Rows.moveLine(1, 2, 6, "assigned"));
    assertThat(shop.available(view)).isEqualTo(6);
    assertThat(shop.available(stockOnly)).isEqualTo(6);
    shop.with(mtoDemand(2, 6, "done", OUTPUT, STOCK), stock(1, STOCK, 6));
    assertThat(shop.available(view)).isEqualTo(6);
    assertThat(shop.available(stockOnly)).isEqualTo(6);
  }

  @Test
  void goodsBetweenWarehousesOfTheScopeAreNeverMissingFromAForecast() {
    shop.with(
        stock(1, STOCK, 10),
        demand(1, 4, "assigned", STOCK, TRANSIT),
        mtoDemand(2, 4, "waiting", TRANSIT, STORE_STOCK),
        Rows.link(1, 2));
    assertThat(shop.available(BOTH.forecasting(Duration.ZERO))).isEqualTo(10);
  }

  @Test
  void expiredLotsDoNotCountAndTimeAloneExcludesThem() {
    StockPolicy policy =
        WH.leavingOut(
            new LotRules(false, Duration.ofDays(30), LotRules.ExpiryDate.EXPIRATION, List.of()));
    shop.with(
        stock(1, STOCK, 1),
        Rows.quant(2, DESK, STOCK, null, 2, 0, 11),
        Rows.quant(3, DESK, STOCK, null, 4, 0, 12),
        Rows.quant(4, DESK, SHELF, null, 8, 0, 13),
        Rows.lot(11, DESK, "OLD", NOW.minusSeconds(1)),
        Rows.lot(12, DESK, "SOON", NOW.plus(Duration.ofDays(31))),
        Rows.lot(13, DESK, "EVER", null));
    assertThat(shop.available(policy)).isEqualTo(13);
    assertThat(shop.available(WH)).isEqualTo(15);
    Availability availability =
        new Availability(shop.tables, policy, Scope.resolve(shop.tables, policy));
    availability.of(DESK, NOW.toEpochMilli(), Explained.NOT);
    long wake = availability.wakeAtMillis();
    assertThat(wake).isEqualTo(NOW.plus(Duration.ofDays(1)).toEpochMilli());
    assertThat(availability.of(DESK, wake, Explained.NOT)).isEqualTo(9 * Millionths.UNIT);
    assertThat(availability.wakeAtMillis()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void lotsAreExcludedByNameAndUnknownOnesToo() {
    StockPolicy policy =
        WH.leavingOut(
            new LotRules(
                false, Duration.ZERO, LotRules.ExpiryDate.EXPIRATION, List.of("QUAR*", "A?1")));
    shop.with(
        Rows.quant(2, DESK, STOCK, null, 1, 0, 11),
        Rows.quant(3, DESK, STOCK, null, 2, 0, 12),
        Rows.quant(4, DESK, STOCK, null, 4, 0, 13),
        Rows.quant(5, DESK, STOCK, null, 8, 0, 99),
        Rows.lot(11, DESK, "QUARANTINE 7", null),
        Rows.lot(12, DESK, "A.1", null),
        Rows.lot(13, DESK, "AB12", null));
    assertThat(shop.available(policy)).isEqualTo(4);
    shop.tables.touched().clear();
    shop.with(Rows.lot(11, DESK, "RELEASED", null));
    assertThat(shop.tables.touched().skus()).hasSize(1);
    assertThat(shop.available(policy)).isEqualTo(5);
  }

  @Test
  void anotherDateOfALotMayDecide() {
    shop.with(
        Rows.quant(2, DESK, STOCK, null, 2, 0, 11), Rows.lot(11, DESK, "L", NOW.plusSeconds(60)));
    for (LotRules.ExpiryDate date : LotRules.ExpiryDate.values()) {
      StockPolicy policy = WH.leavingOut(new LotRules(true, Duration.ZERO, date, List.of()));
      assertThat(shop.available(policy))
          .as(date.toString())
          .isEqualTo(date == LotRules.ExpiryDate.REMOVAL ? 0 : 2);
    }
  }

  @Test
  void incomingGoodsDoNotCountBeforeTheyAreThere() {
    shop.with(stock(1, STOCK, 1), demand(1, 8, "assigned", CUSTOMERS, STOCK));
    assertThat(shop.available(WH)).isEqualTo(1);
  }
}
