package org.odoobridge.inbound.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** What is decided from the tables of each release, and that its records can be read there. */
class OdooDialectIT {
  private static PostgresFixture postgres;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    for (OdooRelease release : OdooRelease.values()) {
      OdooSchema.install(postgres, database(release), release);
    }
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource(OdooRelease.class)
  void everyDifferenceIsSeenInTheTables(OdooRelease release) {
    int number = Integer.parseInt(release.number());
    try (PgSession session = open(url(release))) {
      OdooDialect dialect = dialect(session, number);

      assertThat(dialect.lineTaxField()).isEqualTo(number >= 19 ? "tax_ids" : "tax_id");
      assertThat(dialect.lineUomField()).isEqualTo(number >= 19 ? "product_uom_id" : "product_uom");
      assertThat(dialect.technicalPrice()).isEqualTo(number >= 18);
      assertThat(dialect.names() == OdooDialect.Translation.COLUMN).isEqualTo(number >= 16);
      assertThat(dialect.taxPriceByCompany()).isEqualTo(number >= 18);
      assertThat(dialect.lockedFlag()).isEqualTo(number >= 17);
      assertThat(dialect.pricelistOptional()).isEqualTo(number >= 17);
      assertThat(dialect.htmlNote()).isEqualTo(number >= 15);
      assertThat(dialect.exactPrices()).isEqualTo(number >= 19);
      assertThat(dialect.facts()).doesNotContain("");
    }
  }

  @ParameterizedTest
  @EnumSource(OdooRelease.class)
  void theReaderReadsEverythingWithExactlyItsGrants(OdooRelease release) {
    PgUrl reader;
    try (PgSession superuser = open(url(release))) {
      reader = OdooBotSetup.reader(url(release), superuser);
    }
    try (PgSession session = open(reader)) {
      OdooDirectory directory = directory(session, release);

      OdooMasterData data = directory.masterData();

      assertThat(data.companies()).isNotEmpty();
      assertThat(data.currencies()).isNotEmpty();
      assertThat(data.warehouses()).isNotEmpty();
      assertThat(data.quantityDigits()).isPositive();
      assertThat(directory.orders(List.of())).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OdooRelease.class,
      names = {"V16", "V17", "V18", "V19"})
  void aNameIsFoundInEveryLanguageAndShownInThatOfTheUser(OdooRelease release) {
    try (PgSession session = open(url(release))) {
      execute(
          session,
          "UPDATE crm_team SET name = '{\"en_US\": \"Europe\", \"de_DE\": \"Europa\"}'",
          "UPDATE res_partner SET lang = 'de_DE' WHERE id ="
              + " (SELECT partner_id FROM res_users WHERE login = 'admin')");
      List<OdooMasterData.Named> german = directory(session, release).masterData().teams();
      execute(
          session,
          "UPDATE res_partner SET lang = 'fr_FR' WHERE id ="
              + " (SELECT partner_id FROM res_users WHERE login = 'admin')");
      List<OdooMasterData.Named> french = directory(session, release).masterData().teams();

      assertThat(german).isNotEmpty().allMatch(team -> team.name().shown().equals("Europa"));
      assertThat(german).allMatch(team -> team.name().has("Europe") && team.name().has("Europa"));
      assertThat(french).allMatch(team -> team.name().shown().equals("Europe"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OdooRelease.class,
      names = {"V14", "V15"})
  void aNameIsFoundInEveryLanguageOfTheTranslationsTable(OdooRelease release) {
    try (PgSession session = open(url(release))) {
      execute(
          session,
          "CREATE TABLE IF NOT EXISTS ir_translation (id serial, name varchar, res_id int,"
              + " lang varchar, value text)",
          "INSERT INTO ir_translation (name, res_id, lang, value)"
              + " SELECT 'crm.team,name', id, 'de_DE', 'Europa' FROM crm_team");

      List<OdooMasterData.Named> teams = directory(session, release).masterData().teams();

      assertThat(teams).isNotEmpty().allMatch(team -> team.name().has("Europa"));
      assertThat(teams).noneMatch(team -> team.name().shown().equals("Europa"));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = OdooRelease.class,
      names = {"V18", "V19"})
  void aTaxThatLeavesItToItsCompanyIncludesWhatTheCompanySays(OdooRelease release) {
    try (PgSession session = open(url(release))) {
      execute(
          session,
          "UPDATE account_tax SET price_include_override = NULL, active = true",
          "UPDATE res_company SET account_price_include = 'tax_included'");
      List<OdooMasterData.Tax> included = directory(session, release).masterData().taxes();
      execute(session, "UPDATE res_company SET account_price_include = 'tax_excluded'");
      List<OdooMasterData.Tax> excluded = directory(session, release).masterData().taxes();
      execute(session, "UPDATE account_tax SET price_include_override = 'tax_included'");
      List<OdooMasterData.Tax> overridden = directory(session, release).masterData().taxes();

      assertThat(included).isNotEmpty().allMatch(OdooMasterData.Tax::included);
      assertThat(excluded).isNotEmpty().noneMatch(OdooMasterData.Tax::included);
      assertThat(overridden).isNotEmpty().allMatch(OdooMasterData.Tax::included);
    }
  }

  @Test
  void theServerIsAskedForItsVersionAgainWhenItsTablesHaveChanged() {
    try (PgSession session = open(url(OdooRelease.V17))) {
      List<Integer> asked = new ArrayList<>();
      OdooDirectory directory =
          new OdooDirectory(
              session,
              "admin",
              Clock.systemUTC(),
              Duration.ZERO,
              () -> {
                asked.add(17);
                return new OdooVersion(17, 0, "17.0");
              });
      directory.freshMasterData();
      directory.freshMasterData();
      assertThat(asked).hasSize(1);

      execute(session, "ALTER TABLE sale_order_line ADD technical_price_unit float8");
      boolean technical = directory.freshMasterData().dialect().technicalPrice();
      execute(session, "ALTER TABLE sale_order_line DROP technical_price_unit");

      assertThat(technical).isTrue();
      assertThat(asked).hasSize(2);
    }
  }

  private static OdooDialect dialect(PgSession session, int number) {
    return session.read(
        connection -> {
          OdooCatalogue tables = OdooDialect.catalogue(connection);
          return OdooDialect.read(connection, tables, new OdooVersion(number, 0, number + ".0"));
        });
  }

  private static OdooDirectory directory(PgSession session, OdooRelease release) {
    int number = Integer.parseInt(release.number());
    return new OdooDirectory(
        session,
        "admin",
        Clock.systemUTC(),
        Duration.ofMinutes(1),
        () -> new OdooVersion(number, 0, release.series()));
  }

  private static void execute(PgSession session, String... statements) {
    session.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
        });
  }

  private static String database(OdooRelease release) {
    return "odoo" + release.number();
  }

  private static PgUrl url(OdooRelease release) {
    return new PgUrl(
        "postgresql://%s@127.0.0.1:%d/%s"
            .formatted(PostgresFixture.SUPERUSER, postgres.port(), database(release)),
        Secret.EMPTY);
  }

  private static PgSession open(PgUrl url) {
    return PgSession.open(url, "test", 1);
  }
}
