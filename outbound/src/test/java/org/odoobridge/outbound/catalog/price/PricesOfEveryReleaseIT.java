package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.TablePart;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * The same shop in the tables of every release, loaded as the bridge does. What the prices should
 * be was computed by hand from what a sales order of that release asks; for 14 a real one agreed.
 */
final class PricesOfEveryReleaseIT {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
  private static PostgresFixture postgres;
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws TimeoutException {
    postgres.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void rulesAndTaxesComeToWhatWasComputedByHand(OdooRelease release) {
    try (World odoo = new World(release)) {
      odoo.pricelist(900, "Web");
      odoo.pricelist(901, "Dealers");
      odoo.tax(801, "VAT 19 % included", 19, true, true);
      odoo.tax(802, "VAT 7 % included", 7, true, true);
      odoo.tax(803, "Export", 0, false, true);
      odoo.tax(804, "VAT 19 %", 19, false, true);
      odoo.tax(805, "Old VAT", 16, false, false);
      odoo.position(700, "Reduced", 801, 802);
      odoo.position(701, "Abroad", 801, 803);
      odoo.position(702, "Empty", 0, 0);
      int desk = odoo.product("DESK", 119.00, 801);
      int pen = odoo.product("PEN", 1.10, 801);
      int chair = odoo.product("CHAIR", 49.99, 804);
      int lamp = odoo.product("LAMP", 30.00, 805);
      odoo.cost(lamp, 20.00);
      odoo.insert(
          "product_pricelist_item",
          rule(1, 901, Map.of("compute_price", "percentage", "percent_price", 12.5)));
      odoo.insert(
          "product_pricelist_item",
          rule(
              2,
              901,
              Map.of(
                  "applied_on",
                  "0_product_variant",
                  "product_id",
                  chair,
                  "min_quantity",
                  10,
                  "compute_price",
                  "fixed",
                  "fixed_price",
                  40)));
      odoo.insert(
          "product_pricelist_item",
          rule(
              3,
              901,
              Map.of(
                  "applied_on",
                  "0_product_variant",
                  "product_id",
                  lamp,
                  "compute_price",
                  "formula",
                  "base",
                  "standard_price",
                  "price_discount",
                  -25,
                  "price_markup",
                  25,
                  "price_surcharge",
                  0.5)));
      Prices prices = odoo.prices();

      boolean first = release == OdooRelease.V14;
      boolean exact = release.compareTo(OdooRelease.V18) >= 0;
      boolean lists = release.compareTo(OdooRelease.V19) >= 0;
      // list price, and what a tax in it or on it makes of it
      assertThat(prices.of("Web", desk, "", 1)).isEqualTo("119.00 / 100.00");
      assertThat(prices.of("Web", chair, "", 1)).isEqualTo("59.49 / 49.99");
      assertThat(prices.of("Web", lamp, "", 1))
          .as("an archived tax is none")
          .isEqualTo("30.00 / 30.00");
      // 119 without 19 % = 100, without 7 % in it 93.46; since 15 the 7 % go on top of the 100
      assertThat(prices.of("Web", desk, "Reduced", 1))
          .isEqualTo(first ? "100.00 / 93.46" : "107.00 / 100.00");
      assertThat(prices.of("Web", desk, "Abroad", 1)).isEqualTo("100.00 / 100.00");
      assertThat(prices.of("Web", chair, "Abroad", 1)).isEqualTo("59.49 / 49.99");
      // 1.10 / 1.19 = 0.9244; 7 % of 0.92 = 0.06, of 0.9244 = 0.0647
      assertThat(prices.of("Web", pen, "Reduced", 1))
          .isEqualTo(first ? "0.92 / 0.86" : exact ? "0.99 / 0.93" : "0.98 / 0.92");
      // a position without taxes: in 19 it takes them all away
      assertThat(prices.of("Web", desk, "Empty", 1))
          .isEqualTo(lists ? "100.00 / 100.00" : "119.00 / 100.00");
      assertThat(prices.of("Web", chair, "Empty", 1))
          .isEqualTo(lists ? "49.99 / 49.99" : "59.49 / 49.99");
      // rules: 12.5 % off 119 = 104.125; 40 from ten pieces; cost 20 + 25 % + 0.50
      assertThat(prices.of("Dealers", desk, "", 1)).isEqualTo("104.13 / 87.50");
      assertThat(prices.of("Dealers", chair, "", 9)).isEqualTo("52.05 / 43.74");
      assertThat(prices.of("Dealers", chair, "", 10)).isEqualTo("47.60 / 40.00");
      assertThat(prices.of("Dealers", lamp, "", 1)).isEqualTo("25.50 / 25.50");
    }
  }

  private static Map<String, Object> rule(int id, int pricelist, Map<String, Object> more) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("id", id + 5000);
    row.put("pricelist_id", pricelist);
    row.put("applied_on", "3_global");
    row.put("base", "list_price");
    row.put("company_id", 1);
    row.put("currency_id", 1);
    row.put("active", true);
    row.putAll(more);
    return row;
  }

  /** Prices with and without taxes. */
  private record Prices(PriceTables tables, String currency) {
    String of(String pricelist, int product, String position, int quantity) {
      List<String> both = new ArrayList<>();
      for (PricesConfig.Taxes taxes :
          List.of(PricesConfig.Taxes.INCLUDED, PricesConfig.Taxes.EXCLUDED)) {
        PriceBook book =
            new PriceBook(
                new ChannelId("shop"),
                new PricesConfig(pricelist, "", currency, taxes, position, "", quantity, 2, true),
                () -> Optional.of(tables));
        PriceExplanation explained = book.explain(product, NOW);
        both.add(
            explained
                .priced()
                .map(p -> p.sale().orElse(p.regular()).setScale(2).toPlainString())
                .orElse(explained.problem()));
      }
      return String.join(" / ", both);
    }
  }

  /** One release's tables and the people who fill them. */
  private static final class World implements AutoCloseable {
    private final OdooRelease release;
    private final OdooSimulator simulator;
    private final OdooPerson person;
    private final PgSession session;
    private final OdooCatalogue shape;
    private final int currency;
    private final int country;
    private final int group;

    World(OdooRelease release) {
      this.release = release;
      String database = "prices_" + release.name().toLowerCase(Locale.ROOT);
      OdooSchema.install(postgres, database, release);
      simulator = OdooSimulator.start(vertx, postgres, database, release, 0);
      person = OdooPerson.login(simulator.url(), database, "admin", "admin");
      session =
          PgSession.open(
              new PgUrl(
                  "postgresql://postgres@127.0.0.1:" + postgres.port() + "/" + database,
                  Secret.of("postgres")),
              "prices-it",
              1);
      shape =
          session.read(
              connection ->
                  OdooCatalogue.read(
                      connection,
                      Set.of(
                          "account_tax",
                          "account_fiscal_position",
                          "account_fiscal_position_tax",
                          "account_tax_alternatives",
                          "account_fiscal_position_account_tax_rel",
                          "product_pricelist",
                          "product_pricelist_item",
                          "product_taxes_rel",
                          "product_product",
                          "ir_property")));
      currency = number("select currency_id from res_company where id = 1");
      country = number("select min(id) from res_country");
      group = number("select min(id) from account_tax_group");
    }

    void pricelist(int id, String name) {
      insert(
          "product_pricelist",
          Map.of(
              "id",
              id,
              "name",
              name,
              "currency_id",
              currency,
              "sequence",
              1,
              "active",
              true,
              "discount_policy",
              "with_discount"));
    }

    void tax(int id, String name, int percent, boolean included, boolean active) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", id);
      row.put("name", name);
      row.put("type_tax_use", "sale");
      row.put("amount_type", "percent");
      row.put("amount", percent);
      row.put("price_include", included);
      row.put("price_include_override", included ? "tax_included" : "tax_excluded");
      row.put("include_base_amount", false);
      row.put("is_base_affected", true);
      row.put("is_domestic", true);
      row.put("active", active);
      row.put("sequence", 1);
      row.put("company_id", 1);
      row.put("country_id", country);
      row.put("tax_group_id", group);
      row.put("tax_exigibility", "on_invoice");
      insert("account_tax", row);
    }

    /** As this release keeps it; tax 0 = no mapping. */
    void position(int id, String name, int from, int to) {
      insert(
          "account_fiscal_position",
          Map.of("id", id, "name", name, "company_id", 1, "active", true));
      if (from == 0) {
        return;
      }
      if (shape.has("account_fiscal_position_tax")) {
        insert(
            "account_fiscal_position_tax",
            Map.of("id", id, "position_id", id, "tax_src_id", from, "tax_dest_id", to));
      } else {
        insert(
            "account_fiscal_position_account_tax_rel",
            Map.of("account_fiscal_position_id", id, "account_tax_id", to));
        insert("account_tax_alternatives", Map.of("dest_tax_id", to, "src_tax_id", from));
      }
    }

    int product(String sku, double price, int tax) {
      OdooPerson.Product product = person.createProduct(sku, "Product " + sku, price);
      session.transact(
          connection -> {
            try (PreparedStatement clear =
                connection.prepareStatement("delete from product_taxes_rel where prod_id = ?")) {
              clear.setInt(1, product.templateId());
              clear.executeUpdate();
            }
          });
      insert("product_taxes_rel", Map.of("prod_id", product.templateId(), "tax_id", tax));
      return product.id();
    }

    void cost(int product, double cost) {
      person.client().write("product.product", List.of(product), Map.of("standard_price", cost));
    }

    /** Columns that this release lacks are left out; translated ones become one text. */
    void insert(String table, Map<String, Object> row) {
      List<String> columns =
          row.keySet().stream().filter(column -> shape.has(table, column)).sorted().toList();
      List<String> marks =
          columns.stream()
              .map(
                  column ->
                      shape.translated(table, column)
                          ? "jsonb_build_object('en_US', ?::text)"
                          : "?")
              .toList();
      session.transact(
          connection -> {
            try (PreparedStatement insert =
                connection.prepareStatement(
                    "insert into %s (%s) values (%s)"
                        .formatted(table, String.join(", ", columns), String.join(", ", marks)))) {
              for (int i = 0; i < columns.size(); i++) {
                insert.setObject(i + 1, row.get(columns.get(i)));
              }
              insert.executeUpdate();
            }
          });
    }

    Prices prices() {
      PriceTables tables = new PriceTables(Set.of("Web", "Dealers"));
      new ProjectionLoader(session, new Kept(false, false), "", List.of(() -> new Into(tables)))
          .load(List.of());
      int own = Objects.requireNonNull(tables.pricelists.get(900), release.number()).currency();
      return new Prices(tables, tables.currencyName(own));
    }

    private int number(String sql) {
      return session.read(
          connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
              ResultSet row = query.executeQuery();
              assertThat(row.next()).isTrue();
              return row.getInt(1);
            }
          });
    }

    @Override
    public void close() {
      session.close();
      simulator.close();
    }
  }

  /** Only the tables, without a desk. */
  private record Into(PriceTables loaded) implements TablePart {
    @Override
    public Set<String> tables() {
      return PriceTables.NAMES;
    }

    @Override
    public void apply(RowChange change) {
      loaded.apply(change);
    }

    @Override
    public void takeOver() {
      throw new IllegalStateException("nobody follows the WAL here");
    }

    @Override
    public void transactionFolded() {
      throw new IllegalStateException("nobody follows the WAL here");
    }
  }
}
