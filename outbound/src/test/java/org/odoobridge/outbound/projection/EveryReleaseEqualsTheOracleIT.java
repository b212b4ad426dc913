package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.oracle.AvailabilityOracle;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Mode;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** What is loaded gives the oracle's numbers in the shape of every release. */
final class EveryReleaseEqualsTheOracleIT {
  private static PostgresFixture postgres;

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
  void everyNumberEqualsTheOracle(OdooRelease release) throws SQLException {
    String database = "odoo" + release.number();
    OdooSchema.install(postgres, database, release);
    StockOfAnyRelease.fill(postgres, database, 1_000);
    if (release.compareTo(OdooRelease.V17) >= 0) { // as far as recorded, companies can be archived
      StockOfAnyRelease.archivedCompany(postgres, database);
    }
    try (PgSession reader =
            PgSession.open(
                new PgUrl(
                    "postgresql://postgres@127.0.0.1:" + postgres.port() + "/" + database,
                    Secret.of("postgres")),
                "release-it",
                2);
        Connection connection = postgres.connect(database)) {
      OdooTables tables =
          new ProjectionLoader(reader, new Kept(false, false)).load(List.of()).tables();
      List<String> excluded = List.of("WH/Stock/Shelf 3");
      for (StockPolicy.Mode mode : List.of(StockPolicy.Mode.UNPROMISED, StockPolicy.Mode.FREE)) {
        for (boolean whole : new boolean[] {false, true}) {
          StockPolicy policy = policy(mode, excluded, whole);
          Map<String, Long> right =
              AvailabilityOracle.ask(
                  connection,
                  new Question(
                      mode == StockPolicy.Mode.FREE ? Mode.FREE : Mode.UNPROMISED,
                      List.of("WH"),
                      excluded,
                      true,
                      whole,
                      0,
                      Duration.ofDays(5).toSeconds()));
          assertThat(right).hasSizeGreaterThan(800);
          assertThat(right.values()).filteredOn(units -> units > 0).hasSizeGreaterThan(400);
          assertThat(numbers(tables, policy)).isEqualTo(right);
        }
      }
    }
  }

  private static StockPolicy policy(
      StockPolicy.Mode mode, List<String> excluded, boolean wholeWarehouse) {
    return new StockPolicy(
        mode, List.of("WH"), excluded, true, wholeWarehouse, 0, Duration.ofDays(5));
  }

  private static Map<String, Long> numbers(OdooTables tables, StockPolicy policy) {
    Map<String, Long> ours = new HashMap<>();
    Scope scope = Scope.resolve(tables, policy);
    assertThat(scope.problems()).isEmpty();
    Availability availability = new Availability(tables, policy, scope);
    for (Sku sku : tables.catalog().skus()) {
      tables
          .productOf(sku)
          .ifPresent(
              product -> {
                long rest = availability.of(product, System.currentTimeMillis(), Explained.NOT);
                ours.put(
                    sku.value(),
                    Math.max(0, Millionths.floorUnits(rest, tables.rounding(product))));
              });
    }
    return ours;
  }
}
