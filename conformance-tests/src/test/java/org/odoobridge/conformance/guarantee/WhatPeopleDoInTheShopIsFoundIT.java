package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.BridgeCli;
import org.odoobridge.conformance.harness.CatalogScene;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.testkit.shop.ShopSimulator;

/** What people change, delete and double in the shop is found, repaired under a cap, or asked. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatPeopleDoInTheShopIsFoundIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PRODUCTS = 60;

  @Parameter private OdooHost host;

  private CatalogScene scene;
  private BridgeCli cli;

  @BeforeParameterizedClassInvocation
  void start() {
    scene = new CatalogScene(host, "drift: { every: 0 }");
    int shelf = scene.category("Shelf");
    for (int i = 0; i < PRODUCTS; i++) {
      Map<String, Object> values = new HashMap<>(scene.scene().person().storable());
      values.put("name", scene.named("Drift " + i));
      values.put("categ_id", shelf);
      values.put("list_price", 10 + i);
      values.put("taxes_id", List.of(List.of(6, 0, List.of(scene.taxOf("T19")))));
      values.put("default_code", sku(i));
      scene.create("product.template", values);
    }
    cli = new BridgeCli(scene.scene().start());
    scene
        .scene()
        .await("everything is in the shop")
        .untilAsserted(() -> assertThat(shop().skus()).as(scene::parked).hasSize(PRODUCTS));
    scene
        .scene()
        .await("and settled")
        .until(
            () -> {
              JsonNode catalog = cliless("/api/channels/" + channel() + "/catalog").path("catalog");
              return catalog.path("waiting").asInt() == 0
                  && !catalog.path("comparison").path("finishedAt").isNull();
            });
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  private String channel() {
    return scene.scene().channel();
  }

  private ShopSimulator shop() {
    return scene.scene().shop();
  }

  private String sku(int number) {
    return scene.scene().sku("D-" + number);
  }

  private int id(int number) {
    return scene.bySku(shop(), sku(number)).getFirst().path("id").asInt();
  }

  private String price(int number) {
    return scene.bySku(shop(), sku(number)).getFirst().path("regular_price").asText();
  }

  private JsonNode cliless(String path) {
    try {
      return JSON.readTree(scene.scene().bridge().send("GET", path, "").body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Findings of one kind by the API, as kind, state and SKU. */
  private List<JsonNode> found(String drift) {
    return StreamSupport.stream(
            cliless("/api/channels/" + channel() + "/drift").path("findings").spliterator(), false)
        .filter(one -> one.path("drift").asText().equals(drift))
        .toList();
  }

  private void look() {
    String before = finishedAt();
    cli.run("drift", "--channel", channel(), "--look");
    scene
        .scene()
        .await("the whole shop was read")
        .until(() -> !finishedAt().equals(before) && !finishedAt().isEmpty());
  }

  private String finishedAt() {
    JsonNode status = cliless("/api/channels/" + channel() + "/drift").path("drift");
    return status.path("running").asBoolean() ? "" : status.path("finishedAt").asText("");
  }

  @Test
  void fortyEditsThreeDeletionsAndADoubleAreFoundAndPutRight() {
    look();
    assertThat(cli.json("drift", "--channel", channel()).path("findings"))
        .as("nothing is wrong yet")
        .isEmpty();

    List<Integer> edited = IntStream.range(0, 40).boxed().toList();
    edited.forEach(
        i -> shop().editProduct(id(i), JSON.createObjectNode().put("regular_price", "1")));
    List<Integer> deleted = List.of(40, 41, 42);
    deleted.forEach(i -> shop().deleteProduct(id(i)));
    int twin = shop().duplicateProduct(id(50));

    look();
    String report = cli.run("drift", "--channel", channel());
    assertThat(report)
        .contains("held: 40 of ")
        .contains("told \"10\", the shop shows \"1\"")
        .contains(sku(41))
        .contains(sku(50));
    assertThat(found("edited"))
        .hasSize(40)
        .allMatch(one -> one.path("state").asText().equals("held"))
        .allMatch(one -> one.path("facet").asText().equals("regular-price"));
    assertThat(found("lost"))
        .extracting(one -> one.path("sku").asText())
        .containsExactlyInAnyOrder(sku(40), sku(41), sku(42));
    assertThat(found("duplicate"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.path("sku").asText()).isEqualTo(sku(50));
              assertThat(one.path("state").asText()).isEqualTo("asked");
              assertThat(one.path("remedy").asText()).isNotBlank();
            });
    assertThat(price(0)).as("nothing is repaired unasked").isEqualTo("1");

    assertThat(cli.run("drift", "--channel", channel(), "--approve")).contains("40");
    scene
        .scene()
        .await("the edits are undone")
        .untilAsserted(
            () -> edited.forEach(i -> assertThat(price(i)).isEqualTo(String.valueOf(10 + i))));
    assertThat(shop().skus()).doesNotContain(sku(40), sku(41), sku(42));

    List<String> lost = new ArrayList<>();
    found("lost").forEach(one -> lost.add(one.path("id").asText()));
    cli.run("drift", "--channel", channel(), "--approve", "--finding", String.join(",", lost));
    scene
        .scene()
        .await("what was deleted is made again")
        .untilAsserted(() -> assertThat(shop().skus()).contains(sku(40), sku(41), sku(42)));
    assertThat(price(41)).isEqualTo("51");

    // A person decides about the double; one edit alone is put right without asking.
    shop().deleteProduct(twin);
    shop().editProduct(id(7), JSON.createObjectNode().put("name", "Sale!!!"));
    look();
    scene
        .scene()
        .await("the edit is undone")
        .untilAsserted(
            () ->
                assertThat(scene.bySku(shop(), sku(7)).getFirst().path("name").asText())
                    .isEqualTo(scene.named("Drift 7")));
    look();
    assertThat(cli.run("drift", "--channel", channel())).contains("nothing is shown wrongly");
    assertThat(shop().skus()).hasSize(PRODUCTS).doesNotHaveDuplicates();
  }
}
