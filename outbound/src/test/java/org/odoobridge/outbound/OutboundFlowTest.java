package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.odoobridge.outbound.FlowRig.DESK;
import static org.odoobridge.outbound.FlowRig.SHOP;
import static org.odoobridge.outbound.FlowRig.TILL;
import static org.odoobridge.outbound.FlowRig.channel;
import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;
import static org.odoobridge.outbound.projection.Shop.demand;
import static org.odoobridge.outbound.projection.Shop.stock;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.StockPage;
import org.odoobridge.outbound.desired.StockRow;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;

/** The story of a transaction, from the rows to the number offered. */
final class OutboundFlowTest {
  private static final ChannelId MARKET = new ChannelId("market");
  private static final OrderKey ORDER = new OrderKey(SHOP, "4711");
  private final List<FlowRig> rigs = new ArrayList<>();

  private FlowRig rig(List<RowChange> more, ChannelPolicy... channels) {
    List<RowChange> database = new ArrayList<>(Shop.base());
    database.addAll(more);
    FlowRig rig = new FlowRig(database, channels);
    rigs.add(rig);
    return rig;
  }

  private FlowRig shopWith(double quantity) {
    return rig(List.of(stock(1, STOCK, quantity)), channel(SHOP, "WH")).opened();
  }

  @AfterEach
  void close() {
    rigs.forEach(FlowRig::close);
  }

  @Test
  void nothingIsOfferedBeforeTheGateOpens() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 5)), channel(SHOP, "WH"));
    rig.flow.load(false);
    rig.commit(stock(1, STOCK, 4));
    assertThat(rig.offers).isEmpty();
    assertThat(rig.flow.health()).isInstanceOf(Health.Degraded.class);
    rig.gate();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(4L);
    assertThat(rig.flow.health()).isEqualTo(Health.UP);
  }

  @Test
  void theCheckpointDoesNotPassWhatWasFoldedBehindAClosedGate() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 5)), channel(SHOP, "WH"));
    rig.flow.onLead(1);
    rig.commit(stock(1, STOCK, 4));
    assertThat(rig.flow.foldedLsn()).isEqualTo(Lsn.ZERO);
    Lsn opened = rig.gate();
    assertThat(rig.flow.foldedLsn()).isEqualTo(opened);
    rig.flow.onGap("slot lost");
    rig.flow.onLead(2);
    rig.commit(stock(1, STOCK, 3));
    assertThat(rig.flow.foldedLsn()).isEqualTo(opened);
    rig.gate();
    assertThat(rig.offers)
        .extracting(FlowRig.Offer::toString)
        .containsExactly("shop DESK-01 4 replayed", "shop DESK-01 3 replayed");
  }

  @Test
  void anotherNodesMarkerDoesNotOpenTheGate() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 5)), channel(SHOP, "WH"));
    rig.flow.load(false);
    rig.flow.load(false);
    rig.commit(List.of(), List.of(new WalTransaction.Message("odoo_bridge.gate", "nonce-1")));
    assertThat(rig.offers).isEmpty();
    rig.gate();
    assertThat(rig.offers).hasSize(1);
  }

  @Test
  void onlyWhatRowsBeforeTheGateTouchedCountsAsReplayed() {
    FlowRig rig =
        rig(
            List.of(
                stock(1, STOCK, 5),
                Rows.template(2, "Lamp", "product", true),
                Rows.product(2, 2, "LAMP", true)),
            channel(SHOP, "WH"));
    rig.flow.load(false);
    rig.commit(stock(1, STOCK, 8));
    rig.commit(stock(1, STOCK, 5));
    rig.gate();
    assertThat(rig.offers)
        .extracting(FlowRig.Offer::toString)
        .containsExactlyInAnyOrder("shop DESK-01 5 replayed", "shop LAMP 0");
  }

  @Test
  void whatAnOrderInFlightTouchesIsSentAgainAfterAStart() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 10)), channel(SHOP, "WH"));
    rig.journal.add(
        new OrderDemand(
            ORDER, 1, true, List.of(new OrderDemand.Line(DESK, BigDecimal.valueOf(4)))));
    rig.opened();
    assertThat(rig.offers)
        .extracting(FlowRig.Offer::toString)
        .containsExactly("shop DESK-01 6 replayed");
  }

  @Test
  void aNewLeadIsOfferedEveryNumberAgain() {
    FlowRig rig = shopWith(5);
    rig.flow.onLead(2);
    rig.gate();
    assertThat(rig.offers)
        .extracting(FlowRig.Offer::toString)
        .containsExactly("shop DESK-01 5", "shop DESK-01 5");
  }

  @Test
  void afterAGapEverythingCountsAsReplayed() {
    FlowRig rig = shopWith(5);
    rig.flow.load(true);
    rig.gate();
    assertThat(rig.offers)
        .extracting(FlowRig.Offer::toString)
        .containsExactly("shop DESK-01 5", "shop DESK-01 5 replayed");
  }

  @Test
  void aTransactionIsSeenWholeAndOffersOneNumber() {
    FlowRig rig = shopWith(5);
    Lsn at =
        rig.commit(
            Rows.quant(9, Shop.DESK, STOCK, null, 0, 0),
            stock(1, STOCK, 0),
            Rows.quant(9, Shop.DESK, STOCK, null, 7, 0));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(5L, 7L);
    assertThat(rig.offers.getLast().stock().asOf()).isEqualTo(at);
    assertThat(rig.offers.getLast().stock().causedAt()).isEqualTo(rig.committedAt());
    assertThat(rig.flow.foldedLsn()).isEqualTo(at);
  }

  @Test
  void aSplitAndAMergeOfQuantsOffersNothing() {
    FlowRig rig = shopWith(5);
    rig.commit(stock(1, STOCK, 2), stock(2, STOCK, 3));
    rig.commit(Rows.delete("stock_quant", 2), stock(1, STOCK, 5));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(5L);
  }

  @Test
  void sequencesGrow() {
    FlowRig rig = shopWith(5);
    rig.commit(stock(1, STOCK, 6));
    rig.commit(stock(1, STOCK, 7));
    assertThat(rig.offers)
        .extracting(offer -> offer.stock().sequence())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void anOrderCountsFromTheMomentItIsInTheJournal() {
    FlowRig rig = shopWith(10);
    rig.order(ORDER, true, "DESK-01", 1);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 9L);
    rig.commit(demand(1, 1, "assigned", STOCK, CUSTOMERS));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 9L, 8L);
  }

  @Test
  void anOrderBecomesVisibleWithoutTheNumberMoving() {
    FlowRig rig = shopWith(10);
    rig.order(ORDER, true, "DESK-01", 2);
    rig.commit(
        Rows.saleOrder(31, "draft"),
        Rows.saleLine(41, 31),
        Rows.reference(51, ExternalRef.order(ORDER).name(), "sale.order", 31));
    rig.commit(Rows.saleOrder(31, "sale"), demand(1, 2, "assigned", STOCK, CUSTOMERS));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 8L);
    assertThat(rig.references).containsExactly(ExternalRef.order(ORDER));
    rig.flow.tick();
    assertThat(rig.settled).contains(ORDER);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 8L);
  }

  @Test
  void anOrderTheShopCancelsGivesItsStockBack() {
    FlowRig rig = shopWith(10);
    rig.order(ORDER, true, "DESK-01", 2);
    rig.order(ORDER, false, "DESK-01", 2);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 8L, 10L);
  }

  @Test
  void anEditedOrderCountsWithItsNewQuantity() {
    FlowRig rig = shopWith(10);
    rig.order(ORDER, true, "DESK-01", 2);
    rig.order(ORDER, true, "DESK-01", 3);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 8L, 7L);
  }

  @Test
  void ordersOfTheJournalCountFromTheFirstNumberOn() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 10)), channel(SHOP, "WH"));
    rig.journal.add(
        new OrderDemand(
            ORDER, 1, true, List.of(new OrderDemand.Line(DESK, BigDecimal.valueOf(4)))));
    rig.opened();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(6L);
  }

  @Test
  void aReleaseToldWhileLoadingWinsOverAnOlderReading() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 10)), channel(SHOP, "WH"));
    rig.journal.add(
        new OrderDemand(
            ORDER, 1, true, List.of(new OrderDemand.Line(DESK, BigDecimal.valueOf(4)))));
    rig.order(ORDER, false, "DESK-01", 4);
    rig.opened();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L);
  }

  @Test
  void anOrderCountsInEveryChannelThatSellsFromTheSamePlace() {
    FlowRig rig =
        rig(
                List.of(stock(1, STOCK, 10), stock(2, STORE_STOCK, 3)),
                channel(SHOP, "WH"),
                channel(TILL, "STORE"),
                channel(MARKET, "WH", "STORE"))
            .opened();
    rig.order(ORDER, true, "DESK-01", 2);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 8L);
    assertThat(rig.shown(TILL, DESK)).containsExactly(3L);
    assertThat(rig.shown(MARKET, DESK)).containsExactly(13L, 11L);
  }

  @Test
  void demandForAnUnknownSkuIsReportedAndChangesNothing() {
    FlowRig rig = shopWith(10);
    rig.order(ORDER, true, "GHOST", 2);
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L);
    assertThat(rig.flow.problems()).anyMatch(problem -> problem.contains("GHOST"));
  }

  @Test
  void anArchivedProductIsForgottenAndComesBack() {
    FlowRig rig = shopWith(5);
    rig.commit(
        Rows.update(
            "product_product",
            "id",
            1,
            "product_tmpl_id",
            1,
            "default_code",
            "DESK-01",
            "active",
            false));
    assertThat(rig.forgotten).containsExactly(new FlowRig.Forgotten(SHOP, DESK));
    rig.commit(Rows.product(1, 1, "DESK-01", true));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(5L, 5L);
  }

  @Test
  void aRenamedSkuForgetsTheOldAndOffersTheNew() {
    FlowRig rig = shopWith(5);
    rig.commit(Rows.product(1, 1, "DESK-02", true));
    assertThat(rig.forgotten).containsExactly(new FlowRig.Forgotten(SHOP, DESK));
    assertThat(rig.shown(SHOP, new Sku("DESK-02"))).containsExactly(5L);
  }

  @Test
  void twoProductsWithOneSkuAreReportedAndNotPublished() {
    FlowRig rig = shopWith(5);
    rig.commit(Rows.template(2, "Copy", "product", true), Rows.product(2, 2, "DESK-01", true));
    assertThat(rig.forgotten).containsExactly(new FlowRig.Forgotten(SHOP, DESK));
    assertThat(rig.flow.problems()).anyMatch(problem -> problem.contains("DESK-01"));
    rig.commit(Rows.product(2, 2, "DESK-01-COPY", true));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(5L, 5L);
    assertThat(rig.flow.problems()).isEmpty();
  }

  @Test
  void twoProductsMaySwapTheirSkusInOneTransaction() {
    FlowRig rig =
        rig(
                List.of(
                    stock(1, STOCK, 5),
                    Rows.template(2, "Lamp", "product", true),
                    Rows.product(2, 2, "LAMP", true)),
                channel(SHOP, "WH"))
            .opened();
    rig.commit(Rows.product(1, 1, "LAMP", true), Rows.product(2, 2, "DESK-01", true));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(5L, 0L);
    assertThat(rig.shown(SHOP, new Sku("LAMP"))).containsExactly(0L, 5L);
    assertThat(rig.forgotten).isEmpty();
  }

  @Test
  void servicesAndProductsWithoutSkuAreNotPublished() {
    FlowRig rig =
        rig(
                List.of(
                    Rows.template(2, "Repair", "service", true),
                    Rows.product(2, 2, "REPAIR", true),
                    Rows.product(3, 1, null, true)),
                channel(SHOP, "WH"))
            .opened();
    assertThat(rig.offers).extracting(FlowRig.Offer::toString).containsExactly("shop DESK-01 0");
  }

  @Test
  void bufferAndFractionsRoundDownAndNeverBelowZero() {
    StockPolicy buffered =
        new StockPolicy(
            StockPolicy.Mode.UNPROMISED, List.of("WH"), List.of(), true, false, 2, Duration.ZERO);
    FlowRig rig = rig(List.of(stock(1, STOCK, 4.9)), new ChannelPolicy(SHOP, buffered)).opened();
    rig.commit(stock(1, STOCK, 1.5));
    rig.commit(stock(1, STOCK, 2.9999999));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(2L, 0L, 1L);
  }

  @Test
  void aMoveThatComesWithinTheHorizonChangesTheNumberWithNoRowWritten() {
    StockPolicy week =
        new StockPolicy(
            StockPolicy.Mode.UNPROMISED,
            List.of("WH"),
            List.of(),
            true,
            false,
            0,
            Duration.ofDays(7));
    FlowRig rig =
        rig(
                List.of(
                    stock(1, STOCK, 10),
                    Rows.move(
                        1,
                        Shop.DESK,
                        4,
                        "confirmed",
                        "make_to_stock",
                        STOCK,
                        CUSTOMERS,
                        Shop.NOW.plus(Duration.ofDays(8)))),
                new ChannelPolicy(SHOP, week))
            .opened();
    rig.flow.tick();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L);
    rig.clock.advance(Duration.ofDays(1));
    rig.flow.tick();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 6L);
  }

  @Test
  void aWarehouseThatMovesItsStockLocationChangesEveryNumber() {
    FlowRig rig =
        rig(List.of(stock(1, STOCK, 10), stock(2, STORE_STOCK, 3)), channel(SHOP, "WH")).opened();
    rig.commit(Rows.warehouse(1, "WH", STORE_STOCK, Shop.VIEW, 1));
    assertThat(rig.shown(SHOP, DESK)).containsExactly(10L, 3L);
  }

  @Test
  void aWarehouseThatIsNotInOdooIsReported() {
    FlowRig rig = rig(List.of(stock(1, STOCK, 10)), channel(SHOP, "NOWHERE")).opened();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(0L);
    assertThat(rig.flow.problems()).anyMatch(problem -> problem.contains("NOWHERE"));
  }

  @Test
  void aLocationThatBecomesInternalIsLoadedAgain() {
    FlowRig rig =
        rig(List.of(Rows.location(90, STOCK, "WH/Stock/Lost", "inventory")), channel(SHOP, "WH"));
    rig.opened();
    rig.database.add(Rows.location(90, STOCK, "WH/Stock/Lost", "internal"));
    rig.database.add(stock(1, 90, 6));
    rig.commit(Rows.location(90, STOCK, "WH/Stock/Lost", "internal"));
    while (rig.flow.isReloading()) {
      Thread.onSpinWait();
    }
    rig.gate();
    assertThat(rig.shown(SHOP, DESK)).containsExactly(0L, 6L);
  }

  @Test
  void aTransactionThatCannotBeFoldedStopsTheStreamUntilALoad() {
    FlowRig rig = shopWith(5);
    rig.commit(Rows.insert("stock_quant", "product_id", 1));
    assertThat(rig.flow.health()).isInstanceOf(Health.Down.class);
    assertThatThrownBy(() -> rig.commit(stock(1, STOCK, 9)))
        .isInstanceOf(IllegalStateException.class);
    rig.opened();
    rig.commit(stock(1, STOCK, 9));
    assertThat(rig.shown(SHOP, DESK)).endsWith(9L);
    assertThat(rig.flow.health()).isEqualTo(Health.UP);
  }

  @Test
  void theStockTableShowsOdooBesideEveryChannel() {
    FlowRig rig =
        rig(
                List.of(stock(1, STOCK, 10), stock(2, STORE_STOCK, 3)),
                channel(SHOP, "WH"),
                channel(TILL, "STORE"))
            .opened();
    assertThat(rig.flow.stockTable())
        .containsExactly(
            new StockRow(
                "DESK-01", "Desk", BigDecimal.valueOf(13), Map.of("shop", 10L, "till", 3L)));
  }

  @Test
  void theStockTableIsSearchedAndPaged() {
    FlowRig rig = shopWith(5).opened();
    for (int i = 1; i <= 9; i++) {
      rig.commit(
          Rows.template(100 + i, "Lamp " + i, "product", true),
          Rows.product(200 + i, 100 + i, "LAMP-0" + i, true));
    }
    StockPage page = rig.flow.stockPage("lAmP", 3, 2);
    assertThat(page.total()).isEqualTo(9);
    assertThat(page.rows()).extracting(StockRow::sku).containsExactly("LAMP-04", "LAMP-05");
    assertThat(rig.flow.stockPage("lamp 7", 0, 10).rows())
        .extracting(StockRow::sku)
        .containsExactly("LAMP-07");
    assertThat(rig.flow.stockPage("lamp", 20, 10).rows()).isEmpty();
    assertThat(rig.flow.stockPage("", 0, 100).total()).isEqualTo(10);
  }
}
