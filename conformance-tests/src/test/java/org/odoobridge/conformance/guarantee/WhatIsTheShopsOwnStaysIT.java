package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.BridgeCli;
import org.odoobridge.conformance.harness.CatalogScene;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Picture;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * A shop that has products already: they are taken over by SKU, then by barcode; what the channel
 * owns stays as it is; what cannot be decided waits for a person, each product alone.
 */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIsTheShopsOwnStaysIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameter private OdooHost host;

  private CatalogScene scene;
  private BridgeCli cli;
  private int shelf;

  @BeforeParameterizedClassInvocation
  void start() {
    scene =
        new CatalogScene(
            host,
            "owner: { short-description: channel, images: channel },"
                + " mapping: { name: \"{{name}} ({{default_code}})\" }",
            "drift: { every: 0 }");
    shelf = scene.category("Shelf");
    cli = new BridgeCli(scene.scene().start());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  private ShopSimulator shop() {
    return scene.scene().shop();
  }

  private String sku(String name) {
    return scene.scene().sku(name);
  }

  private Map<String, Object> goods(String name) {
    Map<String, Object> values = new HashMap<>(scene.scene().person().storable());
    values.put("name", name);
    values.put("default_code", sku(name));
    values.put("categ_id", shelf);
    values.put("list_price", 5);
    values.put("taxes_id", List.of(List.of(6, 0, List.of(scene.taxOf("T19")))));
    return values;
  }

  private int create(Map<String, Object> values) {
    return scene.create("product.template", values);
  }

  private JsonNode shown(int id) {
    return shop().product(id);
  }

  private void eventually(String what, Runnable check) {
    scene.scene().await(what).untilAsserted(check::run);
  }

  private JsonNode awaitParked(int template) {
    scene
        .scene()
        .await("template " + template + " waits for a person")
        .until(() -> scene.parked(template).isObject());
    JsonNode parked = scene.parked(template);
    assertThat(parked.path("remedy").asText()).isNotBlank();
    return parked;
  }

  @Test
  void aProductOfThisSkuIsTakenOverAndKeepsWhatTheChannelOwns() {
    int id = shop().addSimple(sku("OWN"), "Old name", "1.00", 0);
    ObjectNode words = JSON.createObjectNode().put("short_description", "The shop's words");
    words.putArray("images").addObject().put("src", "https://photos.example/own.jpg");
    shop().editProduct(id, words);

    Map<String, Object> values = goods("OWN");
    values.put("description_sale", "Odoo's words");
    values.put("image_1920", Picture.of(0x00AA00).base64());
    int template = create(values);

    eventually(
        "it is Odoo's, but for what is the shop's",
        () -> {
          JsonNode now = shown(id);
          assertThat(now.path("name").asText()).isEqualTo("OWN (" + sku("OWN") + ")");
          assertThat(now.path("regular_price").asText()).isEqualTo("5");
        });
    scene
        .odoo()
        .write(
            "product.template",
            List.of(template),
            Map.of(
                "description_sale",
                "Other words",
                "image_1920",
                Picture.of(0x00BB00).base64(),
                "list_price",
                6));
    eventually(
        "the next edit as well",
        () -> assertThat(shown(id).path("regular_price").asText()).isEqualTo("6"));
    shop().editProduct(id, JSON.createObjectNode().put("short_description", "New shop words"));
    cli.run("drift", "--channel", scene.scene().channel(), "--look");
    eventually(
        "the audit has looked",
        () -> {
          JsonNode drift = cli.json("drift", "--channel", scene.scene().channel()).path("drift");
          assertThat(drift.path("running").asBoolean()).isFalse();
          assertThat(drift.path("read").asInt()).isPositive();
        });

    assertThat(cli.json("drift", "--channel", scene.scene().channel()).path("findings").toString())
        .doesNotContain("short-description");
    assertThat(shown(id).path("short_description").asText()).contains("New shop words");
    assertThat(shown(id).path("images")).hasSize(1);
    assertThat(shown(id).path("images").path(0).path("name").asText()).isEqualTo("own.jpg");
    assertThat(shop().requests())
        .filteredOn(request -> request.writes())
        .noneMatch(request -> request.body().contains("short_description"))
        .noneMatch(request -> request.body().contains("\"images\""));
    assertThat(scene.bySku(shop(), sku("OWN"))).hasSize(1);
  }

  @Test
  void aProductWithoutSkuIsTakenOverByItsBarcode() {
    String barcode =
        "41" + "%010d".formatted((scene.scene().channel().hashCode() & Integer.MAX_VALUE)) + "5";
    int id =
        shop()
            .createProduct(
                JSON.createObjectNode().put("name", "Nameless").put("global_unique_id", barcode));
    Map<String, Object> values = goods("CODE");
    values.put("barcode", barcode);
    create(values);

    eventually(
        "it has the SKU now",
        () -> assertThat(shown(id).path("sku").asText()).isEqualTo(sku("CODE")));
    assertThat(shown(id).path("name").asText()).isEqualTo("CODE (" + sku("CODE") + ")");
  }

  @Test
  void whatCannotBeDecidedWaitsForAPersonAlone() {
    int twice = shop().addSimple(sku("TWICE"), "Twice", "1.00", 0);
    int other = shop().duplicateProduct(twice);
    int ambiguous = create(goods("TWICE"));
    Map<String, Object> nameless = goods("NOSKU");
    nameless.remove("default_code");
    int withoutSku = create(nameless);
    int one = create(goods("SAME"));
    int another = create(goods("SAME"));
    int good = create(goods("GOOD"));

    assertThat(awaitParked(ambiguous).path("code").asText()).isEqualTo("ambiguous-sku");
    assertThat(awaitParked(withoutSku).path("detail").asText()).contains("internal reference");
    assertThat(awaitParked(another).path("detail").asText()).contains(sku("SAME"));
    eventually(
        "the others go their way",
        () -> assertThat(scene.product(shop(), good).path("sku").asText()).isEqualTo(sku("GOOD")));
    assertThat(scene.bySku(shop(), sku("SAME"))).as("never both").hasSizeLessThanOrEqualTo(1);
    assertThat(cli.run("catalog", "status", "--channel", scene.scene().channel()))
        .contains("ambiguous-sku")
        .contains(sku("TWICE"));

    // People put it right, in the shop and in Odoo.
    shop().deleteProduct(other);
    assertThat(cli.run("catalog", "redrive", "--channel", scene.scene().channel()))
        .contains("tried again");
    scene
        .odoo()
        .write("product.template", List.of(withoutSku), Map.of("default_code", sku("NOSKU")));
    scene.odoo().write("product.template", List.of(another), Map.of("default_code", sku("SAME-2")));
    eventually(
        "all are there",
        () -> {
          assertThat(shown(twice).path("name").asText()).isEqualTo("TWICE (" + sku("TWICE") + ")");
          assertThat(scene.product(shop(), withoutSku).path("sku").asText())
              .isEqualTo(sku("NOSKU"));
          assertThat(scene.product(shop(), one).path("sku").asText()).isEqualTo(sku("SAME"));
          assertThat(scene.product(shop(), another).path("sku").asText()).isEqualTo(sku("SAME-2"));
        });
    for (int template : new int[] {ambiguous, withoutSku, one, another}) {
      assertThat(scene.parked(template).isMissingNode()).isTrue();
    }
  }

  @Test
  void servicesAndConsumablesHaveNoCountedStock() {
    OdooRelease release = scene.odoo().release();
    String type = release.detailedType() ? "detailed_type" : "type";
    Map<String, Object> advice = goods("ADVICE");
    advice.remove("is_storable");
    advice.put(type, "service");
    Map<String, Object> bag = goods("BAG");
    bag.remove("is_storable");
    bag.put(type, "consu");
    int service = create(advice);
    int consumable = create(bag);
    int storable = create(goods("BOX"));

    eventually(
        "all three are there",
        () -> {
          assertThat(kind(service)).isEqualTo("virtual true, counted false, instock");
          assertThat(kind(consumable)).isEqualTo("virtual false, counted false, instock");
          assertThat(kind(storable)).isEqualTo("virtual false, counted true, outofstock");
        });
  }

  private String kind(int template) {
    JsonNode product = scene.product(shop(), template);
    return "virtual %s, counted %s, %s"
        .formatted(
            product.path("virtual").asBoolean(),
            product.path("manage_stock").asBoolean(),
            product.path("stock_status").asText());
  }
}
