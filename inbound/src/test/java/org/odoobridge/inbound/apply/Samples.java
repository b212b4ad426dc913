package org.odoobridge.inbound.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Sku;
import org.odoobridge.inbound.apply.draft.OrderTranslator;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.Names;
import org.odoobridge.inbound.odoo.OdooDialect;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.OdooProduct;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.Recordings;
import org.odoobridge.inbound.order.WooOrderParser;

/** A small Odoo and a recorded order, for tests without a database. */
public final class Samples {
  public static final ChannelId SHOP = new ChannelId("shop");
  public static final OdooDialect ODOO_14 =
      new OdooDialect(
          "tax_id",
          "product_uom",
          false,
          OdooDialect.Translation.NONE,
          false,
          false,
          false,
          false,
          false);

  /** As the newest release has it. */
  public static final OdooDialect ODOO_19 =
      new OdooDialect(
          "tax_ids",
          "product_uom_id",
          true,
          OdooDialect.Translation.COLUMN,
          true,
          true,
          true,
          true,
          true);

  public static final OrderPolicy POLICY = OdooWorld.policy();

  private Samples() {}

  public static OdooMasterData odoo(OdooMasterData.Tax... taxes) {
    return new OdooMasterData(
        ODOO_14,
        1,
        List.of(new OdooMasterData.Company(1, "Shop GmbH", 1, false)),
        List.of(new OdooMasterData.Currency(1, "EUR", 2)),
        List.of(
            new OdooMasterData.Pricelist(1, new Names("Public"), 2, 0),
            new OdooMasterData.Pricelist(2, new Names("Bridge EUR"), 1, 0)),
        List.of(new OdooMasterData.Warehouse(1, "WH", 1)),
        List.of(new OdooMasterData.Named(5, new Names("Web"), 0)),
        List.of(new OdooMasterData.Named(7, new Names("anna"), 1)),
        List.of(new OdooMasterData.Named(9, new Names("EU"), 1)),
        List.of(taxes),
        Map.of("DE", 57),
        Map.of("DE/BY", 3),
        Map.of("Product Price", 2, "Discount", 2, "Product Unit of Measure", 2));
  }

  /** The same records in the newest release. */
  public static OdooMasterData newest(OdooMasterData odoo) {
    return with(odoo, ODOO_19, odoo.pricelists());
  }

  public static OdooMasterData withoutPricelists(OdooMasterData odoo) {
    return with(odoo, odoo.dialect(), List.of());
  }

  private static OdooMasterData with(
      OdooMasterData odoo, OdooDialect dialect, List<OdooMasterData.Pricelist> pricelists) {
    return new OdooMasterData(
        dialect,
        odoo.userCompany(),
        odoo.companies(),
        odoo.currencies(),
        pricelists,
        odoo.warehouses(),
        odoo.teams(),
        odoo.users(),
        odoo.fiscalPositions(),
        odoo.taxes(),
        odoo.countries(),
        odoo.states(),
        odoo.digits());
  }

  public static OdooMasterData.Tax tax(int id, String name, String percent, boolean included) {
    return new OdooMasterData.Tax(id, new Names(name), new BigDecimal(percent), included, 1);
  }

  public static Map<Sku, List<OdooProduct>> products(ChannelOrder order) {
    Map<Sku, List<OdooProduct>> products = new HashMap<>();
    int id = 100;
    for (Sku sku : OrderTranslator.skus(order, POLICY)) {
      products.put(sku, List.of(new OdooProduct(id++, sku, true, 1, 0)));
    }
    return products;
  }

  /** The recorded paid order with a coupon: 2 mugs, 3 shoes, DHL; 200.28 gross. */
  public static ChannelOrder order() {
    return order(json -> {});
  }

  public static ChannelOrder order(Consumer<ObjectNode> change) {
    JsonNode json = Recordings.webhook("wc-11.0.1", "044").json();
    change.accept((ObjectNode) json);
    ParsedOrder parsed =
        WooOrderParser.parse(SHOP, json.toString().getBytes(StandardCharsets.UTF_8));
    return ((ParsedOrder.Order) parsed).order();
  }

  public static ObjectNode line(ObjectNode order, int index) {
    return (ObjectNode) order.path("line_items").path(index);
  }

  /** The order as Odoo shows it after a faultless load. */
  public static OdooOrder shown(ChannelOrder order, OdooOrder.State state) {
    List<OdooOrder.Line> lines =
        Stream.concat(
                order.lines().stream()
                    .map(l -> line(order, l.id(), l.quantity(), l.total(), l.totalTax())),
                order.shippingLines().stream()
                    .map(l -> line(order, l.id(), BigDecimal.ONE, l.total(), l.totalTax())))
            .toList();
    return new OdooOrder(
        1,
        "S00001",
        state,
        order.createdAt(),
        10,
        10,
        10,
        order.totals().net(),
        order.totals().tax(),
        order.totals().gross(),
        lines,
        false,
        false,
        false);
  }

  public static OdooOrder shipped(OdooOrder order) {
    return new OdooOrder(
        order.id(),
        order.name(),
        order.state(),
        order.date(),
        order.partner(),
        order.invoiceTo(),
        order.shipTo(),
        order.net(),
        order.tax(),
        order.gross(),
        order.lines(),
        true,
        false,
        false);
  }

  public static OdooOrder locked(OdooOrder order) {
    return with(order, order.date(), true, false);
  }

  /** Dated by its confirmation. */
  public static OdooOrder dated(OdooOrder order, Instant date) {
    return with(order, date, false, true);
  }

  /** Dated by a person. */
  public static OdooOrder datedByHand(OdooOrder order, Instant date) {
    return with(order, date, false, false);
  }

  private static OdooOrder with(
      OdooOrder order, Instant date, boolean locked, boolean datedByConfirming) {
    return new OdooOrder(
        order.id(),
        order.name(),
        order.state(),
        date,
        order.partner(),
        order.invoiceTo(),
        order.shipTo(),
        order.net(),
        order.tax(),
        order.gross(),
        order.lines(),
        order.shipped(),
        locked,
        datedByConfirming);
  }

  private static OdooOrder.Line line(
      ChannelOrder order, String id, BigDecimal quantity, BigDecimal net, BigDecimal tax) {
    return new OdooOrder.Line(
        Integer.parseInt(id),
        Optional.of(ExternalRef.orderLine(order.key(), id).name()),
        1,
        quantity,
        net.divide(quantity, 2, RoundingMode.HALF_UP),
        BigDecimal.ZERO,
        net,
        tax,
        BigDecimal.ZERO,
        Set.of(1));
  }
}
