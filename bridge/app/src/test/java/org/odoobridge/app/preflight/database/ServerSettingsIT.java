package org.odoobridge.app.preflight.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** A server as it comes from the package: not logical, no room for a slot, no limit on WAL. */
final class ServerSettingsIT {

  @Test
  void settingsThatKeepTheBridgeFromReadingAreCuredByTheirRemedies() throws SQLException {
    PostgresOptions asInstalled =
        PostgresOptions.throwaway()
            .withSetting("wal_level", "replica")
            .withSetting("max_replication_slots", "0")
            .withSetting("max_wal_senders", "0");
    try (PostgresFixture postgres = PostgresFixture.start(asInstalled)) {
      OdooSchema.install(postgres, "odoo");
      SourceNeeds needs =
          SourceNeeds.of(
              new PgUrl(
                  "postgresql://reader@127.0.0.1:" + postgres.port() + "/odoo", Secret.of("any")),
              "slot",
              "pub",
              ByteSize.parse("1MiB"));
      try (Connection connection = postgres.connect("odoo");
          Statement statement = connection.createStatement()) {
        for (SqlRecipe.Step step : SqlRecipe.odoo(needs)) {
          if (!step.sql().contains("pg_create_logical_replication_slot")) {
            statement.execute(step.sql());
          }
        }
      }
      List<Finding> found = new SourceCheck(needs).look();
      assertThat(found)
          .filteredOn(finding -> finding.level() == Level.PROBLEM)
          .extracting(Finding::message)
          .contains(
              "wal_level is replica, so changes cannot be read",
              "all 0 replication slots are in use",
              "all 0 WAL senders are in use");
      assertThat(found)
          .filteredOn(finding -> finding.level() == Level.WARNING)
          .extracting(Finding::message)
          .singleElement()
          .asString()
          .startsWith("max_slot_wal_keep_size has no limit");

      for (Finding finding : found) {
        for (String sql : finding.remedy().split(";", -1)) {
          if (sql.strip().startsWith("ALTER SYSTEM")) {
            postgres.execute("odoo", sql);
          }
        }
      }
      // The fixture gives settings on the command line, which a file cannot override; so the file
      // is what is looked at.
      assertThat(inAutoConf(postgres))
          .containsExactlyInAnyOrder(
              "wal_level=logical",
              "max_replication_slots=4",
              "max_wal_senders=4",
              "max_slot_wal_keep_size=20GB");
    }
  }

  private static List<String> inAutoConf(PostgresFixture postgres) throws SQLException {
    List<String> settings = new ArrayList<>();
    try (Connection connection = postgres.connect("odoo");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select name, setting from pg_file_settings where sourcefile like '%auto.conf'")) {
      while (row.next()) {
        settings.add(row.getString(1) + "=" + row.getString(2));
      }
    }
    return settings;
  }
}
