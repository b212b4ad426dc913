package org.odoobridge.conformance.harness;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * An embedded PostgreSQL with Odoo's tables and a number of products, each with one quant of 100
 * pieces in WH/Stock.
 */
public final class QuantDatabase implements AutoCloseable {
  public static final String DATABASE = "odoo";

  private static final int FIRST_ID = 10_000;

  private final PostgresFixture postgres;
  private final HikariDataSource odoo;

  public QuantDatabase(int products) throws SQLException {
    postgres = PostgresFixture.start(PostgresOptions.throwaway().withFsync(true));
    OdooSchema.install(postgres, DATABASE);
    postgres.createRole("bridge", "bridge", "LOGIN");
    postgres.createDatabase("bridge", "bridge");
    odoo = postgres.dataSource(DATABASE, "postgres", "postgres", 12);
    try (Connection connection = odoo.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(
          """
          insert into product_template (id, name, type, uom_id, uom_po_id, categ_id, active, sale_ok, purchase_ok, list_price,
            tracking, purchase_line_warn, sale_line_warn)
            select %2$d + g, 'Product ' || g, 'product', 1, 1, 1, true, true, true, 10,
              'none', 'no-message', 'no-message' from generate_series(1, %1$d) g;
          insert into product_product (id, product_tmpl_id, default_code, active)
            select %2$d + g, %2$d + g, 'Q-' || g, true from generate_series(1, %1$d) g;
          insert into stock_quant (id, product_id, location_id, company_id, quantity, reserved_quantity, in_date)
            select %2$d + g, %2$d + g, (select lot_stock_id from stock_warehouse where code = 'WH'), 1, 100, 0, now()
            from generate_series(1, %1$d) g;
          analyze product_template, product_product, stock_quant;
          """
              .formatted(products, FIRST_ID));
    }
    LeastPrivilege.STOCK.database(
        new OdooHost.Postgres(
            "127.0.0.1",
            postgres.port(),
            DATABASE,
            PostgresFixture.SUPERUSER,
            PostgresFixture.SUPERUSER));
  }

  /** SKU of the product with this number, 1 to the number of products. */
  public static String sku(int number) {
    return "Q-" + number;
  }

  /** Row id of the quant of the product with this number; the product has the same. */
  public static int quantId(int number) {
    return FIRST_ID + number;
  }

  /** Number of the product with this SKU. */
  public static int number(String sku) {
    return Integer.parseInt(sku.substring("Q-".length()));
  }

  /** Connections as the superuser: the test writes as Odoo would. */
  public DataSource dataSource() {
    return odoo;
  }

  public PostgresFixture postgres() {
    return postgres;
  }

  /** Odoo's database as the least-privileged role, as a configuration wants it. */
  public String readerUrl() {
    return "postgresql://bridge_reader@127.0.0.1:" + postgres.port() + "/" + DATABASE;
  }

  /** A journal database on the same server. */
  public String journalUrl() {
    return "postgresql://bridge@127.0.0.1:" + postgres.port() + "/bridge";
  }

  /** What Odoo has now, by SKU. */
  public Map<String, Long> quantities() throws SQLException {
    Map<String, Long> result = new HashMap<>();
    try (Connection connection = odoo.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select product_id, quantity from stock_quant")) {
      while (rows.next()) {
        result.put(sku(rows.getInt(1) - FIRST_ID), rows.getLong(2));
      }
    }
    return result;
  }

  @Override
  public void close() {
    postgres.close();
  }
}
