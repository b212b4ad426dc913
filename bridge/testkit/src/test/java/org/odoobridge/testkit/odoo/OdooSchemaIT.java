package org.odoobridge.testkit.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.postgres.PostgresFixture;

class OdooSchemaIT {

  private static PostgresFixture postgres;

  @BeforeAll
  static void install() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @Test
  void everyColumnExistsInTheRecordedSchemaWithTheSameType() throws Exception {
    Set<String> recorded = recordedColumns();

    List<String> ours =
        column(
            """
            SELECT c.relname || E'\\t' || a.attname || E'\\t' || format_type(a.atttypid, a.atttypmod)
                   || E'\\t' || CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace""");

    assertThat(ours).hasSizeGreaterThan(900);
    assertThat(recorded).containsAll(ours);
  }

  @Test
  void theWarehouseStartsAsInAFreshDatabase() throws SQLException {
    assertThat(
            column(
                "SELECT w.code || ' ' || l.complete_name FROM stock_warehouse w JOIN stock_location l ON l.id = w.lot_stock_id"))
        .containsExactly("WH WH/Stock");
    assertThat(column("SELECT digits::text FROM decimal_precision WHERE name = 'Product Price'"))
        .containsExactly("2");
    assertThat(column("SELECT nextval('stock_location_id_seq')::text")).containsExactly("17");
    assertThat(column("SELECT count(*)::text FROM stock_quant")).containsExactly("0");
  }

  private static Set<String> recordedColumns() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(OdooSchemaIT.class.getResourceAsStream("odoo14-columns.tsv"))) {
      return new HashSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static List<String> column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres.connect("odoo");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
