package org.odoobridge.outbound.channel.woocommerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.catalog.publish.Documents.amount;
import static org.odoobridge.outbound.catalog.publish.Documents.images;
import static org.odoobridge.outbound.catalog.publish.Documents.simple;
import static org.odoobridge.outbound.catalog.publish.Documents.text;
import static org.odoobridge.outbound.catalog.publish.Documents.unpublished;
import static org.odoobridge.outbound.catalog.publish.Documents.variable;
import static org.odoobridge.outbound.catalog.publish.Documents.variant;
import static org.odoobridge.outbound.catalog.publish.Documents.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Difference;
import org.odoobridge.outbound.catalog.publish.ParkedProduct;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.site.WooVersion;

/** What the catalogue lane makes of a simulated shop that keeps the recorded quirks. */
class WooCatalogChannelTest {
  private final List<WooCatalogRig> rigs = new ArrayList<>();

  private WooCatalogRig rig(WooVersion version) {
    WooCatalogRig rig = new WooCatalogRig(version);
    rigs.add(rig);
    return rig;
  }

  private WooCatalogRig rig() {
    return rig(WooVersion.V11_0_1);
  }

  @AfterEach
  void end() {
    rigs.forEach(WooCatalogRig::close);
  }

  private static List<String> parked(WooCatalogRig rig) {
    return rig.lane.store.parked.values().stream().map(ParkedProduct::code).toList();
  }

  @ParameterizedTest
  @EnumSource(WooVersion.class)
  void aSimpleProductIsCreatedWithEverythingAndThenLeftAlone(WooVersion version) {
    WooCatalogRig rig = rig(version);
    DesiredProduct mug = simple(1, "MUG", "Mug & saucer", "12.90");
    mug = with(mug, ProductField.DESCRIPTION, text("<p>Fine <b>china</b> 🫖</p>"));
    mug = with(mug, ProductField.WEIGHT, amount("0.4"));
    mug = with(mug, ProductField.LENGTH, amount("10"));
    mug = with(mug, ProductField.HEIGHT, amount("9.5"));
    mug = with(mug, ProductField.GTIN, text("4000000014752"));
    mug = with(mug, ProductField.TAX_CLASS, text("reduced-rate"));
    mug = with(mug, ProductField.SALE_PRICE, amount("9.90"));
    mug = with(mug, ProductField.SALE_FROM, text("2026-01-01T00:00:00Z"));
    mug =
        with(
            mug,
            ProductField.CATEGORIES,
            new FieldValue.Terms(List.of(List.of("Kitchen", "Cups"), List.of("Gifts"))));
    mug = with(mug, ProductField.TAGS, new FieldValue.Terms(List.of(List.of("new"))));
    mug = with(mug, ProductField.BRAND, new FieldValue.Terms(List.of(List.of("Acme"))));
    mug = with(mug, ProductField.IMAGES, images("aa11", "bb22"));
    rig.lane.odoo.put(mug);

    rig.lane.compareAll();

    JsonNode shown = rig.bySku("MUG");
    assertThat(shown.path("name").asText()).isEqualTo("Mug & saucer");
    assertThat(shown.path("status").asText()).isEqualTo("publish");
    assertThat(shown.path("regular_price").asText()).isEqualTo("12.9");
    assertThat(shown.path("sale_price").asText()).isEqualTo("9.9");
    assertThat(shown.path("date_on_sale_from_gmt").asText()).isEqualTo("2026-01-01T00:00:00");
    assertThat(shown.path("weight").asText()).isEqualTo("0.4");
    assertThat(shown.path("dimensions").path("height").asText()).isEqualTo("9.5");
    assertThat(shown.path("tax_class").asText()).isEqualTo("reduced-rate");
    assertThat(shown.path("categories").findValuesAsText("name")).containsExactly("Cups", "Gifts");
    assertThat(shown.path("tags").findValuesAsText("name")).containsExactly("new");
    assertThat(shown.path("manage_stock").asBoolean()).isTrue();
    assertThat(shown.path("stock_quantity").asInt(-1)).isZero();
    assertThat(shown.path("images")).hasSize(2);
    assertThat(rig.shop.fetchedImages())
        .containsExactly(
            WooCatalogRig.MEDIA + "/media/aa11.png", WooCatalogRig.MEDIA + "/media/bb22.png");
    if (version.modern()) {
      assertThat(shown.path("global_unique_id").asText()).isEqualTo("4000000014752");
      assertThat(shown.path("brands").findValuesAsText("name")).containsExactly("Acme");
    }
    assertThat(rig.lane.created).containsExactly(new Sku("MUG"));
    int before = rig.shop.requests().size();
    rig.lane.compareAll();
    assertThat(rig.shop.requests()).hasSize(before);
  }

  @Test
  void aNewProductBeginsWithTheStockOfNow() {
    WooCatalogRig rig = rig();
    rig.stock.put(new Sku("MUG"), 17L);
    rig.stock.put(new Sku("S-43"), 4L);
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "12.90"));
    rig.lane.odoo.put(
        variable(2, "Shoe", variant(11, "S-42", "42", "79"), variant(12, "S-43", "43", "79")));
    rig.lane.compareAll();
    assertThat(rig.shop.stock("MUG")).hasValue(17);
    assertThat(rig.shop.stock("S-42")).hasValue(0);
    assertThat(rig.shop.stock("S-43")).hasValue(4);

    rig.stock.put(new Sku("MUG"), 99L);
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "13.50"));
    rig.lane.dirty(1);
    assertThat(rig.bySku("MUG").path("regular_price").asText()).isEqualTo("13.5");
    assertThat(rig.shop.stock("MUG")).as("told by the stock's lane alone").hasValue(17);
  }

  @Test
  void everyComparisonSaysWhatTheShopHas() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "12.90"));
    rig.lane.odoo.put(
        variable(2, "Shoe", variant(11, "S-42", "42", "79"), variant(12, "S-43", "43", "79")));
    rig.lane.compareAll();
    List<Sku> all = List.of(new Sku("MUG"), new Sku("S-42"), new Sku("S-43"));
    assertThat(rig.lane.created).containsExactlyInAnyOrderElementsOf(all);
    assertThat(rig.lane.shown).isEmpty();

    rig.restart();
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "13.50"));
    rig.lane.compareAll();
    assertThat(rig.lane.shown).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void onlyWhatDiffersIsSent() throws Exception {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "12.90"));
    rig.lane.compareAll();
    int before = rig.shop.requests().size();

    rig.lane.odoo.put(simple(1, "MUG", "Mug", "13.50"));
    rig.lane.dirty(1);

    List<RecordedRequest> requests =
        rig.shop.requests().subList(before, rig.shop.requests().size());
    assertThat(requests).hasSize(1);
    JsonNode item = new JsonMapper().readTree(requests.getFirst().body()).path("update").path(0);
    List<String> names = new ArrayList<>();
    item.fieldNames().forEachRemaining(names::add);
    assertThat(names).containsExactlyInAnyOrder("id", "regular_price");
    assertThat(rig.bySku("MUG").path("regular_price").asText()).isEqualTo("13.5");
  }

  @ParameterizedTest
  @EnumSource(WooVersion.class)
  void aVariableProductFollowsItsVariants(WooVersion version) {
    WooCatalogRig rig = rig(version);
    rig.lane.odoo.put(
        variable(1, "Shoe", variant(11, "S-42", "42", "79"), variant(12, "S-43", "43", "79")));
    rig.lane.compareAll();

    JsonNode parent = product(rig.shop, "Shoe");
    assertThat(parent.path("type").asText()).isEqualTo("variable");
    assertThat(parent.path("variations")).hasSize(2);
    assertThat(parent.path("attributes").path(0).path("id").asInt()).isPositive();
    assertThat(rig.bySku("S-42").path("attributes").path(0).path("option").asText())
        .isEqualTo("42");
    assertThat(rig.lane.created).containsExactlyInAnyOrder(new Sku("S-42"), new Sku("S-43"));

    // A variant comes, one goes, one costs more.
    rig.lane.odoo.put(
        variable(1, "Shoe", variant(12, "S-43", "43", "85"), variant(13, "S-44", "44", "79")));
    rig.lane.dirty(1);

    assertThat(rig.bySku("S-42").path("status").asText()).isEqualTo("private");
    assertThat(rig.bySku("S-43").path("regular_price").asText()).isEqualTo("85");
    assertThat(rig.bySku("S-44").path("status").asText()).isEqualTo("publish");
    assertThat(product(rig.shop, "Shoe").path("variations")).hasSize(3);

    // It comes back.
    rig.lane.odoo.put(
        variable(1, "Shoe", variant(11, "S-42", "42", "79"), variant(12, "S-43", "43", "85")));
    rig.lane.dirty(1);

    assertThat(rig.bySku("S-42").path("status").asText()).isEqualTo("publish");
    assertThat(rig.bySku("S-44").path("status").asText()).isEqualTo("private");
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void aVariantThatOdooMadeAnewTakesOverTheFormerOnesVariation() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(variable(1, "Shoe", variant(11, "S-42", "42", "79")));
    rig.lane.compareAll();
    int id = rig.bySku("S-42").path("id").asInt();

    rig.lane.odoo.put(variable(1, "Shoe", variant(99, "S-42", "42 wide", "79")));
    rig.lane.dirty(1);
    rig.lane.settleAfterWaits(2);

    JsonNode shown = rig.bySku("S-42");
    assertThat(shown.path("id").asInt()).isEqualTo(id);
    assertThat(shown.path("status").asText()).isEqualTo("publish");
    assertThat(shown.path("attributes").path(0).path("option").asText()).isEqualTo("42 wide");
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void aSimpleProductThatGetsVariantsBecomesVariableAndBack() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(simple(1, "S-42", "Shoe", "79"));
    rig.lane.compareAll();
    int id = rig.bySku("S-42").path("id").asInt();

    rig.lane.odoo.put(
        variable(1, "Shoe", variant(11, "S-42", "42", "79"), variant(12, "S-43", "43", "79")));
    rig.lane.dirty(1);
    rig.lane.settleAfterWaits(1);

    assertThat(rig.shop.product(id).path("type").asText()).isEqualTo("variable");
    assertThat(rig.bySku("S-42").path("parent_id").asInt()).isEqualTo(id);

    rig.lane.odoo.put(simple(1, "S-42", "Shoe", "79"));
    rig.lane.dirty(1);
    rig.lane.settleAfterWaits(1);

    assertThat(rig.bySku("S-42").path("id").asInt()).isEqualTo(id);
    assertThat(rig.shop.product(id).path("type").asText()).isEqualTo("simple");
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void anUnpublishedProductBecomesADraftAndComesBack() {
    WooCatalogRig rig = rig();
    DesiredProduct mug = simple(1, "MUG", "Mug", "12.90");
    rig.lane.odoo.put(mug);
    rig.lane.compareAll();
    int id = rig.bySku("MUG").path("id").asInt();

    rig.lane.odoo.put(unpublished(mug));
    rig.lane.dirty(1);
    assertThat(rig.shop.product(id).path("status").asText()).isEqualTo("draft");

    rig.lane.odoo.put(mug);
    rig.lane.dirty(1);
    assertThat(rig.shop.product(id).path("status").asText()).isEqualTo("publish");

    rig.lane.odoo.remove(1);
    rig.lane.compareAll();
    assertThat(rig.shop.product(id).path("status").asText()).isEqualTo("draft");
    assertThat(rig.shop.products()).hasSize(1);
  }

  @Test
  void existingProductsAreTakenOverBySku() {
    WooCatalogRig rig = rig();
    int mug = rig.shop.addSimple("MUG", "Old mug", "1.00", 5);
    int shoe =
        rig.shop.addVariable(
            "SHOE",
            "Old shoe",
            new ShopSimulator.Variation("S-42", "42", "1.00", 1),
            new ShopSimulator.Variation("S-43", "43", "1.00", 1));
    rig.lane.odoo.put(simple(1, "MUG", "Mug", "12.90"));
    rig.lane.odoo.put(
        variable(2, "Shoe", variant(21, "S-42", "42", "79"), variant(22, "S-43", "43", "79")));

    rig.lane.compareAll();

    assertThat(rig.shop.product(mug).path("name").asText()).isEqualTo("Mug");
    assertThat(rig.shop.product(mug).path("stock_quantity").asInt()).isEqualTo(5);
    assertThat(rig.shop.product(shoe).path("name").asText()).isEqualTo("Shoe");
    assertThat(rig.bySku("S-43").path("regular_price").asText()).isEqualTo("79");
    assertThat(rig.shop.products()).hasSize(4);
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void anExistingProductWithoutSkuIsTakenOverByItsBarcode() {
    WooCatalogRig rig = rig();
    ObjectNode old = new JsonMapper().createObjectNode().put("name", "Old mug");
    old.put("global_unique_id", "4000000014752");
    int id = rig.shop.createProduct(old);
    rig.lane.odoo.put(
        with(simple(1, "MUG", "Mug", "12.90"), ProductField.GTIN, text("4000000014752")));

    rig.lane.compareAll();

    assertThat(rig.bySku("MUG").path("id").asInt()).isEqualTo(id);
    assertThat(rig.shop.products()).hasSize(1);
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void conflictsWaitForAPersonEachAlone() {
    WooCatalogRig rig = rig();
    int twice = rig.shop.addSimple("TWICE", "Twice", "1.00", 0);
    rig.shop.duplicateProduct(twice);
    rig.shop.addVariable("P", "Parent", new ShopSimulator.Variation("VAR", "1", "1.00", 0));
    DesiredProduct noSku =
        new DesiredProduct(
            simple(3, "X", "No SKU", "1").channel(),
            3,
            DesiredProduct.Kind.SIMPLE,
            true,
            java.util.Optional.empty(),
            Map.of(ProductField.NAME, text("No SKU")),
            List.of(),
            List.of());
    rig.lane.odoo.put(simple(1, "TWICE", "Twice", "1"));
    rig.lane.odoo.put(simple(2, "VAR", "A variation's", "1"));
    rig.lane.odoo.put(noSku);
    rig.lane.odoo.put(simple(4, "SAME", "One", "1"));
    rig.lane.odoo.put(simple(5, "SAME", "Other", "1"));
    rig.lane.odoo.put(with(simple(6, "BAD", "Bad", "1"), ProductField.GTIN, text("12 abc")));
    rig.lane.odoo.put(simple(7, "GOOD", "Good", "1"));

    rig.lane.compareAll();

    assertThat(rig.lane.store.parked.keySet()).containsExactly(1, 2, 3, 5, 6);
    assertThat(parked(rig))
        .containsExactly("ambiguous-sku", "sku-taken", "no-sku", "duplicate-sku", "invalid-field");
    assertThat(rig.lane.store.parked.values()).allSatisfy(p -> assertThat(p.remedy()).isNotBlank());
    assertThat(rig.skus()).contains("GOOD", "SAME");

    // The shop's people leave the SKU to one of them; the product goes its way.
    rig.shop.deleteProduct(twice + 1);
    rig.shop.products().stream()
        .filter(p -> p.path("sku").asText().equals("TWICE") && p.path("id").asInt() != twice)
        .forEach(p -> rig.shop.deleteProduct(p.path("id").asInt()));
    rig.lane.lane.redrive(1);
    rig.lane.settle();
    assertThat(rig.lane.store.parked).doesNotContainKey(1);
  }

  @Test
  void whenOneOfTwoLetsASkuGoTheOtherIsLookedAtAgain() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(withProblem(simple(1, "SAME", "One", "1"), "SAME is used more than once"));
    rig.lane.odoo.put(withProblem(simple(2, "SAME", "Other", "1"), "SAME is used more than once"));
    rig.lane.compareAll();
    assertThat(rig.lane.store.parked.keySet()).containsExactlyInAnyOrder(1, 2);

    rig.lane.odoo.put(simple(1, "SAME", "One", "1"));
    rig.lane.odoo.put(simple(2, "OTHER", "Other", "1"));
    rig.lane.dirty(2);

    assertThat(rig.skus()).containsExactlyInAnyOrder("SAME", "OTHER");
    assertThat(rig.lane.store.parked).isEmpty();
  }

  private static DesiredProduct withProblem(DesiredProduct product, String problem) {
    return new DesiredProduct(
        product.channel(),
        product.template(),
        product.kind(),
        product.published(),
        product.sku(),
        product.fields(),
        product.variants(),
        List.of(problem));
  }

  @Test
  void aPictureIsSentOnceWhateverShowsIt() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(with(simple(1, "A", "A", "1"), ProductField.IMAGES, images("aa", "bb")));
    rig.lane.odoo.put(with(simple(2, "B", "B", "1"), ProductField.IMAGES, images("bb")));
    DesiredProduct.Variant red = variant(31, "C-1", "1", "1");
    rig.lane.odoo.put(
        variable(
            3,
            "C",
            new DesiredProduct.Variant(
                31, red.sku(), red.options(), Map.of(ProductField.IMAGES, images("bb"))),
            new DesiredProduct.Variant(
                32,
                variant(32, "C-2", "2", "1").sku(),
                Map.of("Size", "2"),
                Map.of(ProductField.IMAGES, images("cc"))),
            new DesiredProduct.Variant(
                33,
                variant(33, "C-3", "3", "1").sku(),
                Map.of("Size", "3"),
                Map.of(ProductField.IMAGES, images("cc")))));

    rig.lane.compareAll();

    assertThat(rig.shop.fetchedImages())
        .containsExactlyInAnyOrder(
            WooCatalogRig.MEDIA + "/media/aa.png",
            WooCatalogRig.MEDIA + "/media/bb.png",
            WooCatalogRig.MEDIA + "/media/cc.png");
    assertThat(WooCatalogRig.mediaId(rig.bySku("B"), 0))
        .isEqualTo(WooCatalogRig.mediaId(rig.bySku("A"), 1));

    // Removed when removed, and another one sent.
    rig.lane.odoo.put(with(simple(1, "A", "A", "1"), ProductField.IMAGES, images("bb", "dd")));
    rig.lane.dirty(1);
    assertThat(rig.bySku("A").path("images")).hasSize(2);
    assertThat(WooCatalogRig.mediaId(rig.bySku("A"), 0))
        .isEqualTo(WooCatalogRig.mediaId(rig.bySku("B"), 0));
    assertThat(rig.shop.fetchedImages()).hasSize(4);

    rig.lane.odoo.put(with(simple(1, "A", "A", "1"), ProductField.IMAGES, images()));
    rig.lane.dirty(1);
    assertThat(rig.bySku("A").path("images")).isEmpty();
  }

  @Test
  void aPictureThatTheShopLostIsSentAnew() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(with(simple(1, "A", "A", "1"), ProductField.IMAGES, images("aa")));
    rig.lane.compareAll();
    rig.shop.deleteMedia((int) WooCatalogRig.mediaId(rig.bySku("A"), 0));

    rig.lane.odoo.put(with(simple(2, "B", "B", "1"), ProductField.IMAGES, images("aa")));
    rig.lane.dirty(2);

    assertThat(rig.bySku("B").path("images")).hasSize(1);
    assertThat(rig.shop.fetchedImages()).hasSize(2);
  }

  @Test
  void aPictureThatCannotBeFetchedDoesNotHoldTheProduct() {
    WooCatalogRig rig = rig();
    rig.shop.unreachableImages(address -> true);
    rig.lane.odoo.put(with(simple(1, "A", "A", "1"), ProductField.IMAGES, images("aa")));
    rig.lane.compareAll();
    assertThat(rig.bySku("A").path("status").asText()).isEqualTo("publish");

    rig.shop.unreachableImages(address -> false);
    rig.lane.settleAfterWaits(1);

    assertThat(rig.bySku("A").path("images")).hasSize(1);
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void upsellsFollowOnceTheOtherIsThere() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(
        with(
            simple(1, "A", "A", "1"),
            ProductField.UPSELLS,
            new FieldValue.Products(List.of(2, 3))));
    rig.lane.odoo.put(simple(2, "B", "B", "1"));
    rig.lane.compareAll();
    assertThat(rig.bySku("A").path("upsell_ids")).hasSize(1);

    rig.lane.odoo.put(simple(3, "C", "C", "1"));
    rig.lane.dirty(3);

    assertThat(rig.bySku("A").path("upsell_ids").toString())
        .isEqualTo("[" + rig.bySku("B").path("id") + "," + rig.bySku("C").path("id") + "]");
  }

  @Test
  void aProductDeletedInTheShopIsCreatedAnewWhenItChanges() {
    WooCatalogRig rig = rig();
    rig.lane.odoo.put(simple(1, "A", "A", "1"));
    rig.lane.odoo.put(variable(2, "V", variant(21, "V-1", "1", "1")));
    rig.lane.compareAll();
    rig.shop.deleteProduct(rig.bySku("A").path("id").asInt());
    rig.shop.deleteProduct(product(rig.shop, "V").path("id").asInt());

    rig.lane.odoo.put(simple(1, "A", "A", "2"));
    rig.lane.odoo.put(variable(2, "V", variant(21, "V-1", "1", "2")));
    rig.lane.dirty(1, 2);

    assertThat(rig.bySku("A").path("name").asText()).isEqualTo("A");
    assertThat(rig.bySku("V-1").path("regular_price").asText()).isEqualTo("2");
    assertThat(parked(rig)).isEmpty();
  }

  @Test
  void aChannelsOwnFieldIsNeverSent() {
    WooCatalogRig rig = rig();
    DesiredProduct document = simple(1, "A", "A", "1");
    Map<ProductField, FieldValue> fields = new java.util.EnumMap<>(ProductField.class);
    fields.putAll(document.fields());
    fields.remove(ProductField.NAME);
    fields.remove(ProductField.STATUS);
    int id = rig.shop.addSimple("A", "The shop's own words", "1.00", 0);
    rig.lane.odoo.put(
        new DesiredProduct(
            document.channel(),
            1,
            document.kind(),
            true,
            document.sku(),
            fields,
            List.of(),
            List.of()));
    rig.lane.compareAll();

    assertThat(rig.shop.product(id).path("name").asText()).isEqualTo("The shop's own words");
    assertThat(rig.writes()).noneMatch(request -> request.body().contains("\"name\""));
    assertThat(Difference.fields(rig.lane.odoo.get(1))).doesNotContainKey(ProductField.NAME);
  }

  private static JsonNode product(ShopSimulator shop, String name) {
    return shop.products().stream()
        .filter(p -> p.path("name").asText().equals(name) && p.path("parent_id").asInt() == 0)
        .findFirst()
        .orElseThrow();
  }
}
