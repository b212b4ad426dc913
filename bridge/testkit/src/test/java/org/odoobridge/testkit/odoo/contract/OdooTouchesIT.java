package org.odoobridge.testkit.odoo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooTill;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * What logical decoding sees of each operation: the same tables with as many inserts and deletes as
 * a real Odoo 14 recorded, and updates where it updates. How often a row is updated within one
 * transaction may differ.
 */
class OdooTouchesIT {

  /** Tables a bridge follows. */
  private static final Set<String> FOLLOWED =
      Set.of(
          "stock_quant",
          "stock_move",
          "stock_move_line",
          "stock_picking",
          "procurement_group",
          "sale_order",
          "sale_order_line",
          "account_tax_sale_order_line_rel",
          "ir_model_data",
          "product_template",
          "product_product",
          "product_variant_combination",
          "pos_session",
          "pos_order",
          "pos_order_line",
          "pos_payment",
          "res_partner");

  @Test
  void theSimulatorTouchesRowsAsRecorded() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (PostgresFixture postgres = PostgresFixture.start()) {
      OdooSchema.install(postgres, "odoo");
      try (OdooSimulator odoo = OdooSimulator.start(vertx, postgres, "odoo")) {
        List<String> touches = touches(odoo.url(), odoo.db(), postgres.jdbcUrl("odoo"));
        Files.write(
            Files.createDirectories(Path.of("target", "contract")).resolve("touches.txt"), touches);
        assertThat(touches).containsExactlyElementsOf(recorded());
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aRealOdooTouchesRowsAsRecorded() throws Exception {
    Optional<OdooServer> server = OdooServer.shared();
    assumeThat(server)
        .as("set " + OdooServer.SWITCH + "=14 to run this on a real Odoo 14")
        .isPresent();
    OdooServer real = server.orElseThrow();

    List<String> touches = touches(real.url(), real.database(), real.superuserJdbcUrl());

    String directory = System.getenv("ODOO_RECORD");
    if (directory != null) {
      Files.write(Path.of(directory, "touches.txt"), touches);
    } else {
      assertThat(touches).containsExactlyElementsOf(recorded());
    }
  }

  private static List<String> touches(String url, String db, String jdbcUrl) throws SQLException {
    OdooPerson person = OdooPerson.login(url, db, "admin", "admin");
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "postgres", "postgres");
        RowChanges changes = new RowChanges(connection)) {
      Probe probe =
          (name, work) -> {
            work.run();
            describe(name, changes.drain(), lines);
          };
      run(person, probe);
    }
    return lines;
  }

  private interface Probe {
    void of(String operation, Runnable work) throws SQLException;
  }

  private static void run(OdooPerson person, Probe probe) throws SQLException {
    String prefix = "TT" + Long.toString(System.nanoTime(), 36) + "-";
    List<Product> made = new ArrayList<>();
    List<Integer> ids = new ArrayList<>();
    probe.of("product", () -> made.add(person.createProduct(prefix + "A", "A", 10)));
    probe.of("product 2", () -> made.add(person.createProduct(prefix + "B", "B", 20)));
    Product a = made.get(0);
    Product b = made.get(1);
    probe.of("count, new quant", () -> ids.add(person.setStock(a, person.stock(), 100)));
    person.setStock(b, person.stock(), 50);
    probe.of("count, known quant", () -> person.recount(ids.getFirst(), 120));
    probe.of("partner", () -> ids.add(person.createCustomer("Ada", "ada@example.test")));
    int customer = ids.getLast();
    List<Line> two = List.of(Line.of(a, 3), Line.of(b, 2));
    probe.of("order of two lines", () -> ids.add(person.quote(customer, two)));
    int order = ids.getLast();
    probe.of("confirm", () -> person.confirm(order));
    probe.of("ship all", () -> person.ship(order));
    int part = person.quote(customer, List.of(Line.of(a, 5)));
    person.confirm(part);
    probe.of("ship part, backorder", () -> person.shipPart(part, Map.of(a, 2.0), true));
    int reserved = person.quote(customer, List.of(Line.of(a, 3)));
    probe.of("confirm one line", () -> person.confirm(reserved));
    probe.of("raise a quantity", () -> person.changeLine(reserved, a, 4));
    probe.of("lower a quantity", () -> person.changeLine(reserved, a, 2));
    probe.of("cancel reserved", () -> person.cancel(reserved));
    probe.of("return", () -> person.returnGoods(order, a, 1, true));
    probe.of(
        "internal transfer planned",
        () -> ids.add(person.planTransfer(a, person.stock(), person.stock(), 1)));
    OdooTill till = new OdooTill(person);
    till.close(till.open());
    probe.of("open till", () -> ids.add(till.open()));
    int session = ids.getLast();
    probe.of(
        "till sale",
        () -> till.sell(session, 1, List.of(new Line(a, 2, 11.0), new Line(b, 1, 21.0))));
    probe.of("till return", () -> till.sell(session, 2, List.of(new Line(a, -1, 11.0))));
    probe.of("close till", () -> till.close(session));
    List<String> fields =
        List.of(
            "id",
            "client_order_ref",
            "partner_id/.id",
            "order_line/id",
            "order_line/product_id/.id",
            "order_line/product_uom_qty",
            "order_line/price_unit",
            "order_line/tax_id/.id");
    String id = prefix + "load";
    List<List<String>> rows =
        List.of(
            List.of(id, id, "" + customer, id + "_1", "" + a.id(), "1", "9", "1"),
            List.of("", "", "", id + "_2", "" + b.id(), "1", "9", ""));
    probe.of("load", () -> person.client().call("sale.order", "load", fields, rows));
    probe.of("load again", () -> person.client().call("sale.order", "load", fields, rows));
  }

  private static void describe(
      String operation, Map<String, RowChanges.Count> counts, List<String> lines) {
    counts.forEach(
        (table, count) -> {
          if (FOLLOWED.contains(table)) {
            lines.add(
                "%s: %s I%d D%d%s"
                    .formatted(
                        operation,
                        table,
                        count.inserts(),
                        count.deletes(),
                        count.updates() > 0 ? " U" : ""));
          }
        });
  }

  private static List<String> recorded() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OdooTouchesIT.class.getResourceAsStream("recorded/touches.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
