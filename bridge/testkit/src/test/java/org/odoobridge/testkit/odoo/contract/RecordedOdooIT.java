package org.odoobridge.testkit.odoo.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooRefusal;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * The simulator answers the operations recorded on real servers of 17, 18 and 19 as they did, and
 * touches the same tables with as many inserts and deletes.
 */
class RecordedOdooIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Recorded operations that the simulator does not have, and why. */
  private static final Map<String, String> NOT_SIMULATED =
      Map.ofEntries(
          Map.entry("setup/read", "content of the recorded database"),
          Map.entry("product.attribute create", "made with the template here"),
          Map.entry("template: add 3rd attribute value", "variants of a changed template"),
          Map.entry("template: remove 3rd attribute value", "variants of a changed template"),
          Map.entry("write standard_price", "costs are only stored"),
          Map.entry("write long description", "a text like any other"),
          Map.entry("delivery.carrier create", "carriers come with the database"),
          Map.entry("sale.order shipping line (wizard)", "no wizard choose.delivery.carrier"),
          Map.entry("invoice: advance.payment.inv create_invoices", "no accounting"),
          Map.entry("invoice: action_post", "no accounting"),
          Map.entry("payment: partial 20", "no accounting"),
          Map.entry("payment: rest", "no accounting"),
          Map.entry("credit note: account.move.reversal refund_moves (draft)", "no accounting"),
          Map.entry("credit note: keep 1 line qty 1 + post", "no accounting"),
          Map.entry("credit note: pay out (register payment)", "no accounting"),
          Map.entry("pos.config create", "the till comes with the database"));

  /** Differences that stay, by operation and release, and why. */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("partner create", "an id"),
          Map.entry("return: validate", "the recorded order has a line of shipping"),
          Map.entry("pos order invoiced", "the invoice; it raises the customer's rank"),
          Map.entry("pos order invoiced touches", "the invoice; it raises the customer's rank"),
          Map.entry("pos close: counted=expected-1.50", "the bookings"),
          Map.entry("pos close: counted=expected-1.50 touches", "the bookings' customer"),
          // The recorded 17 was an early build: a move set to zero kept its line, and its backorder
          // reserved it a second time.
          Map.entry("V17 partial: write move.quantity=2 picked", "early build"),
          Map.entry("V17 partial: write move.quantity=2 picked touches", "early build"),
          Map.entry("V17 partial: backorder wizard process", "early build"),
          Map.entry("V17 partial: backorder wizard process touches", "early build"),
          Map.entry("V17 3rd: validate, NO backorder (cancel rest) touches", "early build"),
          Map.entry(
              "V17 sale.order action_cancel ctx disable_cancel_warning (if not cancelled) touches",
              "early build"),
          Map.entry("V17 quants end", "early build"),
          Map.entry(
              "V19 partial: write move.quantity=2 picked touches", "a picking stamped for nothing"),
          Map.entry(
              "V19 2nd partial: button_validate ctx skip_backorder (auto backorder) touches",
              "an order stamped for nothing here"));

  @ParameterizedTest
  @EnumSource(
      value = OdooRelease.class,
      names = {"V17", "V18", "V19"})
  void theSimulatorAnswersAndTouchesRowsAsTheRecordedServer(OdooRelease release) throws Exception {
    Map<String, JsonNode> recorded = recorded(release);
    List<String> different = new ArrayList<>();
    Vertx vertx = Vertx.vertx();
    try (PostgresFixture postgres = PostgresFixture.start()) {
      OdooSchema.install(postgres, "odoo", release);
      try (OdooSimulator odoo = OdooSimulator.start(vertx, postgres, "odoo", release, 0);
          Connection connection = postgres.connect("odoo");
          RowChanges changes = new RowChanges(connection)) {
        OdooClient client = OdooClient.login(odoo.url(), odoo.db(), "admin", "admin");
        for (Map.Entry<String, RecordedStory.Operation> operation :
            new RecordedStory(client).operations().entrySet()) {
          String name = operation.getKey();
          JsonNode answer = run(operation.getValue());
          JsonNode real = Objects.requireNonNull(recorded.remove(name), name);
          compare(name, real, answer, different);
          compareTouches(name, real, touches(changes), different);
        }
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
    assertThat(different)
        .filteredOn(
            text -> {
              String name = text.lines().findFirst().orElseThrow();
              return !KNOWN.containsKey(name) && !KNOWN.containsKey(release + " " + name);
            })
        .isEmpty();
    assertThat(recorded.keySet()).isEqualTo(NOT_SIMULATED.keySet());
  }

  private static JsonNode run(RecordedStory.Operation operation) {
    try {
      Object answer = operation.run();
      return answer == null ? NullNode.getInstance() : JSON.valueToTree(answer);
    } catch (OdooRefusal refused) {
      return TextNode.valueOf(refused.name() + ": " + refused.getMessage());
    }
  }

  private static void compare(String name, JsonNode real, JsonNode answer, List<String> different) {
    String expected =
        real.path("error").isNull()
            ? Answers.comparable(real.path("result"))
            : Answers.text(real.path("error").asText());
    String seen = Answers.comparable(answer);
    if (!expected.equals(seen)) {
      different.add(name + "\n  real      " + expected + "\n  simulated " + seen);
    }
  }

  private static Map<String, String> touches(RowChanges changes) throws Exception {
    Map<String, String> touches = new TreeMap<>();
    changes
        .drain()
        .forEach(
            (table, count) ->
                touches.put(
                    table,
                    "I%d D%d%s"
                        .formatted(
                            count.inserts(), count.deletes(), count.updates() > 0 ? " U" : "")));
    return touches;
  }

  private static void compareTouches(
      String name, JsonNode real, Map<String, String> seen, List<String> different) {
    Map<String, String> expected = new TreeMap<>();
    real.path("touches").properties().forEach(e -> expected.put(e.getKey(), e.getValue().asText()));
    Map<String, String> followed = new TreeMap<>(seen);
    followed.keySet().retainAll(FOLLOWED);
    if (!expected.equals(followed)) {
      different.add(name + " touches\n  real      " + expected + "\n  simulated " + followed);
    }
  }

  private static final Set<String> FOLLOWED =
      Set.of(
          "stock_quant",
          "stock_move",
          "stock_move_line",
          "stock_picking",
          "procurement_group",
          "stock_reference",
          "sale_order",
          "sale_order_line",
          "account_tax_sale_order_line_rel",
          "product_template",
          "product_product",
          "product_variant_combination",
          "pos_session",
          "pos_order",
          "pos_order_line",
          "pos_payment",
          "res_partner");

  private static Map<String, JsonNode> recorded(OdooRelease release) throws IOException {
    Map<String, JsonNode> recorded = new LinkedHashMap<>();
    String name = "recorded/answers-" + release.number() + ".jsonl";
    try (InputStream in =
        Objects.requireNonNull(RecordedOdooIT.class.getResourceAsStream(name), name)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode one = JSON.readTree(line);
        recorded.put(one.path("op").asText(), one);
      }
    }
    return recorded;
  }
}
