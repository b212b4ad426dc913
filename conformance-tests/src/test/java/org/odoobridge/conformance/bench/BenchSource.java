package org.odoobridge.conformance.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * An embedded PostgreSQL with Odoo's tables, a number of products with one quant each, fsync on.
 */
final class BenchSource implements AutoCloseable {
  static final String DATABASE = "odoo";
  static final String PUBLICATION = "bench_floor";

  private final PostgresFixture postgres;
  private final HikariDataSource odoo;

  BenchSource(int quants) throws SQLException {
    postgres = PostgresFixture.start(PostgresOptions.throwaway().withFsync(true));
    OdooSchema.install(postgres, DATABASE);
    odoo = postgres.dataSource(DATABASE, "postgres", "postgres", 12);
    try (Connection connection = odoo.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      statement.execute(
          """
          insert into product_template (id, name, type, uom_id, uom_po_id, categ_id, active, sale_ok, purchase_ok, list_price)
            select g, 'Bench ' || g, 'product', 1, 1, 1, true, true, true, 10 from generate_series(1, %1$d) g;
          insert into product_product (id, product_tmpl_id, default_code, active)
            select g, g, 'BENCH-' || g, true from generate_series(1, %1$d) g;
          insert into stock_quant (id, product_id, location_id, company_id, quantity, reserved_quantity, in_date)
            select g, g, (select lot_stock_id from stock_warehouse where code = 'WH'), 1, 100, 0, now()
            from generate_series(1, %1$d) g;
          analyze product_template, product_product, stock_quant;
          create publication %2$s for table stock_quant;
          """
              .formatted(quants, PUBLICATION));
    }
  }

  PostgresFixture postgres() {
    return postgres;
  }

  HikariDataSource odoo() {
    return odoo;
  }

  @Override
  public void close() {
    postgres.close();
  }
}
