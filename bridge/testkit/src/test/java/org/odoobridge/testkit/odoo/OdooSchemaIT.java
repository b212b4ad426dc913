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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

class OdooSchemaIT {

  private static PostgresFixture postgres;

  /** Tables that Odoo has but the recordings leave out; they follow its source. */
  private static final Set<String> UNRECORDED =
      Set.of(
          "account_fiscal_position",
          "account_fiscal_position_account_tax_rel",
          "account_fiscal_position_tax",
          "account_tax_alternatives",
          "account_tax_filiation_rel",
          "account_tax_group",
          "coupon_reward",
          "coupon_reward_product_product_rel",
          "coupon_rule",
          "crm_team",
          "decimal_precision",
          "ir_config_parameter",
          "ir_model_fields",
          "ir_module_module",
          "ir_sequence",
          "ir_translation",
          "loyalty_program_product_pricelist_rel",
          "loyalty_reward",
          "loyalty_reward_product_product_rel",
          "loyalty_rule",
          "loyalty_rule_product_product_rel",
          "mrp_bom",
          "mrp_bom_line",
          "mrp_bom_line_product_template_attribute_value_rel",
          "pos_config_pos_payment_method_rel",
          "product_attribute_product_template_rel",
          "product_attribute_value_product_template_attribute_line_rel",
          "product_packaging",
          "product_supplierinfo",
          "product_tag_product_product_rel",
          "product_tag_product_template_rel",
          "product_taxes_rel",
          "product_template_attribute_exclusion",
          "res_company_users_rel",
          "res_lang",
          "res_users_apikeys",
          "stock_change_product_qty",
          "stock_move_move_rel",
          "stock_production_lot",
          "stock_quant_package",
          "stock_reference_sale_rel",
          "stock_return_picking",
          "stock_return_picking_line",
          "stock_route_product",
          "stock_route_warehouse");

  /** Columns of module product_expiry, which no recorded server had. */
  private static final Set<String> EXPIRY =
      Set.of(
          "use_expiration_date",
          "expiration_time",
          "use_time",
          "removal_time",
          "alert_time",
          "expiration_date",
          "use_date",
          "removal_date",
          "alert_date",
          "product_expiry_reminded");

  @BeforeAll
  static void install() {
    postgres = PostgresFixture.start();
    for (OdooRelease release : OdooRelease.values()) {
      OdooSchema.install(postgres, database(release), release);
    }
  }

  private static String database(OdooRelease release) {
    return "odoo" + release.number();
  }

  @AfterAll
  static void close() {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"V14", "V17", "V18", "V19"})
  void everyColumnExistsInTheRecordedSchemaWithTheSameType(OdooRelease release) throws Exception {
    Set<String> recorded = recordedColumns(release);

    List<String> ours =
        column(
            release,
            """
            SELECT c.relname || E'\\t' || a.attname || E'\\t' || format_type(a.atttypid, a.atttypmod)
                   || E'\\t' || CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
             WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relnamespace = 'public'::regnamespace""");

    assertThat(ours).hasSizeGreaterThan(900);
    Set<String> recordedTables =
        recorded.stream().map(OdooSchemaIT::table).collect(Collectors.toSet());
    assertThat(ours)
        .filteredOn(line -> !recorded.contains(line))
        .filteredOn(
            line -> recordedTables.contains(table(line)) || !UNRECORDED.contains(table(line)))
        .filteredOn(line -> !EXPIRY.contains(line.split("\t", -1)[1]))
        .isEmpty();
  }

  private static String table(String line) {
    return line.split("\t", 2)[0];
  }

  @ParameterizedTest
  @EnumSource
  void everyReleaseHasTheTablesItIsAskedFor(OdooRelease release) throws SQLException {
    assertThat(
            column(release, "SELECT relname FROM pg_class WHERE relkind = 'r'").stream()
                .filter(table -> table.matches(".*(route|lot|translation|property|package|group)")))
        .contains(
            release.routeModel().replace('.', '_'),
            release.lotModel().replace('.', '_'),
            release.packageModel().replace('.', '_'))
        .doesNotContain(release.routeModel().equals("stock.route") ? "stock_location_route" : "x")
        .satisfies(
            tables ->
                assertThat(tables.contains("ir_property"))
                    .isEqualTo(!release.companyValuesInColumns()))
        .satisfies(
            tables ->
                assertThat(tables.contains("ir_translation")).isEqualTo(!release.translatedNames()))
        .satisfies(
            tables ->
                assertThat(tables.contains("procurement_group"))
                    .isEqualTo(release.procurementGroups()));
  }

  @ParameterizedTest
  @EnumSource
  void theWarehouseStartsAsInAFreshDatabase(OdooRelease release) throws SQLException {
    assertThat(
            column(
                release,
                "SELECT w.code || ' ' || l.complete_name FROM stock_warehouse w JOIN stock_location l ON l.id = w.lot_stock_id"))
        .containsExactly("WH WH/Stock");
    assertThat(
            column(
                release, "SELECT digits::text FROM decimal_precision WHERE name = 'Product Price'"))
        .containsExactly("2");
    assertThat(column(release, "SELECT nextval('stock_location_id_seq')::text"))
        .containsExactly("17");
    assertThat(column(release, "SELECT count(*)::text FROM stock_quant")).containsExactly("0");
  }

  private static Set<String> recordedColumns(OdooRelease release) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            OdooSchemaIT.class.getResourceAsStream(database(release) + "-columns.tsv"))) {
      return new HashSet<>(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  private static List<String> column(OdooRelease release, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres.connect(database(release));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
