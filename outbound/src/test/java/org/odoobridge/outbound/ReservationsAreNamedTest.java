package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.Explanation;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;

/** In mode free, too, an explanation says for which document goods are reserved. */
final class ReservationsAreNamedTest {
  private static final int STOOL = 50;

  @Test
  void inModeFreeTheDocumentsBehindAReservationAreNamed() {
    List<RowChange> rows = new ArrayList<>(Shop.base());
    rows.add(Rows.template(STOOL, "STOOL", "product", true));
    rows.add(Rows.product(STOOL, STOOL, "STOOL", true));
    rows.add(Rows.quant(1, STOOL, Shop.STOCK, null, 10, 3));
    rows.add(
        Rows.move(
            7,
            STOOL,
            3,
            "assigned",
            "make_to_stock",
            Shop.STOCK,
            Shop.CUSTOMERS,
            Shop.NOW,
            "origin",
            "S00012"));
    rows.add(Rows.moveLine(9, 7, 3, "assigned"));
    StockPolicy free =
        new StockPolicy(
            StockPolicy.Mode.FREE, List.of("WH"), List.of(), true, false, 0, Duration.ZERO);
    try (FlowRig rig = new FlowRig(rows, new ChannelPolicy(FlowRig.SHOP, free)).opened()) {
      Explanation it = rig.flow.explain(FlowRig.SHOP, new Sku("STOOL")).orElseThrow();

      assertThat(it.published()).isEqualTo(7);
      assertThat(it.warehouses().getFirst().promised()).isEqualByComparingTo("3");
      assertThat(it.text()).contains("promised 0 of 3: reserved for [S00012] (stock.move 7)");
    }
  }
}
