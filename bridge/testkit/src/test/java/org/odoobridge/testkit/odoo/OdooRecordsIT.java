package org.odoobridge.testkit.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooRefusal;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** What records look like over RPC and in the tables, in every release. */
class OdooRecordsIT {

  private static final Map<String, Object> GERMAN = Map.of("context", Map.of("lang", "de_DE"));

  /** Fields of what the simulator leaves out: accounting and the cash that is counted for it. */
  private static final Set<String> ACCOUNTING =
      Set.of(
          "pos.config.cash_control",
          "pos.config.invoice_journal_id",
          "pos.session.cash_register_difference",
          "pos.session.statement_line_ids");

  private static PostgresFixture postgres;
  private static Vertx vertx;
  private static final Map<OdooRelease, OdooSimulator> SIMULATORS =
      new EnumMap<>(OdooRelease.class);

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    vertx = Vertx.vertx();
    for (OdooRelease release : OdooRelease.values()) {
      String database = "odoo" + release.number();
      OdooSchema.install(postgres, database, release);
      SIMULATORS.put(release, OdooSimulator.start(vertx, postgres, database, release, 0));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    SIMULATORS.values().forEach(OdooSimulator::close);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void aNameIsReadAndFoundInTheCallersLanguage(OdooRelease release) throws SQLException {
    OdooClient odoo = client(release);
    int chair = odoo.create("product.template", Map.of("name", "Chair"));

    odoo.execute(
        "product.template", "write", List.of(List.of(chair), Map.of("name", "Stuhl")), GERMAN);

    assertThat(name(odoo, chair, Map.of())).isEqualTo("Chair");
    assertThat(name(odoo, chair, GERMAN)).isEqualTo("Stuhl");
    assertThat(odoo.search("product.template", List.of(List.of("name", "ilike", "chai"))))
        .containsExactly(chair);
    assertThat(text(release, "SELECT name::text FROM product_template WHERE id = " + chair))
        .isEqualTo(
            release.translatedNames() ? "{\"de_DE\": \"Stuhl\", \"en_US\": \"Chair\"}" : "Chair");
    odoo.call("product.template", "write", List.of(chair), Map.of("active", false));
  }

  @ParameterizedTest
  @EnumSource
  void aTextCreatedInAnotherLanguageIsItsSourceToo(OdooRelease release) throws SQLException {
    OdooClient odoo = client(release);

    int unit =
        ((Number)
                Objects.requireNonNull(
                    odoo.execute(
                        "product.pricelist",
                        "create",
                        List.of(Map.of("name", "Händler \"A\" \\ B")),
                        GERMAN)))
            .intValue();

    assertThat(
            text(
                release,
                "SELECT name%s FROM product_pricelist WHERE id = %d"
                    .formatted(release.translatedNames() ? " ->> 'en_US'" : "", unit)))
        .isEqualTo("Händler \"A\" \\ B");
  }

  @ParameterizedTest
  @EnumSource
  void fieldsAreThoseOfTheRelease(OdooRelease release) {
    OdooClient odoo = client(release);

    assertThat(fields(odoo, "sale.order.line"))
        .contains(release.lineTaxField(), release.lineUomField())
        .doesNotContain(release.lineTaxField().equals("tax_id") ? "tax_ids" : "tax_id")
        .satisfies(
            names ->
                assertThat(names.contains("technical_price_unit"))
                    .isEqualTo(release.technicalPriceUnit()));
    assertThat(fields(odoo, "product.template"))
        .satisfies(
            names -> assertThat(names.contains("detailed_type")).isEqualTo(release.detailedType()))
        .satisfies(
            names -> assertThat(names.contains("is_storable")).isEqualTo(release.storableFlag()));
    assertThat(fields(odoo, "stock.move").contains("quantity_done"))
        .isEqualTo(!release.quantityPicked());
    assertThat(fields(odoo, "sale.order").contains("locked")).isEqualTo(release.locksOrders());
    if (!release.procurementGroups()) {
      assertThatThrownBy(() -> odoo.search("procurement.group", List.of()))
          .isInstanceOf(OdooRefusal.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"V17", "V18", "V19"})
  void everyFieldThatWasReadOnARealServerIsThere(OdooRelease release) throws Exception {
    OdooClient odoo = client(release);
    Map<String, List<String>> known = new HashMap<>();
    List<String> missing = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(OdooRecordsIT.class.getResourceAsStream("recorded-fields.tsv"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] read = line.split("\t", -1);
        if (read[0].equals(release.number())
            && !known.computeIfAbsent(read[1], model -> fields(odoo, model)).contains(read[2])) {
          missing.add(read[1] + "." + read[2]);
        }
      }
    }

    assertThat(known).hasSizeGreaterThan(10);
    assertThat(missing).isSubsetOf(ACCOUNTING);
  }

  @ParameterizedTest
  @EnumSource
  void aCostBelongsToTheCompany(OdooRelease release) throws SQLException {
    OdooClient odoo = client(release);
    int product = odoo.create("product.product", Map.of("name", "Costly", "standard_price", 7.25));

    assertThat(
            odoo.searchRead(
                "product.product", List.of(List.of("id", "=", product)), "standard_price"))
        .containsExactly(Map.of("id", product, "standard_price", 7.25));
    assertThat(
            text(
                release,
                release.companyValuesInColumns()
                    ? "SELECT standard_price::text FROM product_product WHERE id = " + product
                    : "SELECT value_float::text FROM ir_property WHERE name = 'standard_price' AND res_id = 'product.product,"
                        + product
                        + "'"))
        .isEqualTo(release.companyValuesInColumns() ? "{\"1\": 7.25}" : "7.25");
  }

  private static OdooClient client(OdooRelease release) {
    OdooSimulator odoo = Objects.requireNonNull(SIMULATORS.get(release));
    return OdooClient.login(odoo.url(), odoo.db(), "admin", "admin");
  }

  private static Object name(OdooClient odoo, int template, Map<String, Object> kwargs) {
    List<?> rows =
        (List<?>)
            Objects.requireNonNull(
                odoo.execute(
                    "product.template",
                    "read",
                    List.of(List.of(template), List.of("name")),
                    kwargs));
    return Objects.requireNonNull(((Map<?, ?>) rows.getFirst()).get("name"));
  }

  private static List<String> fields(OdooClient odoo, String model) {
    return ((Map<?, ?>) Objects.requireNonNull(odoo.call(model, "fields_get")))
        .keySet().stream().map(String::valueOf).toList();
  }

  private static String text(OdooRelease release, String sql) throws SQLException {
    try (Connection connection = postgres.connect("odoo" + release.number());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return Objects.requireNonNull(rows.getString(1));
    }
  }
}
