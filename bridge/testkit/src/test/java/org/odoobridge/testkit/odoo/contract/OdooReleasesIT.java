package org.odoobridge.testkit.odoo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * Every scenario comes to the same on every release, except for the differences that {@code
 * differences.txt} names. What it comes to on release 14 is the real one's ({@link
 * OdooContractIT}).
 */
class OdooReleasesIT {

  private static final Path OUT = Path.of("target", "contract");

  private static Map<String, List<String>> on14 = Map.of();

  @BeforeAll
  static void runOn14() throws Exception {
    on14 = outcomes(OdooRelease.V14);
  }

  @ParameterizedTest
  @EnumSource(value = OdooRelease.class, names = "V14", mode = EnumSource.Mode.EXCLUDE)
  void scenariosComeToWhatTheyComeToOn14ExceptForTheNamedDifferences(OdooRelease release)
      throws Exception {
    List<String> seen = differences(outcomes(release));

    Files.write(
        Files.createDirectories(OUT).resolve("differences-" + release.number() + ".txt"), seen);
    assertThat(seen).containsExactlyInAnyOrderElementsOf(named(release));
  }

  private static Map<String, List<String>> outcomes(OdooRelease release) throws Exception {
    Map<String, List<String>> outcomes = new LinkedHashMap<>();
    Vertx vertx = Vertx.vertx();
    try (PostgresFixture postgres = PostgresFixture.start()) {
      OdooSchema.install(postgres, "odoo", release);
      try (OdooSimulator odoo = OdooSimulator.start(vertx, postgres, "odoo", release, 0)) {
        OdooPerson person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
        for (OdooScenario scenario : OdooScenarios.all()) {
          String prefix = "CT" + Long.toString(System.nanoTime(), 36) + "-";
          List<String> lines = new ArrayList<>();
          for (String said : scenario.story().run(person, prefix)) {
            lines.add("said " + said.replace(prefix, "").replace("\n", "\\n"));
          }
          try (Connection connection = postgres.connect("odoo")) {
            lines.addAll(OdooOutcome.read(connection, prefix, release));
          }
          outcomes.put(scenario.name(), lines);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    return outcomes;
  }

  /** Lines that 14 has and the other has not, and the other way round, by scenario. */
  private static List<String> differences(Map<String, List<String>> outcomes) {
    List<String> differences = new ArrayList<>();
    outcomes.forEach(
        (name, lines) -> {
          List<String> gone = new ArrayList<>(on14.getOrDefault(name, List.of()));
          List<String> come = new ArrayList<>();
          for (String line : lines) {
            if (!gone.remove(line)) {
              come.add(line);
            }
          }
          gone.forEach(line -> differences.add(name + " - " + line));
          come.forEach(line -> differences.add(name + " + " + line));
        });
    return differences;
  }

  /** The differences that are expected of a release. */
  private static List<String> named(OdooRelease release) throws IOException {
    List<String> named = new ArrayList<>();
    boolean applies = false;
    try (InputStream in =
        Objects.requireNonNull(OdooReleasesIT.class.getResourceAsStream("differences.txt"))) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("# ")) {
          String[] range = line.substring(2).split("[ :]", 2)[0].split("-", 2);
          int number = Integer.parseInt(release.number());
          applies =
              number >= Integer.parseInt(range[0])
                  && number <= Integer.parseInt(range[range.length - 1]);
        } else if (applies && !line.isBlank() && !line.startsWith("!")) {
          named.add(line);
        }
      }
    }
    return named;
  }
}
