package org.odoobridge.outbound.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.STOCK;

import java.math.BigDecimal;
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
import org.odoobridge.core.units.ShopUnitRule;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.projection.BufferRule;
import org.odoobridge.outbound.projection.InFlightDemand;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.time.ManualClock;

/** What Odoo weighs, a shop sells by the piece. */
final class ShopPiecesTest {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final ChannelId SACKS = new ChannelId("sacks");
  private static final Sku SKU = new Sku("DESK-01");
  private static final int KG = 3;
  private final OdooTables tables = new OdooTables(new Kept(false, false));
  private final List<DesiredStock> offers = new ArrayList<>();

  private static ShopUnitRule rule(String channel, String perPiece, String unit) {
    return new ShopUnitRule(channel, "", "", "kg", new BigDecimal(perPiece), unit);
  }

  private DesiredState state(StockPolicy policy, InFlightDemand demand, ShopUnitRule... rules) {
    DesiredState desired =
        new DesiredState(
            List.of(new ChannelPolicy(SHOP, policy), new ChannelPolicy(SACKS, policy)),
            new ShopUnits(List.of(rules)),
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
    desired.attach(tables);
    desired.recompute(Set.of(SKU), new Cause(Lsn.ZERO, ManualClock.start().instant()), false);
    return desired;
  }

  private DesiredState state(ShopUnitRule... rules) {
    return state(StockPolicy.of("WH"), new InFlightDemand(new ShopUnits(List.of(rules))), rules);
  }

  private void rice(double onHand) {
    Shop.base().forEach(tables::apply);
    tables.apply(Rows.uom(KG, 2, "1", "0.01", "kg"));
    tables.apply(Rows.uom(9, 2, "4", "1", "Bag of 250 g"));
    tables.apply(
        Rows.insert(
            "product_template",
            "id",
            1,
            "name",
            "Rice",
            "type",
            "product",
            "active",
            true,
            "uom_id",
            KG));
    tables.apply(Rows.quant(1, DESK, STOCK, null, onHand, 0));
  }

  private long shown(ChannelId channel) {
    return offers.stream()
        .filter(offer -> offer.channel().equals(channel))
        .reduce((first, last) -> last)
        .orElseThrow()
        .quantity();
  }

  @Test
  void stockIsFlooredInPiecesOfEachShop() {
    rice(2.6);
    DesiredState desired = state(rule("shop", "0.25", ""), rule("sacks", "1.5", ""));
    assertThat(shown(SHOP)).as("2.6 kg in pieces of 0.25 kg").isEqualTo(10);
    assertThat(shown(SACKS)).as("2.6 kg in sacks of 1.5 kg").isEqualTo(1);
    assertThat(desired.problems()).isEmpty();
  }

  @Test
  void aPieceMayBeOneOfOdoosOtherUnits() {
    rice(2.6);
    DesiredState desired = state(rule("", "0", "Bag of 250 g"));
    assertThat(shown(SHOP)).isEqualTo(10);
    Explanation why = desired.explain(SHOP, SKU).orElseThrow();
    assertThat(why.piece()).isEqualTo("0.25 kg");
    assertThat(why.text())
        .contains(
            "= max(0, floor((2.6 sellable - 0 in flight - 0 buffer) / 0.25 kg a piece))",
            "a piece: shopUnits for unit kg");
  }

  @Test
  void binaryNoiseDoesNotCostAPiece() {
    rice(0.1 + 0.2 + 0.45); // 0.7500000000000001 or a little less, as Odoo adds it up
    DesiredState unused = state(rule("", "0.25", ""));
    assertThat(shown(SHOP)).isEqualTo(3);
  }

  @Test
  void ordersInFlightAreTakenOffInOdoosUnit() {
    rice(2.6);
    ShopUnitRule[] rules = {rule("shop", "0.25", ""), rule("sacks", "1.5", "")};
    InFlightDemand demand = new InFlightDemand(new ShopUnits(List.of(rules)));
    demand.put(
        new OrderDemand(
            new OrderKey(SHOP, "77"),
            1,
            true,
            List.of(new OrderDemand.Line(SKU, new BigDecimal(3)))),
        new HashSet<>());
    DesiredState desired = state(StockPolicy.of("WH"), demand, rules);
    assertThat(shown(SHOP)).as("2.6 - 0.75 = 1.85 kg").isEqualTo(7);
    assertThat(shown(SACKS)).as("1.85 kg in sacks of 1.5 kg").isEqualTo(1);
    assertThat(desired.explain(SACKS, SKU).orElseThrow().inFlight()).isEqualByComparingTo("0.75");
  }

  @Test
  void aShareIsWithheldInWholePieces() {
    rice(2.6);
    StockPolicy policy =
        StockPolicy.of("WH")
            .buffering(0, List.of(new BufferRule("", "", BigDecimal.ZERO, BigDecimal.TEN)));
    DesiredState desired = state(policy, new InFlightDemand(ShopUnits.NONE), rule("", "0.25", ""));
    assertThat(desired.explain(SHOP, SKU).orElseThrow().buffer())
        .as("10 % of 2.6 kg, up to two pieces")
        .isEqualByComparingTo("0.5");
    assertThat(shown(SHOP)).isEqualTo(8);
  }

  @Test
  void withoutARuleTheFractionIsNotShownAndNamed() {
    rice(2.6);
    DesiredState desired = state();
    assertThat(shown(SHOP)).isEqualTo(2);
    assertThat(desired.problems())
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains("stock in fractions", "1 SKUs (DESK-01)", "shopUnits"));
    assertThat(desired.explain(SHOP, SKU).orElseThrow().pieceRule()).contains("fraction");
    tables.apply(Rows.quant(1, DESK, STOCK, null, 3, 0));
    desired.recompute(Set.of(SKU), new Cause(Lsn.ZERO, ManualClock.start().instant()), false);
    assertThat(desired.problems()).isEmpty();
  }

  @Test
  void aRuleThatCannotBeFollowedShowsNothingAndSaysWhy() {
    rice(2.6);
    DesiredState desired = state(rule("", "0", "Crate"));
    assertThat(shown(SHOP)).isZero();
    assertThat(desired.problems())
        .anySatisfy(problem -> assertThat(problem).contains("Odoo has no unit 'Crate'"));
  }

  @Test
  void whatOdooShowsOfAnOrderIsComparedInItsOwnUnit() {
    rice(2.6);
    ShopUnitRule[] rules = {rule("", "0.25", "")};
    InFlightDemand demand = new InFlightDemand(new ShopUnits(List.of(rules)));
    demand.put(
        new OrderDemand(
            new OrderKey(SHOP, "77"),
            1,
            true,
            List.of(new OrderDemand.Line(SKU, new BigDecimal(3)))),
        new HashSet<>());
    tables.apply(Rows.saleOrder(5, "sale"));
    tables.apply(Rows.reference(50, "shop~order~77", "sale.order", 5));
    tables.apply(Rows.move(9, DESK, 0.75, "assigned", "make_to_stock", STOCK, CUSTOMERS, Shop.NOW));
    DesiredState desired = state(StockPolicy.of("WH"), demand, rules);
    assertThat(shown(SHOP)).as("promised by the move, no longer in flight").isEqualTo(7);
    assertThat(desired.explain(SHOP, SKU).orElseThrow().inFlight()).isZero();
  }
}
