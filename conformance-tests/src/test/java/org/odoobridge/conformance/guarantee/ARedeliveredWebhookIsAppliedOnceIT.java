package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.HookSender;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.shop.ShopOptions;

/** However often and in whatever order a shop delivers an order, Odoo has it once. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ARedeliveredWebhookIsAppliedOnceIT {
  @Parameter private OdooHost odoo;

  private Scene scene;

  @BeforeParameterizedClassInvocation
  void start() {
    scene = new Scene(odoo, ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }");
    scene.product("ONE", 100);
    scene.start();
    scene.awaitShopShows("ONE", 100);
    // The shop itself stays silent: the test delivers, as often as it likes.
    scene.shop().webhooks().pause();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  @Test
  void nineParallelDeliveriesOnTwoConnectionsMakeOneOrder() throws Exception {
    ObjectNode order = scene.shop().placeOrder().line(scene.sku("ONE"), 2).paid().place();
    byte[] body = order.toString().getBytes(StandardCharsets.UTF_8);
    List<HookSender> connections =
        List.of(
            new HookSender(scene.bridge(), scene.channel(), Scene.HOOK_SECRET),
            new HookSender(scene.bridge(), scene.channel(), Scene.HOOK_SECRET));

    List<Integer> answers = new ArrayList<>();
    try (ExecutorService parallel = Executors.newFixedThreadPool(9)) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < 9; i++) {
        HookSender connection = connections.get(i % 2);
        sent.add(parallel.submit(() -> connection.send("order.updated", body)));
      }
      for (Future<Integer> answer : sent) {
        answers.add(answer.get());
      }
    }

    assertThat(answers).allMatch(status -> status >= 200 && status < 300);
    awaitConfirmed(order.path("id").asText());
    assertThat(linesOf(order.path("id").asText())).hasSize(1);
  }

  @Test
  void updatedBeforeCreatedMakesOneOrder() {
    ObjectNode order = scene.shop().placeOrder().line(scene.sku("ONE"), 1).paid().place();
    byte[] body = order.toString().getBytes(StandardCharsets.UTF_8);
    HookSender sender = new HookSender(scene.bridge(), scene.channel(), Scene.HOOK_SECRET);

    sender.send("order.updated", body);
    sender.send("order.created", body);

    awaitConfirmed(order.path("id").asText());
    assertThat(linesOf(order.path("id").asText())).hasSize(1);
  }

  private void awaitConfirmed(String orderId) {
    scene
        .await("order " + orderId + " confirmed once")
        .untilAsserted(
            () ->
                assertThat(scene.odooOrders())
                    .filteredOn(row -> String.valueOf(row.get(6)).endsWith("~order~" + orderId))
                    .hasSize(1)
                    .allMatch(row -> "sale".equals(row.get(2))));
  }

  private List<?> linesOf(String orderId) {
    return scene.query(
        """
        select l.id from sale_order_line l
        where l.order_id in (select res_id from ir_model_data
          where module = 'odoo_bridge' and model = 'sale.order' and name = ?)
        """,
        scene.channel() + "~order~" + orderId);
  }
}
