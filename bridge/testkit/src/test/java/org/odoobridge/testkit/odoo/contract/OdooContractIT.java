package org.odoobridge.testkit.odoo.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * The simulator ends every scenario in the state that a real Odoo 14 recorded. With a real one
 * switched on ({@link OdooServer}) that is checked against the recordings, too; with {@code
 * ODOO_RECORD} (a directory) set, it records them anew.
 */
class OdooContractIT {

  private static PostgresFixture postgres;
  private static Vertx vertx;
  private static OdooSimulator odoo;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    vertx = Vertx.vertx();
    odoo = OdooSimulator.start(vertx, postgres, "odoo");
  }

  @AfterAll
  static void stop() throws Exception {
    odoo.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    postgres.close();
  }

  static List<String> names() {
    return OdooScenarios.all().stream().map(OdooScenario::name).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSimulatorEndsAsTheRecordedOne(String name) throws Exception {
    OdooPerson person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");

    List<String> state = run(scenario(name), person, postgres.jdbcUrl("odoo"));
    Files.write(
        Files.createDirectories(Path.of("target", "contract")).resolve(name + ".txt"), state);

    assertThat(state).containsExactlyElementsOf(recorded(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRealOdooEndsAsTheRecordedOne(String name) throws Exception {
    Optional<OdooServer> server = OdooServer.shared();
    assumeThat(server)
        .as("set " + OdooServer.SWITCH + "=14 to run this on a real Odoo 14")
        .isPresent();
    OdooServer real = server.orElseThrow();
    OdooPerson person =
        OdooPerson.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());

    List<String> state = run(scenario(name), person, real.superuserJdbcUrl());

    String directory = System.getenv("ODOO_RECORD");
    if (directory != null) {
      Files.write(Path.of(directory, name + ".txt"), state);
    } else {
      // Python's sets have no fixed order: neither the ids of the move lines of one reservation nor
      // the states that an error text lists.
      assertThat(state.stream().map(line -> line.replace("cancel, done", "done, cancel")))
          .containsExactlyInAnyOrderElementsOf(recorded(name));
    }
  }

  @Test
  void scenariosHaveNamesOfTheirOwn() {
    assertThat(names()).doesNotHaveDuplicates();
  }

  private static OdooScenario scenario(String name) {
    return OdooScenarios.all().stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> run(OdooScenario scenario, OdooPerson person, String jdbcUrl)
      throws SQLException {
    String prefix = "CT" + Long.toString(System.nanoTime(), 36) + "-";
    List<String> state = new ArrayList<>();
    scenario
        .story()
        .run(person, prefix)
        .forEach(said -> state.add("said " + said.replace(prefix, "").replace("\n", "\\n")));
    try (Connection connection = DriverManager.getConnection(jdbcUrl, "odoo", "odoo")) {
      state.addAll(OdooState.read(connection, prefix));
    }
    return state;
  }

  private static List<String> recorded(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            OdooContractIT.class.getResourceAsStream("recorded/" + name + ".txt"), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
