package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.NOW;
import static org.odoobridge.outbound.projection.Shop.OUTPUT;
import static org.odoobridge.outbound.projection.Shop.STOCK;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;

/** Ordered minus visible. */
final class InFlightDemandTest {
  private static final Sku SKU = new Sku("DESK-01");
  private static final ChannelId SHOP_ID = new ChannelId("shop");
  private static final OrderKey ORDER = new OrderKey(SHOP_ID, "4711");
  private final Shop shop = new Shop(true);
  private final InFlightDemand demand = new InFlightDemand();

  private static OrderDemand order(int... quantities) {
    List<OrderDemand.Line> lines =
        Arrays.stream(quantities)
            .mapToObj(q -> new OrderDemand.Line(SKU, BigDecimal.valueOf(q)))
            .toList();
    return new OrderDemand(ORDER, 1, true, lines);
  }

  private double inFlight(StockPolicy.Mode mode) {
    return demand.of(shop.tables, SKU, DESK, mode, channel -> true, Explained.NOT)
        / (double) Millionths.UNIT;
  }

  private void inOdoo(String state) {
    shop.with(
        Rows.saleOrder(31, state),
        Rows.saleLine(41, 31),
        Rows.reference(51, ExternalRef.order(ORDER).name(), "sale.order", 31));
  }

  private void put(OrderDemand order) {
    demand.put(order, new HashSet<>());
  }

  private static RowChange delivery(
      int id, double quantity, String state, String procure, int source, int destination) {
    return Rows.move(
        id, DESK, quantity, state, procure, source, destination, NOW, "sale_line_id", 41);
  }

  @Test
  void severalLinesOfOneSkuAddUp() {
    put(order(2, 3));
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(5);
  }

  @Test
  void aDraftInOdooIsStillInFlight() {
    put(order(2));
    inOdoo("draft");
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(2);
    inOdoo("sent");
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(2);
  }

  @Test
  void onceConfirmedDoneOrCancelledEverythingIsVisible() {
    put(order(2));
    for (String state : List.of("sale", "done", "cancel")) {
      inOdoo(state);
      assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).as(state).isEqualTo(0);
    }
  }

  @Test
  void anOrderWhoseReferenceIsDeletedIsInFlightAgain() {
    put(order(2));
    inOdoo("sale");
    shop.tables.touched().clear();
    shop.with(Rows.delete("ir_model_data", 51));
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(2);
    assertThat(shop.tables.touched().orders()).containsExactly(ExternalRef.order(ORDER));
  }

  @Test
  void ordersOfChannelsThatSellFromElsewhereDoNotCount() {
    put(order(2));
    long here =
        demand.of(
            shop.tables,
            SKU,
            DESK,
            StockPolicy.Mode.UNPROMISED,
            channel -> !channel.equals(SHOP_ID),
            Explained.NOT);
    assertThat(here).isZero();
  }

  @Test
  void modeFreeSeesOnlyReservedDoneAndCancelled() {
    put(order(5));
    inOdoo("sale");
    shop.with(delivery(1, 5, "partially_available", "make_to_stock", STOCK, CUSTOMERS));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(5);
    shop.with(Rows.moveLine(1, 1, 3, "assigned"));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(2);
    shop.with(
        delivery(1, 3, "done", "make_to_stock", STOCK, CUSTOMERS),
        Rows.moveLine(1, 1, 0, "done"),
        delivery(2, 2, "confirmed", "make_to_stock", STOCK, CUSTOMERS));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(2);
    shop.with(delivery(2, 2, "cancel", "make_to_stock", STOCK, CUSTOMERS));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(0);
  }

  @Test
  void modeFreeSeesWhatAPickHasReservedForTheShipment() {
    put(order(3));
    inOdoo("sale");
    shop.with(
        Rows.move(1, DESK, 3, "confirmed", "make_to_stock", STOCK, OUTPUT, NOW),
        delivery(2, 3, "waiting", "make_to_order", OUTPUT, CUSTOMERS),
        Rows.link(1, 2));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(3);
    shop.with(Rows.moveLine(1, 1, 3, "assigned"));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(0);
    shop.with(
        Rows.move(1, DESK, 3, "done", "make_to_stock", STOCK, OUTPUT, NOW),
        Rows.moveLine(1, 1, 3, "done"),
        Rows.moveLine(2, 2, 3, "assigned"));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(0);
  }

  @Test
  void modeFreeDoesNotCountAReturnAsShown() {
    put(order(5));
    inOdoo("sale");
    shop.with(
        delivery(1, 2, "done", "make_to_stock", STOCK, CUSTOMERS),
        delivery(2, 2, "done", "make_to_stock", CUSTOMERS, STOCK));
    assertThat(inFlight(StockPolicy.Mode.FREE)).isEqualTo(3);
  }

  @Test
  void anOrderIsSettledOnceEveryModeShowsAllOfIt() {
    put(order(2));
    inOdoo("sale");
    shop.with(delivery(1, 2, "confirmed", "make_to_stock", STOCK, CUSTOMERS));
    assertThat(demand.settled(shop.tables, Set.of(StockPolicy.Mode.UNPROMISED))).hasSize(1);
    assertThat(demand.settled(shop.tables, EnumSet.allOf(StockPolicy.Mode.class))).isEmpty();
    shop.with(Rows.moveLine(1, 1, 2, "assigned"));
    assertThat(demand.settled(shop.tables, EnumSet.allOf(StockPolicy.Mode.class))).hasSize(1);
  }

  @Test
  void aNewVersionThatCameMeanwhileIsNotForgotten() {
    OrderDemand first = order(2);
    put(first);
    put(order(3));
    demand.forget(List.of(first));
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(3);
    demand.forget(List.of(order(3)));
    assertThat(inFlight(StockPolicy.Mode.UNPROMISED)).isEqualTo(0);
  }
}
