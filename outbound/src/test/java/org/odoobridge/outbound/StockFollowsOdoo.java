package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooTill;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Mode;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;

/**
 * What a person does in Odoo reaches every channel as the right number: through the WAL, equal to
 * the oracle. Run on the simulated and on the real Odoo.
 */
interface StockFollowsOdoo {
  /** Sells what is not promised in WH's stock location. */
  String SHOP = "shop";

  /** Sells what is not reserved there. */
  String FREE = "free";

  /** Sells from the whole of WH. */
  String WHOLE = "whole";

  /** Code of a second warehouse, a store. */
  String STORE = "FLOW";

  /** Sells from both warehouses. */
  String BOTH = "both";

  LiveOdoo odoo();

  static Map<ChannelPolicy, Question> channels() {
    Map<ChannelPolicy, Question> channels = new LinkedHashMap<>();
    channels.put(channel(SHOP, StockPolicy.of("WH")), Question.of("WH"));
    channels.put(
        channel(
            FREE,
            new StockPolicy(
                StockPolicy.Mode.FREE, List.of("WH"), List.of(), true, false, 0, Duration.ZERO)),
        new Question(Mode.FREE, List.of("WH"), List.of(), true, false, 0, 0));
    channels.put(
        channel(
            WHOLE,
            new StockPolicy(
                StockPolicy.Mode.UNPROMISED,
                List.of("WH"),
                List.of(),
                true,
                true,
                0,
                Duration.ZERO)),
        new Question(Mode.UNPROMISED, List.of("WH"), List.of(), true, true, 0, 0));
    channels.put(channel(BOTH, StockPolicy.of("WH", STORE)), Question.of("WH", STORE));
    return channels;
  }

  private static ChannelPolicy channel(String id, StockPolicy policy) {
    return new ChannelPolicy(new ChannelId(id), policy);
  }

  private Product stocked(String sku, double quantity) {
    OdooPerson person = odoo().person;
    Product product = person.createProduct(sku, "Flow " + sku, 10);
    person.setStock(product, person.stock(), quantity);
    odoo().shows(SHOP, sku, (long) quantity);
    return product;
  }

  private int quote(Product product, double quantity) {
    OdooPerson person = odoo().person;
    int customer = person.createCustomer("Flow customer", "flow@example.test");
    return person.quote(customer, List.of(Line.of(product, quantity)));
  }

  @Test
  default void aCountASaleAShipmentAndAReturn() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-SALE", 10);
    int order = quote(product, 3);
    odoo().shows(SHOP, product.sku(), 10);
    person.confirm(order);
    odoo().shows(SHOP, product.sku(), 7);
    person.ship(order);
    odoo().shows(SHOP, product.sku(), 7);
    person.returnGoods(order, product, 1, true);
    odoo().shows(SHOP, product.sku(), 8);
    person.setStock(product, person.stock(), 20);
    odoo().shows(SHOP, product.sku(), 20);
  }

  @Test
  default void aCancelledSaleGivesItsStockBack() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-CANCEL", 5);
    int order = quote(product, 2);
    person.confirm(order);
    odoo().shows(SHOP, product.sku(), 3);
    person.cancel(order);
    odoo().shows(SHOP, product.sku(), 5);
  }

  @Test
  default void aSaleOfMoreThanThereIsPromisesAllOfIt() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-MORE", 2);
    int order = quote(product, 5);
    person.confirm(order);
    odoo().shows(SHOP, product.sku(), 0);
    person.setStock(product, person.stock(), 9);
    odoo().shows(SHOP, product.sku(), 4);
  }

  @Test
  default void aPartShipmentWithABackorder() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-PART", 10);
    int order = quote(product, 6);
    person.confirm(order);
    person.shipPart(order, Map.of(product, 2.0), true);
    odoo().shows(SHOP, product.sku(), 4);
    person.shipPart(order, Map.of(product, 1.0), false);
    odoo().shows(SHOP, product.sku(), 7);
  }

  @Test
  default void aDeliveryInSeveralStepsCountsOnce() {
    OdooPerson person = odoo().person;
    for (String steps : List.of("pick_ship", "pick_pack_ship")) {
      Product product = stocked("FLOW-" + steps, 10);
      person.deliverIn(steps);
      try {
        int order = quote(product, 3);
        person.confirm(order);
        odoo().shows(SHOP, product.sku(), 7);
        odoo().shows(WHOLE, product.sku(), 7);
        while (!person.openTransfers(order).isEmpty()) {
          person.validate(person.openTransfers(order).getFirst(), Map.of(), true);
          odoo().shows(SHOP, product.sku(), 7);
          odoo().shows(WHOLE, product.sku(), 7);
        }
      } finally {
        person.deliverIn("ship_only");
      }
    }
  }

  @Test
  default void anothersGoodsAreNotSold() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-OWNED", 4);
    int owner = person.createCustomer("Flow consignor", "consignor@example.test");
    person.setStock(product, person.stock(), 6, owner);
    int order = quote(product, 1);
    person.confirm(order);
    odoo().shows(SHOP, product.sku(), 3);
  }

  @Test
  default void goodsMovedOutOfTheWarehouseLeaveWhenTheMoveIsPlanned() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-TRANSIT", 10);
    int shelf = person.createLocation("Flow shelf", person.stock(), "internal");
    int transit = person.createLocation("Flow transit", 1, "transit");
    person.transfer(product, person.stock(), shelf, 2);
    odoo().shows(SHOP, product.sku(), 10);
    int transfer = person.planTransfer(product, person.stock(), transit, 4);
    odoo().shows(SHOP, product.sku(), 6);
    person.validate(transfer, Map.of(), true);
    odoo().shows(SHOP, product.sku(), 6);
  }

  @Test
  default void anArchivedProductIsNotPublished() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-ARCHIVED", 3);
    person.archive(product, true);
    odoo().agrees(product.sku());
    person.archive(product, false);
    odoo().shows(SHOP, product.sku(), 3);
  }

  @Test
  default void anOrderInFlightBecomesVisibleWithoutTheNumberMoving() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-INFLIGHT", 10);
    OrderKey key = new OrderKey(new ChannelId(SHOP), "O" + product.id());
    odoo()
        .order(
            new OrderDemand(
                key,
                1,
                true,
                List.of(new OrderDemand.Line(new Sku(product.sku()), BigDecimal.valueOf(2)))));
    assertThat(odoo().explain(SHOP, product.sku())).contains("shows 8").contains(key.orderId());
    int order = quote(product, 2);
    person
        .client()
        .create(
            "ir.model.data",
            Map.of(
                "module",
                ExternalRef.MODULE,
                "name",
                ExternalRef.order(key).name(),
                "model",
                "sale.order",
                "res_id",
                order));
    person.confirm(order);
    for (String channel : List.of(SHOP, FREE, WHOLE)) {
      odoo().shows(channel, product.sku(), 8);
    }
  }

  @Test
  default void aStoreGoneNegativeDoesNotEatTheCentralStock() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-NEGATIVE", 8);
    int store = place("complete_name", STORE + "/Stock");
    int sale = person.planTransfer(product, store, place("usage", "customer"), 5);
    person.validate(sale, Map.of(product, 5.0), true);
    odoo().shows(BOTH, product.sku(), 8);
    person.transfer(product, person.stock(), store, 6);
    odoo().shows(BOTH, product.sku(), 3);
    odoo().shows(SHOP, product.sku(), 2);
  }

  private int place(String field, String value) {
    return odoo()
        .person
        .client()
        .search("stock.location", List.of(List.of(field, "=", value)))
        .getFirst();
  }

  @Test
  default void makeToOrderTakesFromStockOnlyWhatItHasReserved() {
    OdooPerson person = odoo().person;
    // Odoo 14's rule orders only what is not in stock (mts_else_mto): start with nothing.
    Product product = person.createToOrder("FLOW-MTO", "Flow MTO", 10);
    odoo().shows(SHOP, product.sku(), 0);
    int order = quote(product, 3);
    person.confirm(order);
    person.setStock(product, person.stock(), 8);
    odoo().shows(SHOP, product.sku(), 8);
    int second = quote(product, 3);
    person.confirm(second);
    odoo().shows(SHOP, product.sku(), 5);
    person.cancel(order);
    odoo().shows(SHOP, product.sku(), 5);
  }

  @Test
  default void aTillSaleCountsBeforeTheSessionCloses() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-TILL", 10);
    OdooTill till = new OdooTill(person);
    till.moveStockAtClosing(true);
    int session = till.open();
    till.sell(session, 1, List.of(Line.of(product, 3)));
    odoo().shows(SHOP, product.sku(), 7);
    odoo().agrees(product.sku());
    till.sell(session, 2, List.of(Line.of(product, -1)));
    odoo().shows(SHOP, product.sku(), 8);
    odoo().shows(FREE, product.sku(), 8);
    till.close(session);
    odoo().shows(SHOP, product.sku(), 8);
    odoo().shows(WHOLE, product.sku(), 8);
  }

  @Test
  default void anOrderLineInAnotherUnitCountsInTheProductsUnit() {
    OdooPerson person = odoo().person;
    Product product = stocked("FLOW-DOZEN", 30);
    int dozen =
        person.client().search("uom.uom", List.of(List.of("name", "=", "Dozens"))).getFirst();
    Map<String, Object> line =
        Map.of(
            "product_id",
            product.id(),
            "product_uom_qty",
            2,
            person.client().release().lineUomField(),
            dozen);
    int order =
        person
            .client()
            .create(
                "sale.order",
                Map.of(
                    "partner_id", person.createCustomer("Flow customer", "dozen@example.test"),
                    "order_line", List.of(List.of(0, 0, line))));
    person.confirm(order);
    odoo().shows(SHOP, product.sku(), 6);
  }
}
