package org.odoobridge.testkit.odoo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.odoobridge.testkit.odoo.OdooAddress;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * {@link RpcContract} on the simulator of every release, on the real Odoo 14 where {@link
 * OdooServer} has one, and on the server that {@link OdooAddress} gives.
 */
class RpcContractIT {

  private static PostgresFixture postgres;
  private static Vertx vertx;
  private static final List<OdooSimulator> SIMULATORS = new ArrayList<>();

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    vertx = Vertx.vertx();
    for (OdooRelease release : OdooRelease.values()) {
      String database = "odoo" + release.number();
      OdooSchema.install(postgres, database, release);
      SIMULATORS.add(OdooSimulator.start(vertx, postgres, database, release, 0));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    SIMULATORS.forEach(OdooSimulator::close);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    postgres.close();
  }

  @TestFactory
  Stream<DynamicNode> everyClauseHolds() {
    List<DynamicNode> servers = new ArrayList<>();
    for (OdooSimulator odoo : SIMULATORS) {
      servers.add(
          clauses(
              "simulated " + odoo.release().number(),
              new OdooAddress(odoo.url(), odoo.db(), "admin", "admin")));
      if (odoo.release().json2()) {
        servers.add(
            clauses(
                "simulated " + odoo.release().number() + " over JSON-2",
                new OdooAddress(odoo.url(), odoo.db(), "admin", odoo.createApiKey("admin"))));
      }
    }
    OdooServer.shared()
        .ifPresent(
            real ->
                servers.add(
                    clauses(
                        "real 14",
                        new OdooAddress(
                            real.url(),
                            real.database(),
                            real.adminLogin(),
                            real.adminPassword()))));
    OdooAddress.given().ifPresent(given -> servers.add(clauses("given " + given, given)));
    return servers.stream();
  }

  @Test
  void nothingOfARunIsLeftButWhatOdooKeeps() {
    for (OdooSimulator odoo : SIMULATORS) {
      OdooPerson person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
      String prefix = prefix();
      OdooPerson.Product untouched = person.createProduct(prefix + "U", "Untouched", 1);
      OdooPerson.Product counted = person.createProduct(prefix + "C", "Counted", 1);
      person.setStock(counted, person.stock(), 4);
      int customer = person.createCustomer(prefix + "Customer", "c@example.test");
      person.confirm(person.quote(customer, List.of(OdooPerson.Line.of(counted, 3))));

      List<String> kept = Traces.remove(person, prefix);

      assertThat(kept).noneMatch(line -> line.equals("product.template " + untouched.templateId()));
      assertThat(
              person
                  .client()
                  .search(
                      "product.product", List.of(List.of("default_code", "=like", prefix + "%"))))
          .as("active ones")
          .isEmpty();
      assertThat(
              person
                  .client()
                  .searchRead(
                      "stock.quant",
                      List.of(
                          List.of("product_id", "=", counted.id()),
                          List.of("location_id", "=", person.stock())),
                      "quantity"))
          .allSatisfy(quant -> assertThat(quant.get("quantity")).isEqualTo(0.0));
      assertThat(
              person
                  .client()
                  .search(
                      "sale.order", List.of(List.of("order_line.product_id", "=", counted.id()))))
          .isEmpty();
    }
  }

  private static DynamicContainer clauses(String name, OdooAddress address) {
    return DynamicContainer.dynamicContainer(
        name,
        RpcContract.clauses().stream()
            .map(clause -> DynamicTest.dynamicTest(clause.name(), () -> holds(clause, address))));
  }

  private static void holds(RpcContract.Clause clause, OdooAddress address) {
    OdooPerson person =
        OdooPerson.login(address.url(), address.database(), address.login(), address.secret());
    String prefix = prefix();
    try {
      assertThat(clause.story().run(person, prefix)).isEqualTo(clause.said());
    } finally {
      Traces.remove(person, prefix);
    }
  }

  private static String prefix() {
    return "CT" + Long.toString(System.nanoTime(), 36) + "-";
  }
}
