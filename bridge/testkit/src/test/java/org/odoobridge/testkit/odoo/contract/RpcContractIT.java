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
    return servers().map(odoo -> clauses(odoo.name(), odoo.address()));
  }

  private record Server(String name, OdooAddress address) {
    OdooPerson person() {
      return OdooPerson.login(address.url(), address.database(), address.login(), address.secret());
    }
  }

  private static Stream<Server> servers() {
    List<Server> servers = new ArrayList<>();
    OdooAddress.given().ifPresent(given -> servers.add(new Server("given " + given, given)));
    if (OdooAddress.only()) {
      return servers.stream();
    }
    for (OdooSimulator odoo : SIMULATORS) {
      String name = "simulated " + odoo.release().number();
      servers.add(new Server(name, new OdooAddress(odoo.url(), odoo.db(), "admin", "admin")));
      if (odoo.release().json2()) {
        servers.add(
            new Server(
                name + " over JSON-2",
                new OdooAddress(odoo.url(), odoo.db(), "admin", odoo.createApiKey("admin"))));
      }
    }
    OdooServer.shared()
        .ifPresent(
            real ->
                servers.add(
                    new Server(
                        "real 14",
                        new OdooAddress(
                            real.url(),
                            real.database(),
                            real.adminLogin(),
                            real.adminPassword()))));
    return servers.stream();
  }

  @TestFactory
  Stream<DynamicNode> nothingOfARunIsLeftButWhatOdooKeeps() {
    return servers().map(odoo -> DynamicTest.dynamicTest(odoo.name(), () -> leavesNothing(odoo)));
  }

  private static void leavesNothing(Server odoo) {
    OdooPerson person = odoo.person();
    String prefix = prefix();
    Footprint footprint = Footprint.of(person);
    OdooPerson.Product untouched = person.createProduct(prefix + "U", "Untouched", 1);
    OdooPerson.Product counted = person.createProduct(prefix + "C", "Counted", 1);
    person.setStock(counted, person.stock(), 9);
    int customer = person.createCustomer(prefix + "Customer", "c@example.test");
    person.confirm(person.quote(customer, List.of(OdooPerson.Line.of(counted, 3))));
    int shipped = person.quote(customer, List.of(OdooPerson.Line.of(counted, 2)));
    person.confirm(shipped);
    person.ship(shipped);

    Footprint.Left left = footprint.remove();

    assertThat(left.unexplained()).isEmpty();
    assertThat(left.kept())
        .contains("product.product " + counted.id())
        .doesNotContain(
            "product.template " + untouched.templateId(), "product.product " + untouched.id());
    assertThat(
            person
                .client()
                .search("product.product", List.of(List.of("default_code", "=like", prefix + "%"))))
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
                .searchRead(
                    "sale.order",
                    List.of(List.of("order_line.product_id", "=", counted.id())),
                    "state"))
        .allSatisfy(order -> assertThat(order.get("state")).isEqualTo("cancel"));
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
    Footprint footprint = Footprint.of(person);
    try {
      assertThat(clause.story().run(person, prefix())).isEqualTo(clause.said());
    } finally {
      Footprint.Left left = footprint.remove();
      assertThat(left.unexplained()).as("counts before and after").isEmpty();
    }
  }

  private static String prefix() {
    return "CT" + Long.toString(System.nanoTime(), 36) + "-";
  }
}
