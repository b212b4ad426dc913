package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.CatalogScene;
import org.odoobridge.conformance.harness.ExpectedProduct;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Picture;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * What the Odoo team does to products is in the shops, field by field, as a real WooCommerce would
 * show it.
 */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TheShopShowsOdoosProductsIT {
  private static final DateTimeFormatter ODOO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameter private OdooHost host;

  private CatalogScene scene;
  private int kitchen;
  private int cups;

  @BeforeParameterizedClassInvocation
  void start() {
    scene = new CatalogScene(host, "");
    kitchen = scene.category("Kitchen");
    cups = scene.category("Cups", kitchen);
    scene.scene().start();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  private ShopSimulator english() {
    return scene.scene().shop();
  }

  private ShopSimulator french() {
    return scene.frenchShop();
  }

  private String sku(String name) {
    return scene.scene().sku(name);
  }

  private void shows(ExpectedProduct expected, Supplier<JsonNode> shown) {
    scene
        .scene()
        .await("the shop shows " + expected)
        .untilAsserted(() -> assertThat(expected.differences(shown.get())).isEmpty());
  }

  private Supplier<JsonNode> in(ShopSimulator shop, int template) {
    return () -> scene.product(shop, template);
  }

  private static List<List<Object>> only(Integer... ids) {
    return List.of(List.of(6, 0, List.of(ids)));
  }

  private Map<String, Object> goods(String name) {
    Map<String, Object> values = new HashMap<>(scene.scene().person().storable());
    values.put("name", scene.named(name));
    values.put("categ_id", cups);
    values.put("list_price", 12.5);
    values.put("taxes_id", only(scene.taxOf("T7")));
    values.put("sequence", 7);
    return values;
  }

  private int mug(String sku) {
    Map<String, Object> values = goods("Mug");
    values.put("default_code", sku(sku));
    return scene.create("product.template", values);
  }

  private ExpectedProduct expectedMug(int template, String sku) {
    return ExpectedProduct.simple(template)
        .with("name", scene.named("Mug"))
        .with("sku", sku(sku))
        .priced("12.5")
        .with("tax_class", "reduced-rate")
        .with("menu_order", 7)
        .in("Cups");
  }

  private void write(int template, Map<String, ?> values) {
    scene.odoo().write("product.template", List.of(template), values);
  }

  /** Digits of a barcode that is this scene's alone. */
  private String barcode(int number) {
    return "40"
        + "%010d".formatted(scene.scene().channel().hashCode() & Integer.MAX_VALUE)
        + number;
  }

  @Test
  void aProductIsThereWithEverythingAndFollowsEveryEdit() {
    Picture red = Picture.of(0xFF0000);
    Map<String, Object> values = goods("Mug");
    values.put("default_code", sku("MUG"));
    values.put("description_sale", "Soft & warm\nby hand");
    values.put("weight", 0.4);
    values.put("barcode", barcode(1));
    values.put("image_1920", red.base64());
    int mug = scene.create("product.template", values);
    scene.inFrench(
        "product.template",
        mug,
        Map.of("name", scene.named("Tasse"), "description_sale", "Douce et chaude"));

    ExpectedProduct expected =
        expectedMug(mug, "MUG")
            .with("short_description", "<p>Soft &amp; warm\nby hand</p>\n")
            .with("weight", "0.4")
            .with("global_unique_id", barcode(1))
            .showing(scene.named("Mug"), red);
    shows(expected, in(english(), mug));
    shows(
        expected
            .with("name", scene.named("Tasse"))
            .with("short_description", "<p>Douce et chaude</p>\n")
            .showing(scene.named("Tasse"), red),
        in(french(), mug));
    assertThat(scene.pictures(english())).as("sent once").containsOnlyOnce(red.sha1());
    assertThat(scene.offered(english(), red)).isEqualTo(red.png());
    assertThat(category(english(), "Cups").path("parent").asInt())
        .isEqualTo(category(english(), "Kitchen").path("id").asInt());

    scene.scene().person().setStock(sku("MUG"), 9);
    int plates = scene.category("Plates", kitchen);
    Map<String, Object> edit = new HashMap<>();
    edit.put("name", scene.named("Plate"));
    edit.put("description_sale", false);
    edit.put("categ_id", plates);
    edit.put("list_price", 8);
    edit.put("weight", 0.75);
    edit.put("barcode", barcode(2));
    edit.put("taxes_id", only(scene.taxOf("T19")));
    write(mug, edit);
    ExpectedProduct edited =
        expectedMug(mug, "MUG")
            .with("name", scene.named("Plate"))
            .with("tax_class", "")
            .priced("8")
            .in("Plates")
            .with("weight", "0.75")
            .with("global_unique_id", barcode(2))
            .with("stock_quantity", 9)
            .with("stock_status", "instock")
            .showing(scene.named("Plate"), red);
    shows(edited, in(english(), mug));
    // Up to release 15 Odoo itself goes on showing a translation whose English text was emptied.
    boolean emptied = scene.odoo().release().translatedNames();
    shows(
        edited
            .with("name", scene.named("Tasse"))
            .with("short_description", emptied ? "" : "<p>Douce et chaude</p>\n")
            .showing(scene.named("Tasse"), red),
        in(french(), mug));
  }

  private JsonNode category(ShopSimulator shop, String name) {
    for (JsonNode one : scene.rest(shop).call("GET", "/products/categories?per_page=100", "")) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no category " + name);
  }

  @Test
  void archivedUnsoldMovedAndDeletedProductsLeaveTheSaleAndNeverTheShop() {
    int mug = mug("OFF");
    ExpectedProduct on = expectedMug(mug, "OFF");
    shows(on, in(english(), mug));
    ExpectedProduct off = expectedMug(mug, "OFF").with("status", "draft");

    write(mug, Map.of("active", false));
    shows(off, in(english(), mug));
    write(mug, Map.of("active", true));
    shows(on, in(english(), mug));

    write(mug, Map.of("sale_ok", false));
    shows(off, in(english(), mug));
    write(mug, Map.of("sale_ok", true));
    shows(on, in(english(), mug));

    int all = scene.create("product.category", Map.of("name", scene.named("Elsewhere")));
    write(mug, Map.of("categ_id", all));
    shows(off, in(english(), mug));
    write(mug, Map.of("categ_id", cups));
    shows(on, in(english(), mug));

    scene.odoo().call("product.template", "unlink", List.of(mug));
    shows(off, in(english(), mug));
    assertThat(scene.bySku(english(), sku("OFF"))).hasSize(1);
  }

  @Test
  void aPictureIsExchangedAndRemovedWhenItIsInOdoo() {
    Picture green = Picture.of(0x00FF00);
    Picture yellow = Picture.of(0xFFFF00);
    int mug = mug("PIC");
    shows(expectedMug(mug, "PIC"), in(english(), mug));

    write(mug, Map.of("image_1920", green.base64()));
    shows(expectedMug(mug, "PIC").showing(scene.named("Mug"), green), in(english(), mug));
    write(mug, Map.of("image_1920", yellow.base64()));
    shows(expectedMug(mug, "PIC").showing(scene.named("Mug"), yellow), in(english(), mug));
    write(mug, Map.of("image_1920", false));
    shows(expectedMug(mug, "PIC"), in(english(), mug));
    write(mug, Map.of("image_1920", green.base64()));
    shows(expectedMug(mug, "PIC").showing(scene.named("Mug"), green), in(english(), mug));

    assertThat(scene.pictures(english()))
        .as("what the shop had already is not sent again")
        .containsOnlyOnce(green.sha1(), yellow.sha1());
  }

  @Test
  void onlyPicturesOfProductsAreGivenAway() {
    Picture grey = Picture.of(0x777777);
    Picture face = Picture.of(0x123456);
    int mug = mug("MEDIA");
    write(mug, Map.of("image_1920", grey.base64()));
    shows(expectedMug(mug, "MEDIA").showing(scene.named("Mug"), grey), in(english(), mug));
    scene
        .scene()
        .execute(
            "insert into ir_attachment (name, type, res_model, res_field, res_id, checksum, mimetype)"
                + " values ('image_1920', 'binary', 'res.partner', 'image_1920', 1, ?, 'image/png')",
            face.sha1());

    HttpResponse<byte[]> given = scene.media(grey.sha1() + ".png");
    assertThat(given.statusCode()).isEqualTo(200);
    assertThat(given.body()).isEqualTo(grey.png());
    assertThat(given.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(given.headers().firstValue("x-content-type-options")).hasValue("nosniff");
    assertThat(scene.media(grey.sha1()).body()).isEqualTo(grey.png());
    for (String other :
        List.of(
            face.sha1() + ".png",
            "0".repeat(40) + ".png",
            grey.sha1().substring(1) + ".png",
            "..%2f..%2fetc%2fpasswd")) {
      assertThat(scene.media(other).statusCode()).as(other).isEqualTo(404);
    }
  }

  /** An attribute with values, by id. */
  private record Attribute(int id, String name, Map<String, Integer> values) {}

  private Attribute attribute(String name, String... values) {
    int id =
        scene.create(
            "product.attribute", Map.of("name", scene.named(name), "create_variant", "always"));
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String value : values) {
      ids.put(
          value,
          scene.create(
              "product.attribute.value",
              Map.of("name", value, "attribute_id", id, "sequence", ids.size() + 1)));
    }
    return new Attribute(id, scene.named(name), ids);
  }

  private static List<Object> line(Attribute attribute, String... values) {
    List<Integer> ids = new ArrayList<>();
    for (String value : values) {
      ids.add(attribute.values().get(value));
    }
    return List.of(
        0, 0, Map.of("attribute_id", attribute.id(), "value_ids", List.of(List.of(6, 0, ids))));
  }

  private int shirt(Attribute size, String... values) {
    Map<String, Object> shirt = goods("Shirt");
    shirt.put("attribute_line_ids", List.of(line(size, values)));
    return scene.create("product.template", shirt);
  }

  private void variant(int id, Map<String, ?> values) {
    scene.odoo().write("product.product", List.of(id), values);
  }

  private ExpectedProduct expectedShirt(int template, int variations, Picture... pictures) {
    return ExpectedProduct.variable(template)
        .with("name", scene.named("Shirt"))
        .with("tax_class", "reduced-rate")
        .with("menu_order", 7)
        .with("price", "12.5")
        .with("variations", new int[variations])
        .showing(scene.named("Shirt"), pictures)
        .in("Cups");
  }

  private ExpectedProduct expectedVariation(int template, String sku, Map<String, String> options) {
    return ExpectedProduct.variation(scene.product(english(), template).path("id").asInt())
        .with("sku", sku(sku))
        .with("tax_class", "reduced-rate")
        .priced("12.5")
        .of(options);
  }

  private Supplier<JsonNode> variationOf(int template, String sku) {
    return () -> scene.variation(english(), scene.product(english(), template), sku(sku));
  }

  @Test
  void aVariableProductFollowsItsVariants() {
    Attribute size = attribute("Size", "Small", "Medium", "Large");
    Picture blue = Picture.of(0x0000FF);
    Picture white = Picture.of(0xFFFFFF);
    int shirt = shirt(size, "Small", "Medium");
    // Odoo gives a variant's picture to the product as long as that has none.
    write(shirt, Map.of("image_1920", white.base64()));
    List<Integer> variants = scene.variants(shirt);
    variant(
        variants.get(0), Map.of("default_code", sku("SH-S"), "weight", 0.2, "barcode", barcode(3)));
    variant(variants.get(1), Map.of("default_code", sku("SH-M"), "image_1920", blue.base64()));

    shows(
        expectedShirt(shirt, 2, white).offering(size.name(), "Small", "Medium"),
        in(english(), shirt));
    ExpectedProduct small =
        expectedVariation(shirt, "SH-S", Map.of(size.name(), "Small"))
            .with("weight", "0.2")
            .with("global_unique_id", barcode(3));
    shows(small, variationOf(shirt, "SH-S"));
    shows(
        expectedVariation(shirt, "SH-M", Map.of(size.name(), "Medium"))
            .showingOne(scene.named("Shirt"), blue),
        variationOf(shirt, "SH-M"));

    // A value more makes a variant more.
    int line = scene.one("product.template.attribute.line", "product_tmpl_id", shirt);
    scene
        .odoo()
        .write(
            "product.template",
            List.of(shirt),
            Map.of(
                "attribute_line_ids",
                List.of(
                    List.of(
                        1,
                        line,
                        Map.of("value_ids", List.of(List.of(4, size.values().get("Large"), 0)))))));
    List<Integer> three = new ArrayList<>(scene.variants(shirt));
    three.removeAll(variants);
    variant(three.getFirst(), Map.of("default_code", sku("SH-L")));
    shows(
        expectedShirt(shirt, 3, white).offering(size.name(), "Small", "Medium", "Large"),
        in(english(), shirt));
    shows(
        expectedVariation(shirt, "SH-L", Map.of(size.name(), "Large")), variationOf(shirt, "SH-L"));

    // A value less takes a variant away; in the shop it is not offered any longer.
    scene
        .odoo()
        .write(
            "product.template",
            List.of(shirt),
            Map.of(
                "attribute_line_ids",
                List.of(
                    List.of(
                        1,
                        line,
                        Map.of("value_ids", List.of(List.of(3, size.values().get("Small"), 0)))))));
    shows(
        expectedShirt(shirt, 3, white).offering(size.name(), "Medium", "Large"),
        in(english(), shirt));
    shows(small.with("status", "private"), variationOf(shirt, "SH-S"));

    // An archived variant likewise, and back.
    variant(three.getFirst(), Map.of("active", false));
    shows(
        expectedVariation(shirt, "SH-L", Map.of(size.name(), "Large")).with("status", "private"),
        variationOf(shirt, "SH-L"));
    variant(three.getFirst(), Map.of("active", true));
    shows(
        expectedVariation(shirt, "SH-L", Map.of(size.name(), "Large")), variationOf(shirt, "SH-L"));
  }

  @Test
  void aProductThatVariesByAnotherAttributeKeepsWhatStaysItsOwn() {
    Attribute cut = attribute("Cut", "Slim", "Wide");
    Attribute colour = attribute("Colour", "Red", "Blue");
    int shirt = shirt(cut, "Slim", "Wide");
    List<Integer> before = scene.variants(shirt);
    variant(before.get(0), Map.of("default_code", sku("RE-1")));
    variant(before.get(1), Map.of("default_code", sku("RE-2")));
    shows(expectedShirt(shirt, 2).offering(cut.name(), "Slim", "Wide"), in(english(), shirt));
    int id = scene.product(english(), shirt).path("id").asInt();

    int line = scene.one("product.template.attribute.line", "product_tmpl_id", shirt);
    write(
        shirt,
        Map.of("attribute_line_ids", List.of(List.of(2, line, 0), line(colour, "Red", "Blue"))));
    List<Integer> after = scene.variants(shirt);
    variant(after.get(0), Map.of("default_code", sku("RE-3")));
    variant(after.get(1), Map.of("default_code", sku("RE-4")));

    shows(expectedShirt(shirt, 4).offering(colour.name(), "Red", "Blue"), in(english(), shirt));
    assertThat(scene.product(english(), shirt).path("id").asInt()).isEqualTo(id);
    shows(
        expectedVariation(shirt, "RE-3", Map.of(colour.name(), "Red")), variationOf(shirt, "RE-3"));
    shows(
        expectedVariation(shirt, "RE-1", Map.of(cut.name(), "Slim")).with("status", "private"),
        variationOf(shirt, "RE-1"));
    assertThat(scene.scene().shop().skus())
        .filteredOn(one -> one.startsWith(sku("RE-")))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPriceRuleBeginsAndEndsByItsDatesWithNothingWritten() {
    int mug = mug("DATED");
    shows(expectedMug(mug, "DATED"), in(english(), mug));
    Instant begins = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
    Instant ends = begins.plusSeconds(4);
    Map<String, Object> rule = new HashMap<>();
    rule.put("pricelist_id", scene.pricelist());
    rule.put("applied_on", "1_product");
    rule.put("product_tmpl_id", mug);
    rule.put("compute_price", "fixed");
    rule.put("fixed_price", 9.9);
    rule.put("date_start", ODOO_TIME.format(begins));
    rule.put("date_end", ODOO_TIME.format(ends));
    scene.create("product.pricelist.item", rule);

    scene
        .scene()
        .await("the price came and went")
        .untilAsserted(() -> assertThat(told(mug)).containsExactly("12.5", "9.9", "12.5"));
    shows(expectedMug(mug, "DATED"), in(english(), mug));
    // The other shop crosses the sales price out; it is told the dates beforehand and keeps them.
    assertThat(scene.product(french(), mug).path("regular_price").asText()).isEqualTo("12.5");
    assertThat(frenchSales(mug)).contains(List.of("9.9", shopTime(begins), shopTime(ends)));
  }

  private static String shopTime(Instant time) {
    return ODOO_TIME.format(time).replace(' ', 'T');
  }

  /** Sale price, begin and end, as the French shop was told them. */
  private List<List<String>> frenchSales(int template) {
    int id = scene.product(french(), template).path("id").asInt();
    return written(french(), id)
        .filter(item -> item.has("sale_price"))
        .map(
            item ->
                List.of(
                    item.path("sale_price").asText(),
                    item.path("date_on_sale_from_gmt").asText(),
                    item.path("date_on_sale_to_gmt").asText()))
        .toList();
  }

  /** Prices the English shop was told for a template's product, in order. */
  private List<String> told(int template) {
    int id = scene.product(english(), template).path("id").asInt();
    return written(english(), id)
        .filter(item -> item.has("regular_price"))
        .map(item -> item.path("regular_price").asText())
        .toList();
  }

  /** What was written of a product, its creation first. */
  private Stream<JsonNode> written(ShopSimulator shop, int id) {
    return shop.requests().stream()
        .filter(request -> request.writes() && request.path().endsWith("/products/batch"))
        .flatMap(request -> items(request.body()))
        .filter(
            item ->
                item.path("id").asInt() == id || item.path("sku").asText().equals(sku("DATED")));
  }

  private static Stream<JsonNode> items(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return Stream.of("create", "update")
          .flatMap(kind -> StreamSupport.stream(json.path(kind).spliterator(), false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
