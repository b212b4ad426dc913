package org.odoobridge.outbound.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.FieldValue.Attribute;
import org.odoobridge.outbound.catalog.model.FieldValue.Attributes;
import org.odoobridge.outbound.catalog.model.FieldValue.Flag;
import org.odoobridge.outbound.catalog.model.FieldValue.Terms;
import org.odoobridge.outbound.catalog.model.FieldValue.Text;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The same products give the same documents, whichever release keeps them. */
final class DocumentsOfEveryOdooIT {
  private static final int SHIRT = 9001;
  private static final int ADVICE = 9002;
  private static PostgresFixture postgres;

  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog) {}

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void saysTheSame(OdooRelease release) throws SQLException {
    String database = "odoo_" + release.number().replace('.', '_');
    OdooSchema.install(postgres, database, release);
    CatalogRows.install(postgres, database);
    if (release.translatedNames()) {
      postgres.execute(database, "drop table ir_translation");
    }
    boolean tagged = fill(database, release);

    try (PgSession odoo =
        PgSession.open(
            new PgUrl(
                "postgresql://odoo@127.0.0.1:" + postgres.port() + "/" + database,
                Secret.of("odoo")),
            "documents-it",
            2)) {
      OdooProductReader reader =
          new OdooProductReader(
              new ChannelId("shop"),
              ConfigReader.ofProcess()
                  .parse(
                      "catalog: { language: fr_FR, taxClasses: { 'Shop tax': reduced-rate } }",
                      Root.class)
                  .catalog(),
              odoo);
      assertThat(reader.problems()).isEmpty();
      DesiredProduct shirt = reader.read(List.of(SHIRT)).getFirst();
      assertThat(shirt.problems()).isEmpty();
      assertThat(shirt.kind()).isEqualTo(Kind.VARIABLE);
      assertThat(shirt.fields())
          .containsEntry(ProductField.NAME, new Text("Chemise"))
          .containsEntry(ProductField.SHORT_DESCRIPTION, new Text("Soft"))
          .containsEntry(ProductField.TAX_CLASS, new Text("reduced-rate"))
          .containsEntry(ProductField.CATEGORIES, new Terms(List.of(List.of("Shirts"))))
          .containsEntry(
              ProductField.ATTRIBUTES,
              new Attributes(List.of(new Attribute("Taille", List.of("Petit", "Large"), true))));
      assertThat(shirt.variants())
          .extracting(DesiredProduct.Variant::options)
          .containsExactly(Map.of("Taille", "Petit"), Map.of("Taille", "Large"));
      assertThat(shirt.variants().getFirst().fields())
          .containsEntry(ProductField.MANAGE_STOCK, new Flag(true))
          .containsEntry(ProductField.VIRTUAL, new Flag(false));
      if (tagged) {
        assertThat(shirt.fields())
            .containsEntry(
                ProductField.TAGS, new Terms(List.of(List.of("Nouveau"), List.of("Rouge"))));
      } else {
        assertThat(shirt.fields()).doesNotContainKey(ProductField.TAGS);
      }
      DesiredProduct advice = reader.read(List.of(ADVICE)).getFirst();
      assertThat(advice.fields())
          .containsEntry(ProductField.VIRTUAL, new Flag(true))
          .containsEntry(ProductField.MANAGE_STOCK, new Flag(false));
    }
  }

  /** Inserts rows in the release's own form; returns whether it has product tags. */
  private static boolean fill(String database, OdooRelease release) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(database), "odoo", "odoo");
        Statement statement = connection.createStatement()) {
      Rows rows = new Rows(connection, statement);
      rows.language("en_US", 901);
      rows.language("fr_FR", 902);
      rows.insert(
          "product_category",
          901,
          Map.of("name", "All", "complete_name", "All", "parent_path", "901/"));
      rows.insert(
          "product_category",
          902,
          Map.of(
              "name", "Shirts",
              "complete_name", "All / Shirts",
              "parent_id", 901,
              "parent_path", "901/902/"));
      rows.insert(
          "account_tax",
          901,
          Map.of(
              "name",
              new Said("Shop tax", "Taxe"),
              "type_tax_use",
              "sale",
              "amount_type",
              "percent",
              "active",
              true,
              "amount",
              5));
      String goods = release.storableFlag() ? "consu" : "product";
      rows.insert(
          "product_template",
          SHIRT,
          Map.of(
              "name",
              new Said("Shirt", "Chemise"),
              "description_sale",
              new Said("Soft", ""),
              "type",
              goods,
              "detailed_type",
              goods,
              "is_storable",
              true,
              "categ_id",
              902,
              "sale_ok",
              true,
              "active",
              true));
      rows.insert(
          "product_template",
          ADVICE,
          Map.of(
              "name",
              new Said("Advice", ""),
              "type",
              "service",
              "detailed_type",
              "service",
              "categ_id",
              902,
              "sale_ok",
              true,
              "active",
              true));
      rows.insert("product_attribute", 901, Map.of("name", new Said("Size", "Taille")));
      rows.insert(
          "product_attribute_value",
          901,
          Map.of("name", new Said("Small", "Petit"), "attribute_id", 901, "sequence", 1));
      rows.insert(
          "product_attribute_value",
          902,
          Map.of("name", new Said("Large", ""), "attribute_id", 901, "sequence", 2));
      rows.insert(
          "product_template_attribute_line",
          901,
          Map.of("product_tmpl_id", SHIRT, "attribute_id", 901, "active", true));
      for (int i = 1; i <= 2; i++) {
        rows.insert(
            "product_template_attribute_value",
            900 + i,
            Map.of(
                "product_attribute_value_id",
                900 + i,
                "attribute_line_id",
                901,
                "product_tmpl_id",
                SHIRT,
                "attribute_id",
                901,
                "ptav_active",
                true));
        rows.insert(
            "product_product",
            9000 + i,
            Map.of(
                "product_tmpl_id",
                SHIRT,
                "default_code",
                "SHIRT-" + i,
                "active",
                true,
                "combination_indices",
                String.valueOf(900 + i)));
        statement.execute(
            "insert into product_variant_combination (product_product_id,"
                + " product_template_attribute_value_id) values (%d, %d)"
                    .formatted(9000 + i, 900 + i));
      }
      rows.insert(
          "product_product",
          9003,
          Map.of("product_tmpl_id", ADVICE, "default_code", "ADVICE", "active", true));
      statement.execute("insert into product_taxes_rel (prod_id, tax_id) values (9001, 901)");
      boolean tagged = rows.has("product_tag");
      if (tagged) {
        rows.insert("product_tag", 901, Map.of("name", new Said("New", "Nouveau")));
        statement.execute(
            "insert into product_tag_product_template_rel (product_tag_id, product_template_id)"
                + " values (901, 9001)");
        rows.insert("product_tag", 902, Map.of("name", new Said("Red", "Rouge")));
        statement.execute(
            "insert into product_tag_product_product_rel (product_tag_id, product_product_id)"
                + " values (901, 9001), (902, 9001)");
      }
      return tagged;
    }
  }

  /** A text in English and French; no French when empty. */
  private record Said(String english, String french) {}

  /**
   * Inserts what a table has columns for, and something into every other column that must be set.
   */
  private record Rows(Connection connection, Statement statement) {
    boolean has(String table) throws SQLException {
      return OdooCatalogue.read(connection, List.of(table)).has(table);
    }

    void language(String code, int id) throws SQLException {
      if (statement.executeUpdate("update res_lang set active = true where code = '" + code + "'")
          == 0) {
        insert("res_lang", id, Map.of("name", code, "code", code, "active", true));
      }
    }

    void insert(String table, int id, Map<String, Object> given) throws SQLException {
      OdooCatalogue catalogue = OdooCatalogue.read(connection, List.of(table));
      Map<String, String> values = new TreeMap<>(needed(table));
      values.put("id", String.valueOf(id));
      for (Map.Entry<String, Object> entry : given.entrySet()) {
        String column = entry.getKey();
        if (catalogue.has(table, column)) {
          values.put(column, literal(catalogue.translated(table, column), entry.getValue()));
        }
        if (entry.getValue() instanceof Said said
            && !said.french().isEmpty()
            && !catalogue.translated(table, column)) {
          statement.execute(
              "insert into ir_translation (name, res_id, lang, type, src, value) values"
                  + " ('%s,%s', %d, 'fr_FR', 'model', '%s', '%s')"
                      .formatted(
                          table.replace('_', '.'), column, id, said.english(), said.french()));
        }
      }
      statement.execute(
          "insert into %s (%s) values (%s)"
              .formatted(
                  table, String.join(", ", values.keySet()), String.join(", ", values.values())));
    }

    /** Columns that must not be null and have no default. */
    private Map<String, String> needed(String table) throws SQLException {
      Map<String, String> values = new TreeMap<>();
      List<String[]> columns = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "select column_name, data_type from information_schema.columns where table_name = '"
                  + table
                  + "' and is_nullable = 'NO' and column_default is null")) {
        while (rows.next()) {
          columns.add(new String[] {rows.getString(1), rows.getString(2)});
        }
      }
      Set<String> texts = Set.of("character varying", "text");
      for (String[] column : columns) {
        String value = texts.contains(column[1]) ? "'none'" : "1";
        if (column[0].endsWith("_id")) {
          value = target(column[0]);
        }
        values.put(column[0], value);
      }
      return values;
    }

    private String target(String column) throws SQLException {
      String table =
          switch (column) {
            case "uom_id", "uom_po_id" -> "uom_uom";
            case "company_id" -> "res_company";
            case "tax_group_id" -> "account_tax_group";
            case "country_id" -> "res_country";
            default -> "res_users";
          };
      try (ResultSet rows = statement.executeQuery("select min(id) from " + table)) {
        rows.next();
        return Objects.requireNonNullElse(rows.getString(1), "1");
      }
    }

    private static String literal(boolean translated, Object value) {
      if (value instanceof Said said) {
        String french = said.french().isEmpty() ? "" : ", \"fr_FR\": \"" + said.french() + "\"";
        return translated
            ? "'{\"en_US\": \"" + said.english() + "\"" + french + "}'"
            : "'" + said.english() + "'";
      }
      return value instanceof String ? "'" + value + "'" : value.toString();
    }
  }
}
