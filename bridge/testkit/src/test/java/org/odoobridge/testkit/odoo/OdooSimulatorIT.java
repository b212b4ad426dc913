package org.odoobridge.testkit.odoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooRefusal;
import org.odoobridge.testkit.odoo.person.QuantSplit;
import org.odoobridge.testkit.postgres.PostgresFixture;

class OdooSimulatorIT {

  private static final List<String> ORDER =
      List.of(
          "id",
          "client_order_ref",
          "partner_id/.id",
          "order_line/id",
          "order_line/product_id/.id",
          "order_line/product_uom_qty",
          "order_line/price_unit");

  private static PostgresFixture postgres;
  private static Vertx vertx;
  private static OdooSimulator odoo;
  private static OdooPerson person;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    vertx = Vertx.vertx();
    odoo = OdooSimulator.start(vertx, postgres, "odoo");
    person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
  }

  @AfterAll
  static void stop() throws Exception {
    odoo.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    postgres.close();
  }

  @Test
  void oneOfManyIdenticalLoadsMakesTheOrderAndTheOthersSayWhy() throws Exception {
    Product product = person.createProduct("LOAD-RACE", "Probe", 10);
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<List<String>> rows =
        List.of(
            List.of(
                "race.order", "RACE-1", "" + customer, "race.line", "" + product.id(), "1", "9"));

    List<Map<?, ?>> answers =
        atOnce(8, () -> (Map<?, ?>) person.client().call("sale.order", "load", ORDER, rows));

    assertThat(number("SELECT count(*) FROM sale_order WHERE client_order_ref = 'RACE-1'")).isOne();
    assertThat(answers).anyMatch(answer -> answer.get("ids") instanceof List<?>);
    assertThat(answers)
        .filteredOn(answer -> Boolean.FALSE.equals(answer.get("ids")))
        .allMatch(
            answer ->
                String.valueOf(answer.get("messages"))
                    .contains("could not serialize access due to concurrent update"));
  }

  @Test
  void confirmationsThatCollideAreAllDoneAfterRetries() throws Exception {
    Product product = person.createProduct("CONFIRM-RACE", "Probe", 10);
    person.setStock(product, person.stock(), 10);
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<Integer> orders = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      orders.add(person.quote(customer, List.of(Line.of(product, 1))));
    }
    List<Integer> left = new ArrayList<>(orders);

    atOnce(
        4,
        () -> {
          int order;
          synchronized (left) {
            order = left.removeLast();
          }
          person.confirm(order);
          return order;
        });

    assertThat(
            number(
                "SELECT sum(reserved_quantity)::int FROM stock_quant WHERE product_id = "
                    + product.id()))
        .isEqualTo(4);
  }

  @Test
  void aWrongPasswordIsRefusedOnEveryCall() {
    assertThatThrownBy(() -> OdooClient.login(odoo.url(), odoo.db(), "admin", "wrong"))
        .isInstanceOf(OdooRefusal.class);
    assertThat(OdooClient.login(odoo.url(), odoo.db(), "bridge-bot", "bridge-bot").uid())
        .isEqualTo(6);
  }

  @Test
  void aDroppedAnswerLeavesTheWorkDone() {
    odoo.failNext("res.partner", "create", Fault.DROP_AFTER_COMMIT);

    assertThatThrownBy(() -> person.createCustomer("Dropped after", "d@example.test"))
        .isInstanceOf(UncheckedIOException.class);

    assertThat(named("Dropped after")).hasSize(1);
  }

  @Test
  void aConnectionDroppedBeforeLeavesNothing() {
    odoo.failNext("res.partner", "create", Fault.DROP_BEFORE);
    odoo.failNext("res.partner", "create", Fault.HTML_500);
    odoo.failNext("res.partner", "create", Fault.SERIALIZATION);

    assertThatThrownBy(() -> person.createCustomer("Never", "n@example.test"))
        .isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> person.createCustomer("Never", "n@example.test"))
        .isInstanceOfSatisfying(OdooRefusal.class, e -> assertThat(e.name()).isEqualTo("http.500"));
    assertThatThrownBy(() -> person.createCustomer("Never", "n@example.test"))
        .isInstanceOfSatisfying(
            OdooRefusal.class,
            e -> assertThat(e.name()).isEqualTo("psycopg2.errors.SerializationFailure"));

    assertThat(named("Never")).isEmpty();
  }

  @Test
  void aSplitQuantHoldsTheSameUntilTheSchedulerMergesIt() throws SQLException {
    Product product = person.createProduct("SPLIT", "Probe", 10);
    int quant = person.setStock(product, person.stock(), 10);
    String held =
        "SELECT %s FROM stock_quant WHERE product_id = "
            + product.id()
            + " AND location_id = "
            + person.stock();
    try (Connection connection = postgres.connect("odoo")) {
      QuantSplit.split(connection, quant, 4);
    }
    assertThat(number(held.formatted("count(*)"))).isEqualTo(2);
    assertThat(number(held.formatted("sum(quantity)::int"))).isEqualTo(10);

    person.runScheduler();

    assertThat(number(held.formatted("count(*)"))).isOne();
    assertThat(number(held.formatted("sum(quantity)::int"))).isEqualTo(10);
  }

  @Test
  void calledMethodsAreLogged() {
    int partner = person.createCustomer("Logged", "l@example.test");

    assertThat(odoo.calls())
        .anyMatch(
            call -> call.is("res.partner", "create") && call.args().toString().contains("Logged"));
    assertThat(person.client().call("res.partner", "read", List.of(partner), List.of("name")))
        .isEqualTo(List.of(Map.of("id", partner, "name", "Logged")));
  }

  @Test
  void aMethodThatReturnsNoneAnswersWithoutResult() {
    assertThat(person.client().call("product.product", "toggle_active", List.of())).isNull();
  }

  private static List<Integer> named(String name) {
    return person.client().search("res.partner", List.of(List.of("name", "=", name)));
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        running.add(threads.submit(call));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(60, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  private static int number(String sql) throws SQLException {
    try (Connection connection = postgres.connect("odoo");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
