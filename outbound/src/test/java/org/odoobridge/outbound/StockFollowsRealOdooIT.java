package org.odoobridge.outbound;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * {@link StockFollowsOdoo} on a real Odoo 14, and what the simulated one does not know: make to
 * order, a second warehouse, a till. {@code -Dodoo14.url=http://host:port -Dodoo14.pg=host:port
 * -Dodoo14.db=name}; its data is changed.
 */
@EnabledIfSystemProperty(named = "odoo14.url", matches = "http.+")
final class StockFollowsRealOdooIT implements StockFollowsOdoo {
  private static final String BOTH = "both";
  private static PostgresFixture journal;
  private static LiveOdoo odoo;
  private static OdooPerson person;
  private static int storeStock;

  @BeforeAll
  static void start() throws SQLException {
    String[] pg = System.getProperty("odoo14.pg", "127.0.0.1:5432").split(":", 2);
    String db = System.getProperty("odoo14.db", "odoo_clean");
    journal = PostgresFixture.start();
    person = OdooPerson.login(System.getProperty("odoo14.url"), db, "admin", "admin");
    storeStock = store();
    Map<ChannelPolicy, Question> channels = StockFollowsOdoo.channels();
    channels.put(
        new ChannelPolicy(new ChannelId(BOTH), StockPolicy.of("WH", "FLOW")),
        Question.of("WH", "FLOW"));
    odoo = new LiveOdoo(person, pg[0], Integer.parseInt(pg[1]), db, "postgres", journal, channels);
  }

  private static int store() {
    OdooClient client = person.client();
    List<Map<String, Object>> known =
        client.searchRead("stock.warehouse", List.of(List.of("code", "=", "FLOW")), "lot_stock_id");
    if (known.isEmpty()) {
      client.create("stock.warehouse", Map.of("name", "Flow store", "code", "FLOW"));
      return store();
    }
    return Answers.reference(known.getFirst().get("lot_stock_id"));
  }

  @AfterAll
  static void stop() throws SQLException {
    odoo.close();
    journal.close();
  }

  @Override
  public LiveOdoo odoo() {
    return odoo;
  }

  private static Product stocked(String sku, double quantity) {
    Product product = person.createProduct(sku, "Flow " + sku, 10);
    person.setStock(product, person.stock(), quantity);
    odoo.shows(SHOP, sku, (long) quantity);
    return product;
  }

  @Test
  void aStoreGoneNegativeDoesNotEatTheCentralStock() {
    Product product = stocked("FLOW-NEGATIVE", 8);
    int transfer = person.planTransfer(product, storeStock, lossLocation(), 5);
    person.validate(transfer, Map.of(product, 5.0), true);
    odoo.shows(BOTH, product.sku(), 8);
    person.transfer(product, person.stock(), storeStock, 6);
    odoo.shows(BOTH, product.sku(), 3);
    odoo.shows(SHOP, product.sku(), 2);
  }

  @Test
  void makeToOrderTakesFromStockOnlyWhatItHasReserved() {
    // Odoo 14's rule orders only what is not in stock (mts_else_mto): start with nothing.
    Product product = person.createProduct("FLOW-MTO", "Flow MTO", 10);
    odoo.shows(SHOP, product.sku(), 0);
    OdooClient client = person.client();
    int vendor = person.createCustomer("Flow vendor", "vendor@example.test");
    client.create(
        "product.supplierinfo",
        Map.of("name", vendor, "product_tmpl_id", product.templateId(), "price", 5));
    List<Integer> routes =
        Answers.numbers(
            client.execute(
                "stock.location.route",
                "search",
                List.of(
                    List.of("|", List.of("name", "ilike", "MTO"), List.of("name", "ilike", "Buy"))),
                Map.of("context", Map.of("active_test", false))));
    client.write("stock.location.route", routes, Map.of("active", true));
    client.write(
        "product.template",
        List.of(product.templateId()),
        Map.of("route_ids", List.of(List.of(6, 0, routes))));
    int order =
        person.quote(
            person.createCustomer("Flow customer", "mto@example.test"),
            List.of(Line.of(product, 3)));
    person.confirm(order);
    person.setStock(product, person.stock(), 8);
    odoo.shows(SHOP, product.sku(), 8);
    List<Map<String, Object>> purchases =
        client.searchRead(
            "purchase.order", List.of(List.of("partner_id", "=", vendor)), "picking_ids");
    int purchase = Answers.number(purchases.getFirst().get("id"));
    client.call("purchase.order", "button_confirm", List.of(purchase));
    int receipt =
        Answers.numbers(
                client
                    .searchRead(
                        "purchase.order", List.of(List.of("id", "=", purchase)), "picking_ids")
                    .getFirst()
                    .get("picking_ids"))
            .getFirst();
    odoo.shows(SHOP, product.sku(), 8);
    person.validate(receipt, Map.of(), true);
    odoo.shows(SHOP, product.sku(), 8);
    person.ship(order);
    odoo.shows(SHOP, product.sku(), 8);
  }

  @Test
  void aTillSaleCountsBeforeTheSessionCloses() {
    Product product = stocked("FLOW-TILL", 10);
    Till till = new Till(person.client());
    till.sell(product, 3, false);
    odoo.shows(SHOP, product.sku(), 7);
    odoo.shows(FREE, product.sku(), 7);
    till.sell(product, -1, false);
    odoo.shows(SHOP, product.sku(), 8);
    till.close();
    odoo.shows(SHOP, product.sku(), 8);
    odoo.shows(WHOLE, product.sku(), 8);
  }

  @Test
  void anOrderLineInAnotherUnitCountsInTheProductsUnit() {
    Product product = stocked("FLOW-DOZEN", 30);
    OdooClient client = person.client();
    int dozen = client.search("uom.uom", List.of(List.of("name", "=", "Dozens"))).getFirst();
    int order =
        client.create(
            "sale.order",
            Map.of(
                "partner_id",
                person.createCustomer("Flow customer", "dozen@example.test"),
                "order_line",
                List.of(
                    List.of(
                        0,
                        0,
                        Map.of(
                            "product_id",
                            product.id(),
                            "product_uom_qty",
                            2,
                            "product_uom",
                            dozen)))));
    person.confirm(order);
    odoo.shows(SHOP, product.sku(), 6);
  }

  private static int lossLocation() {
    return person
        .client()
        .search("stock.location", List.of(List.of("usage", "=", "inventory")))
        .getFirst();
  }
}
