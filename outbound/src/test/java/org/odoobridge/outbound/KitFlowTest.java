package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.Explanation;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;

/** A kit's number follows its components, orders in flight, and their arrival in Odoo. */
final class KitFlowTest {
  private static final Sku TABLE = new Sku("TABLE");
  private static final Sku BENCH = new Sku("BENCH");
  private static final Sku LEG = new Sku("LEG");
  private static final int LEG_ID = 40;
  private static final int PLATE_ID = 41;
  private FlowRig rig = rig(StockPolicy.of("WH"));

  private static FlowRig rig(StockPolicy policy) {
    List<RowChange> rows = new ArrayList<>(Shop.base());
    for (Object[] product :
        new Object[][] {{30, "TABLE"}, {31, "BENCH"}, {LEG_ID, "LEG"}, {PLATE_ID, "PLATE"}}) {
      rows.add(Rows.template((int) product[0], (String) product[1], "product", true));
      rows.add(Rows.product((int) product[0], (int) product[0], (String) product[1], true));
    }
    rows.add(Rows.bom(1, 30, null, 1));
    rows.add(Rows.bomLine(1, 1, LEG_ID, 4, 1));
    rows.add(Rows.bomLine(2, 1, PLATE_ID, 1, 1));
    rows.add(Rows.bom(2, 31, null, 1));
    rows.add(Rows.bomLine(3, 2, LEG_ID, 2, 1));
    rows.add(Rows.quant(1, LEG_ID, Shop.STOCK, null, 12, 0));
    rows.add(Rows.quant(2, PLATE_ID, Shop.STOCK, null, 9, 0));
    return new FlowRig(rows, new ChannelPolicy(FlowRig.SHOP, policy)).opened();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private long shown(Sku sku) {
    return rig.shown(FlowRig.SHOP, sku).getLast();
  }

  private static RowChange move(int id, int product, double quantity, String state) {
    return Rows.move(
        id,
        product,
        quantity,
        state,
        "make_to_stock",
        Shop.STOCK,
        Shop.CUSTOMERS,
        Shop.NOW,
        "sale_line_id",
        7);
  }

  private List<RowChange> arrives(OrderKey key) {
    return List.of(
        Rows.saleOrder(5, "sale"),
        Rows.saleLine(7, 5),
        Rows.reference(6, ExternalRef.order(key).name(), "sale.order", 5));
  }

  @Test
  void aComponentsChangeIsToldOfEveryKit() {
    assertThat(List.of(shown(TABLE), shown(BENCH), shown(LEG))).containsExactly(3L, 6L, 12L);
    rig.commit(Rows.quant(1, LEG_ID, Shop.STOCK, null, 9, 0));
    assertThat(List.of(shown(TABLE), shown(BENCH), shown(LEG))).containsExactly(2L, 4L, 9L);
  }

  @Test
  void anOrderOfAKitHoldsItsComponentsUntilOdooShowsIt() {
    OrderKey key = new OrderKey(FlowRig.SHOP, "1");
    rig.order(key, true, "TABLE", 2);
    assertThat(List.of(shown(TABLE), shown(BENCH), shown(LEG))).containsExactly(1L, 2L, 4L);
    int offers = rig.offers.size();
    List<RowChange> arrival = new ArrayList<>(arrives(key));
    arrival.add(move(1, LEG_ID, 8, "confirmed"));
    arrival.add(move(2, PLATE_ID, 2, "confirmed"));
    rig.commit(arrival, List.of());
    assertThat(rig.offers).as("no number changes when Odoo has it").hasSize(offers);
    rig.flow.tick();
    assertThat(rig.settled).containsExactly(key);
  }

  @Test
  void inModeFreeItIsHeldUntilItsComponentsAreReserved() {
    rig.close();
    rig =
        rig(
            new StockPolicy(
                StockPolicy.Mode.FREE, List.of("WH"), List.of(), true, false, 0, Duration.ZERO));
    OrderKey key = new OrderKey(FlowRig.SHOP, "1");
    rig.order(key, true, "TABLE", 2);
    assertThat(shown(LEG)).isEqualTo(4);
    List<RowChange> arrival = new ArrayList<>(arrives(key));
    arrival.add(move(1, LEG_ID, 8, "confirmed"));
    arrival.add(move(2, PLATE_ID, 2, "confirmed"));
    rig.commit(arrival, List.of());
    rig.flow.tick();
    assertThat(rig.settled).isEmpty();
    assertThat(List.of(shown(TABLE), shown(BENCH), shown(LEG))).containsExactly(1L, 2L, 4L);
    rig.commit(
        move(1, LEG_ID, 8, "assigned"),
        move(2, PLATE_ID, 2, "assigned"),
        Rows.moveLine(1, 1, 8, "assigned"),
        Rows.moveLine(2, 2, 2, "assigned"),
        Rows.quant(1, LEG_ID, Shop.STOCK, null, 12, 8),
        Rows.quant(2, PLATE_ID, Shop.STOCK, null, 9, 2));
    assertThat(List.of(shown(TABLE), shown(BENCH), shown(LEG))).containsExactly(1L, 2L, 4L);
    rig.flow.tick();
    assertThat(rig.settled).containsExactly(key);
  }

  @Test
  void afterARestartAnOrdersComponentsAndTheirKitsAreToldAgain() {
    OrderKey key = new OrderKey(FlowRig.SHOP, "1");
    rig.order(key, true, "TABLE", 1);
    rig.journal.add(
        new org.odoobridge.core.model.OrderDemand(
            key,
            1,
            true,
            List.of(
                new org.odoobridge.core.model.OrderDemand.Line(TABLE, java.math.BigDecimal.ONE))));
    rig.offers.clear();
    rig.flow.load(false);
    rig.gate();
    assertThat(rig.offers.stream().filter(FlowRig.Offer::replayed).map(o -> o.stock().sku()))
        .contains(TABLE, BENCH, LEG);
  }

  @Test
  void theExplanationNamesTheLimitingComponent() {
    rig.order(new OrderKey(FlowRig.SHOP, "1"), true, "BENCH", 1);
    Explanation it = rig.flow.explain(FlowRig.SHOP, TABLE).orElseThrow();
    assertThat(it.published()).isEqualTo(2).isEqualTo(shown(TABLE));
    assertThat(it.components())
        .extracting(Explanation.Component::sku, Explanation.Component::limiting)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("LEG", true),
            org.assertj.core.groups.Tuple.tuple("PLATE", false));
    assertThat(it.text())
        .contains(
            """
            shop shows 2 of TABLE [TABLE]
              = max(0, 2 kits that can be made - 0 buffer)   mode unpromised
              LEG [LEG] is enough for 2 (limits): takes 4 for 1, has 12 sellable - 2 in flight
                warehouse WH: max(0, 12 on hand - 0 promised) = 12
                  WH/Stock 12
                in flight: order shop/1 ordered 2, visible in Odoo 0, counts 2
              PLATE [PLATE] is enough for 9: takes 1 for 1, has 9 sellable - 0 in flight
            """);
  }
}
