package org.odoobridge.app.preflight.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** Each finding is provoked, and gone after the SQL that preflight itself prints. */
final class SourceCheckIT {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static PostgresFixture postgres;

  private String name = "";
  private SourceNeeds needs;

  @BeforeAll
  static void startServer() {
    postgres =
        PostgresFixture.start(
            PostgresOptions.throwaway().withSetting("max_slot_wal_keep_size", "1GB"));
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void database() {
    name = "odoo" + NUMBER.incrementAndGet();
    OdooSchema.install(postgres, name);
    needs = needs("reader_" + name);
  }

  @AfterEach
  void dropSlot() {
    postgres.execute(
        name,
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
            + " where slot_name = 'slot_"
            + name
            + "'");
  }

  private SourceNeeds needs(String role) {
    PgUrl url =
        new PgUrl(
            "postgresql://%s@127.0.0.1:%d/%s".formatted(role, postgres.port(), name),
            Secret.of("any"));
    return SourceNeeds.of(url, "slot_" + name, "pub_" + name, ByteSize.parse("1MiB"));
  }

  private List<Finding> look() throws SQLException {
    return new SourceCheck(needs).look();
  }

  private List<String> messages(Level level) throws SQLException {
    return look().stream().filter(f -> f.level() == level).map(Finding::message).toList();
  }

  /** As psql does it: each statement in a transaction of its own, as a superuser. */
  private void runPrintedSql() throws SQLException {
    runPrintedSql(name, needs);
  }

  private static void runPrintedSql(String database, SourceNeeds needed) throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (SqlRecipe.Step step : SqlRecipe.odoo(needed)) {
        statement.execute(step.sql());
      }
    }
  }

  private void asSuperuser(String sql) {
    postgres.execute(name, sql.formatted(name));
  }

  @Test
  void anUnknownRoleIsAFindingThatThePrintedSqlCures() throws SQLException {
    assertThat(messages(Level.PROBLEM))
        .singleElement()
        .asString()
        .contains("reader_" + name + " is not let in");
    runPrintedSql();
    assertThat(look()).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void thePrintedSqlCanBeRunAgain() throws SQLException {
    runPrintedSql();
    runPrintedSql();
    assertThat(look()).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void theRoleMayReadWhatIsNeededAndNothingElse() throws SQLException {
    runPrintedSql();
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(name), "reader_" + name, "any");
        Statement statement = connection.createStatement()) {
      statement.execute("select id, quantity from stock_quant");
      statement.execute("select id, email from res_partner");
      assertRefused(statement, "select password from res_users");
      assertRefused(statement, "select vat from res_partner");
      assertRefused(statement, "update stock_quant set quantity = 1");
      assertRefused(statement, "create table mine (id int)");
    }
  }

  /** In the tables of every release, with and without a catalogue. */
  @ParameterizedTest
  @EnumSource
  void theRoleMayReadWhatIsNeededOfEveryReleaseAndNothingElse(OdooRelease release)
      throws SQLException {
    for (boolean catalog : List.of(false, true)) {
      String shape = name + "_" + release.number() + (catalog ? "_catalog" : "");
      OdooSchema.install(postgres, shape, release);
      String role = "reader_" + shape;
      PgUrl url =
          new PgUrl(
              "postgresql://%s@127.0.0.1:%d/%s".formatted(role, postgres.port(), shape),
              Secret.of("any"));
      SourceNeeds all =
          SourceNeeds.of(
              url, "slot_" + shape, "pub_" + shape, ByteSize.parse("1MiB"), catalog, catalog);
      try {
        runPrintedSql(shape, all);

        assertThat(new SourceCheck(all).look())
            .extracting(Finding::level)
            .doesNotContain(Level.PROBLEM, Level.WARNING);
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(shape), role, "any");
            Statement statement = connection.createStatement()) {
          assertRefused(statement, "select password from res_users");
          assertRefused(statement, "select vat from res_partner");
          assertRefused(statement, "select key from res_users_apikeys");
          assertRefused(statement, "update stock_quant set quantity = 1");
          assertRefused(statement, "delete from sale_order");
          assertRefused(statement, "create table mine (id int)");
          assertThat(readableTables(statement)).isSubsetOf(tablesOf(all));
        }
      } finally {
        postgres.execute(
            shape,
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where slot_name = 'slot_%s'".formatted(shape));
      }
    }
  }

  private static Set<String> tablesOf(SourceNeeds needs) {
    Set<String> tables = new HashSet<>(needs.lookedUp().keySet());
    needs.tables().forEach(table -> tables.add(table.table()));
    return tables;
  }

  private static Set<String> readableTables(Statement statement) throws SQLException {
    Set<String> tables = new HashSet<>();
    try (ResultSet rows =
        statement.executeQuery(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind = 'r' and (has_table_privilege(oid, 'select')"
                + " or has_any_column_privilege(oid, 'select'))")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void assertRefused(Statement statement, String sql) {
    assertThatThrownBy(() -> statement.execute(sql))
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42501");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER ROLE reader_%1$s NOREPLICATION | may not read the write-ahead log",
        "REVOKE SELECT ON stock_quant, sale_order FROM reader_%1$s | may not read sale_order,"
            + " stock_quant",
        "REVOKE SELECT (email) ON res_partner FROM reader_%1$s | may not read res_partner",
        "REVOKE USAGE ON SCHEMA public FROM reader_%1$s, public | may not read account_",
        "DROP PUBLICATION pub_%1$s | publication pub_%1$s does not exist",
        "ALTER PUBLICATION pub_%1$s DROP TABLE stock_move | publication pub_%1$s lacks stock_move",
        "ALTER PUBLICATION pub_%1$s SET (publish = 'insert') | leaves out changes",
        "ALTER PUBLICATION pub_%1$s SET TABLE stock_quant WHERE (id > 5) | leaves out changes",
      })
  void eachProblemIsCuredByThePrintedSql(String sql, String message) throws SQLException {
    runPrintedSql();
    asSuperuser(sql);
    assertThat(messages(Level.PROBLEM))
        .anySatisfy(found -> assertThat(found).contains(message.formatted(name)));
    assertThat(look())
        .filteredOn(f -> f.level() == Level.PROBLEM)
        .extracting(Finding::remedy)
        .allSatisfy(remedy -> assertThat(remedy).isNotBlank());
    runPrintedSql();
    assertThat(messages(Level.PROBLEM)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER ROLE reader_%1$s SUPERUSER | is a superuser",
        "ALTER PUBLICATION pub_%1$s ADD TABLE res_partner | has tables that nobody reads:"
            + " res_partner",
        "DROP PUBLICATION pub_%1$s; CREATE PUBLICATION pub_%1$s FOR ALL TABLES | is for all tables",
      })
  void moreThanNeededIsAWarningThatThePrintedSqlCures(String sql, String message)
      throws SQLException {
    runPrintedSql();
    asSuperuser(sql);
    assertThat(messages(Level.WARNING))
        .anySatisfy(found -> assertThat(found).contains(message.formatted(name)));
    assertThat(messages(Level.PROBLEM)).isEmpty();
    runPrintedSql();
    assertThat(messages(Level.WARNING)).isEmpty();
  }

  @Test
  void membershipInReadAllDataIsAWarning() throws SQLException {
    runPrintedSql();
    asSuperuser("GRANT pg_read_all_data TO reader_%1$s");
    assertThat(messages(Level.WARNING)).singleElement().asString().contains("pg_read_all_data");
  }

  @Test
  void aSlotThatIsNotThereIsANoteAndOneOfAnotherKindAProblem() throws SQLException {
    runPrintedSql();
    asSuperuser("select pg_drop_replication_slot('slot_%1$s')");
    assertThat(messages(Level.NOTE)).singleElement().asString().contains("does not exist yet");
    asSuperuser("select pg_create_physical_replication_slot('slot_%1$s')");
    assertThat(messages(Level.PROBLEM))
        .singleElement()
        .asString()
        .contains("belongs to something else");
  }

  @Test
  void walThatASlotHoldsBackIsAWarning() throws SQLException {
    runPrintedSql();
    asSuperuser("select pg_logical_emit_message(false, 'test', repeat('x', 3000000))");
    assertThat(messages(Level.WARNING))
        .singleElement()
        .asString()
        .matches("slot slot_" + name + " holds back \\d MB of WAL");
  }

  @Test
  void modulesThatAreNotInstalledAreNotesAndTheRestStillWorks() throws SQLException {
    asSuperuser("drop table pos_order_line, pos_order, pos_session, pos_config cascade");
    runPrintedSql();
    assertThat(messages(Level.NOTE))
        .hasSize(4)
        .allSatisfy(note -> assertThat(note).contains("point_of_sale is not installed"));
    assertThat(messages(Level.PROBLEM)).isEmpty();
  }

  @Test
  void aDatabaseThatIsNotOdoosIsAProblem() throws SQLException {
    asSuperuser("drop table stock_quant cascade");
    runPrintedSql();
    assertThat(messages(Level.PROBLEM))
        .singleElement()
        .asString()
        .isEqualTo("there is no table stock_quant");
  }

  @Test
  void nobodyListeningAndNoSuchDatabaseAreFindings() throws SQLException {
    runPrintedSql();
    PgUrl none =
        new PgUrl(
            "postgresql://reader_%s@127.0.0.1:%d/none".formatted(name, postgres.port()),
            Secret.EMPTY);
    PgUrl nobody = new PgUrl("postgresql://reader@127.0.0.1:1/odoo", Secret.EMPTY);
    assertThat(new SourceCheck(SourceNeeds.of(none, "s", "p", ByteSize.parse("1MiB"))).look())
        .singleElement()
        .extracting(Finding::level, Finding::message)
        .containsExactly(Level.PROBLEM, "there is no database none");
    assertThat(new SourceCheck(SourceNeeds.of(nobody, "s", "p", ByteSize.parse("1MiB"))).look())
        .singleElement()
        .extracting(Finding::message)
        .asString()
        .startsWith("no connection to PostgreSQL at 127.0.0.1:1");
  }
}
