package org.odoobridge.outbound.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DAMAGED;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.InFlightDemand;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.LotRules;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.time.ManualClock;

/** "Why is this SKU 5 online?" */
final class ExplanationTest {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final Sku SKU = new Sku("DESK-01");
  private final OdooTables tables = new OdooTables(new Kept(false, false));
  private final InFlightDemand demand = new InFlightDemand();
  private final List<DesiredStock> offers = new ArrayList<>();
  private final DesiredState desired =
      new DesiredState(
          List.of(
              new ChannelPolicy(
                  SHOP,
                  new StockPolicy(
                      StockPolicy.Mode.UNPROMISED,
                      List.of("WH", "STORE"),
                      List.of("WH/Stock/Damaged"),
                      true,
                      false,
                      2,
                      Duration.ZERO))),
          demand,
          new StockSink() {
            @Override
            public void offer(DesiredStock stock, boolean replayed) {
              offers.add(stock);
            }

            @Override
            public void forget(ChannelId channel, Sku sku) {}
          },
          ManualClock.start());

  private Explanation explain(RowChange... rows) {
    Shop.base().forEach(tables::apply);
    for (RowChange row : rows) {
      tables.apply(row);
    }
    desired.attach(tables);
    desired.recomputeAll(
        new Cause(Lsn.parse("0/1A2B"), Instant.parse("2026-11-24T12:00:00Z")), Set.of());
    return desired.explain(SHOP, SKU).orElseThrow();
  }

  private Explanation everything() {
    demand.put(
        new OrderDemand(
            new OrderKey(SHOP, "4711"),
            1,
            true,
            List.of(new OrderDemand.Line(SKU, BigDecimal.valueOf(3)))),
        new HashSet<>());
    return explain(
        Rows.quant(1, DESK, STOCK, null, 12, 0),
        Rows.quant(2, DESK, DAMAGED, null, 4, 0),
        Rows.quant(3, DESK, STOCK, 77, 6, 0),
        Rows.quant(4, DESK, STORE_STOCK, null, -5, 0),
        Shop.demand(12, 2, "assigned", STOCK, CUSTOMERS),
        Shop.mtoDemand(13, 9, "waiting", STOCK, CUSTOMERS));
  }

  @Test
  void theTextNamesEveryTerm() {
    assertThat(everything().text())
        .isEqualTo(
            """
            shop shows 5 of DESK-01 [Desk]
              = max(0, floor(10 sellable - 3 in flight - 2 buffer))   mode unpromised
              warehouse WH: max(0, 12 on hand - 2 promised) = 10
                WH/Stock 12
                WH/Stock 6 owned by partner 77, left out: owned by others
                promised 2 of 2: counted [S00012] (stock.move 12)
                promised 0 of 9: make to order [S00013] (stock.move 13)
              warehouse STORE: max(0, -5 on hand - 0 promised) = 0
                STORE/Stock -5
              in flight: order shop/4711 ordered 3, visible in Odoo 0, counts 3
              not sold here: WH/Stock/Damaged 4 (excluded location)
              last changed at 2026-11-24T12:00:00Z, LSN 0/1A2B
            """);
  }

  @Test
  void theTextEndsWithWhatTheChannelAcknowledged() {
    Explanation.Shown shown = new Explanation.Shown("4", "2026-11-24T12:00:01Z", "waiting");
    List<Explanation.Place> places =
        List.of(
            new Explanation.Place("31", "", "4", "2026-11-24T12:00:01Z"),
            new Explanation.Place("44", "40", "", ""));
    assertThat(everything().shown(shown, places).text())
        .endsWith(
            """
              the channel acknowledged 4 at 2026-11-24T12:00:01Z (waiting)
              shown at product 31: acknowledged 4 at 2026-11-24T12:00:01Z
              shown at variation 44 of product 40: not acknowledged
            """);
  }

  @Test
  void aForecastAndLotsAreExplained() {
    DesiredState forecast =
        new DesiredState(
            List.of(
                new ChannelPolicy(
                    SHOP,
                    StockPolicy.of("WH")
                        .forecasting(Duration.ofDays(7))
                        .leavingOut(
                            new LotRules(
                                true, Duration.ZERO, LotRules.ExpiryDate.EXPIRATION, List.of())))),
            demand,
            new StockSink() {
              @Override
              public void offer(DesiredStock stock, boolean replayed) {}

              @Override
              public void forget(ChannelId channel, Sku sku) {}
            },
            ManualClock.start());
    OdooTables kept = new OdooTables(new Kept(false, true));
    Shop.base().forEach(kept::apply);
    Instant now = ManualClock.start().instant();
    kept.apply(Rows.lot(11, DESK, "L-11", now.minusSeconds(1)));
    kept.apply(Rows.quant(1, DESK, STOCK, null, 12, 0));
    kept.apply(Rows.quant(2, DESK, STOCK, null, 3, 0, 11));
    kept.apply(
        Rows.move(5, DESK, 8, "assigned", "make_to_stock", CUSTOMERS, STOCK, now.plusSeconds(9)));
    forecast.attach(kept);
    assertThat(forecast.explain(SHOP, SKU).orElseThrow().text())
        .contains(
            """
            shop shows 20 of DESK-01 [Desk]
              = max(0, floor(20 sellable - 0 in flight - 0 buffer))   mode forecast
              warehouse WH: max(0, 12 on hand + 8 incoming - 0 promised) = 20
                WH/Stock 12
                WH/Stock 3 of lot L-11, left out: expired
                incoming 8 of 8: counted [S00005] (stock.move 5)
            """);
  }

  @Test
  void theExplainedNumberIsTheOfferedOne() {
    Explanation explanation = everything();
    assertThat(offers).extracting(DesiredStock::quantity).containsExactly(explanation.published());
  }

  @Test
  void itIsPlainJson() throws Exception {
    JsonNode json = new ObjectMapper().valueToTree(everything());
    assertThat(json.get("published").asLong()).isEqualTo(5);
    assertThat(json.at("/warehouses/0/promises/0/origin").asText()).isEqualTo("S00012");
    assertThat(json.at("/orders/0/order").asText()).isEqualTo("4711");
    assertThat(json.get("lsn").asText()).isEqualTo("0/1A2B");
  }

  @Test
  void aSkuThatIsNotPublishedSaysWhy() {
    explain(Rows.product(1, 1, "DESK-01", false));
    assertThat(desired.explain(SHOP, SKU).orElseThrow().note()).contains("archived");
    assertThat(desired.explain(SHOP, new Sku("GHOST")).orElseThrow().note()).contains("no product");
    assertThat(desired.explain(new ChannelId("elsewhere"), SKU)).isEmpty();
  }
}
