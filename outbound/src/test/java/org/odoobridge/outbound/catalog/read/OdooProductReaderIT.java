package org.odoobridge.outbound.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.FieldValue.Amount;
import org.odoobridge.outbound.catalog.model.FieldValue.Attribute;
import org.odoobridge.outbound.catalog.model.FieldValue.Attributes;
import org.odoobridge.outbound.catalog.model.FieldValue.Flag;
import org.odoobridge.outbound.catalog.model.FieldValue.Image;
import org.odoobridge.outbound.catalog.model.FieldValue.Images;
import org.odoobridge.outbound.catalog.model.FieldValue.Products;
import org.odoobridge.outbound.catalog.model.FieldValue.Terms;
import org.odoobridge.outbound.catalog.model.FieldValue.Text;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Documents read from a real PostgreSQL with Odoo's tables. */
final class OdooProductReaderIT {
  private static final int DESK = 1001;
  private static final int CHAIR = 1002;
  private static final int ADVICE = 1003;
  private static final int SCREWS = 1004;
  private static final int GONE = 1099;

  private static PostgresFixture postgres;
  private static PgSession odoo;

  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog) {}

  @BeforeAll
  static void odooWithProducts() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    CatalogRows.install(postgres, "odoo");
    postgres.execute("odoo", CatalogRows.PRODUCTS);
    odoo =
        PgSession.open(
            new PgUrl(
                "postgresql://odoo@127.0.0.1:" + postgres.port() + "/odoo", Secret.of("odoo")),
            "reader-it",
            2);
  }

  @AfterAll
  static void close() {
    odoo.close();
    postgres.close();
  }

  private static CatalogConfig config(String yaml) {
    String indented = yaml.indent(2);
    return ConfigReader.ofProcess()
        .parse("catalog:\n  publish: true\n" + indented, Root.class)
        .catalog();
  }

  private static OdooProductReader reader(String yaml) {
    return new OdooProductReader(new ChannelId("shop"), config(yaml), odoo);
  }

  private static DesiredProduct read(String yaml, int template) {
    return reader(yaml).read(List.of(template)).getFirst();
  }

  private static FieldValue field(DesiredProduct product, ProductField field) {
    return Objects.requireNonNull(product.fields().get(field), field.key());
  }

  @Test
  void aSimpleProductIsReadFieldByField() {
    DesiredProduct desk = read("", DESK);

    assertThat(desk.kind()).isEqualTo(Kind.SIMPLE);
    assertThat(desk.published()).isTrue();
    assertThat(desk.sku()).contains(new Sku("DESK-01"));
    assertThat(desk.variants()).isEmpty();
    assertThat(desk.problems()).isEmpty();
    assertThat(desk.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(ProductField.NAME, new Text("Desk & Drawer")),
                Map.entry(ProductField.SHORT_DESCRIPTION, new Text("Oak &lt;solid&gt;")),
                Map.entry(ProductField.STATUS, new Text("publish")),
                Map.entry(ProductField.CATEGORIES, new Terms(List.of(List.of("Office", "Desks")))),
                Map.entry(ProductField.ATTRIBUTES, new Attributes(List.of())),
                Map.entry(ProductField.SKU, new Text("DESK-01")),
                Map.entry(ProductField.GTIN, new Text("4006381333931")),
                Map.entry(ProductField.WEIGHT, new Amount(new BigDecimal("31.5"))),
                Map.entry(ProductField.TAX_STATUS, new Text("taxable")),
                Map.entry(ProductField.VIRTUAL, new Flag(false)),
                Map.entry(ProductField.MANAGE_STOCK, new Flag(true)),
                Map.entry(
                    ProductField.IMAGES,
                    new Images(
                        List.of(new Image("a".repeat(40), 501, "image/jpeg", "Desk & Drawer")))),
                Map.entry(ProductField.MENU_ORDER, new Amount(BigDecimal.TEN))));
  }

  @Test
  void aVariableProductHasItsActiveVariantsAndOnlyTheirOptions() {
    DesiredProduct chair = read("", CHAIR);

    assertThat(chair.kind()).isEqualTo(Kind.VARIABLE);
    assertThat(chair.sku()).isEmpty();
    assertThat(chair.problems()).isEmpty();
    assertThat(field(chair, ProductField.ATTRIBUTES))
        .isEqualTo(
            new Attributes(
                List.of(
                    new Attribute("Size", List.of("S", "L"), true),
                    new Attribute("Material", List.of("Oak"), false),
                    new Attribute("Engraving", List.of("None", "Name"), false))));
    assertThat(chair.fields()).doesNotContainKeys(ProductField.SKU, ProductField.WEIGHT);
    assertThat(chair.variants())
        .extracting(DesiredProduct.Variant::product, DesiredProduct.Variant::options)
        .containsExactly(tuple(2002, Map.of("Size", "S")), tuple(2004, Map.of("Size", "L")));
    DesiredProduct.Variant small = chair.variants().getFirst();
    assertThat(small.sku()).contains(new Sku("CHAIR-S"));
    assertThat(small.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                ProductField.SKU,
                new Text("CHAIR-S"),
                ProductField.GTIN,
                new Text(""),
                ProductField.WEIGHT,
                new Amount(new BigDecimal("4.25")),
                ProductField.VIRTUAL,
                new Flag(false),
                ProductField.MANAGE_STOCK,
                new Flag(true),
                ProductField.IMAGES,
                new Images(List.of(new Image("b".repeat(40), 502, "image/png", "Chair")))));
  }

  @Test
  void translationsReplaceEnglishAndAreFallenBackFrom() {
    DesiredProduct desk = read("language: fr_FR", DESK);
    DesiredProduct chair = read("language: fr_FR", CHAIR);

    assertThat(field(desk, ProductField.NAME)).isEqualTo(new Text("Bureau à tiroir"));
    assertThat(field(desk, ProductField.SHORT_DESCRIPTION))
        .isEqualTo(new Text("Oak &lt;solid&gt;"));
    assertThat(field(chair, ProductField.NAME)).isEqualTo(new Text("Chair"));
    assertThat(((Attributes) field(chair, ProductField.ATTRIBUTES)).attributes().getFirst())
        .isEqualTo(new Attribute("Taille", List.of("P", "L"), true));
    assertThat(chair.variants().getFirst().options()).isEqualTo(Map.of("Taille", "P"));
    assertThat(read("language: fr_FR\nfallback: false", CHAIR).problems())
        .singleElement()
        .asString()
        .contains("not translated to fr_FR", "translate it in Odoo");
  }

  @Test
  void servicesAreVirtualAndOnlyStorableGoodsAreCounted() {
    DesiredProduct advice = read("", ADVICE);
    DesiredProduct screws = read("", SCREWS);

    assertThat(field(advice, ProductField.VIRTUAL)).isEqualTo(new Flag(true));
    assertThat(field(advice, ProductField.MANAGE_STOCK)).isEqualTo(new Flag(false));
    assertThat(field(screws, ProductField.VIRTUAL)).isEqualTo(new Flag(false));
    assertThat(field(screws, ProductField.MANAGE_STOCK)).isEqualTo(new Flag(false));
    assertThat(field(screws, ProductField.TAX_STATUS)).isEqualTo(new Text("none"));
  }

  @Test
  void whatIsArchivedOrNotForSaleOrGoneIsOffSale() {
    List<DesiredProduct> read = reader("").read(List.of(1005, 1006, GONE));

    assertThat(read).extracting(DesiredProduct::template).containsExactly(1005, 1006, GONE);
    assertThat(read)
        .allSatisfy(
            product -> {
              assertThat(product.published()).isFalse();
              assertThat(product.fields())
                  .isEqualTo(Map.of(ProductField.STATUS, new Text("draft")));
              assertThat(product.problems()).isEmpty();
            });
  }

  @Test
  void aPersonIsToldWhatToPutRight() {
    assertThat(read("", 1007).problems())
        .singleElement()
        .asString()
        .contains("no internal reference", "set it in Odoo");
    assertThat(read("", 1008).problems())
        .singleElement()
        .asString()
        .contains("TWIN", "First twin", "Second twin", "its own");
    assertThat(read("", 1010).problems())
        .singleElement()
        .asString()
        .contains("DOUBLE-1", "DOUBLE-2", "same options", "archive one");
    assertThat(read("", 1011).published()).as("nothing of it can be sold").isFalse();
  }

  @Test
  void theSelectionDecidesWhatIsInTheShop() {
    assertThat(reader("").templates(1000, 100))
        .containsExactly(1001, 1002, 1003, 1004, 1007, 1008, 1009, 1010, 1011);
    assertThat(reader("").templates(1002, 2)).containsExactly(1003, 1004);
    assertThat(reader("").count()).isEqualTo(11);
    String office = "selection: { categories: ['All / Saleable / Office'] }";
    assertThat(reader(office).templates(1000, 100)).containsExactly(DESK, CHAIR);
    assertThat(read(office, ADVICE).published()).isFalse();
    assertThat(reader("selection: { skus: [CHAIR-L, SCREW] }").templates(1000, 100))
        .containsExactly(CHAIR, SCREWS);
    assertThat(reader("selection: { where: { type: service } }").templates(1000, 100))
        .containsExactly(ADVICE);
    assertThat(reader("selection: { where: { available_in_pos: 'true' } }").templates(1000, 100))
        .containsExactly(DESK);
    assertThat(reader("selection: { companies: ['Nobody Ltd'] }").templates(1000, 100))
        .doesNotContain(SCREWS)
        .contains(DESK);
  }

  @Test
  void theMappingSaysWhatFieldsSayAndTheOwnerWhichAreWritten() {
    DesiredProduct chair =
        read(
            """
            mapping:
              name: "{{name}} ({{attribute.Material}})"
              description: "<p>{{name}}</p>{{#hs_code}}<p>HS {{hs_code}}</p>{{/hs_code}}"
              brand: "{{attribute.Material}}"
              tags: "new, {{category}}"
              categories: "Shop / {{category}}"
              backorders: notify
              low-stock-amount: "3"
              visibility: catalog
              tax-class: reduced-rate
            owner: { images: channel, short-description: channel, gtin: channel }
            """,
            CHAIR);

    assertThat(field(chair, ProductField.NAME)).isEqualTo(new Text("Chair (Oak)"));
    assertThat(field(chair, ProductField.DESCRIPTION)).isEqualTo(new Text("<p>Chair</p>"));
    assertThat(field(chair, ProductField.BRAND)).isEqualTo(new Terms(List.of(List.of("Oak"))));
    assertThat(field(chair, ProductField.TAGS))
        .isEqualTo(new Terms(List.of(List.of("new"), List.of("Office"))));
    assertThat(field(chair, ProductField.CATEGORIES))
        .isEqualTo(new Terms(List.of(List.of("Shop", "Office"))));
    assertThat(field(chair, ProductField.VISIBILITY)).isEqualTo(new Text("catalog"));
    assertThat(field(chair, ProductField.TAX_CLASS)).isEqualTo(new Text("reduced-rate"));
    assertThat(chair.fields())
        .doesNotContainKeys(ProductField.IMAGES, ProductField.SHORT_DESCRIPTION);
    assertThat(chair.variants())
        .allSatisfy(
            variant -> {
              assertThat(variant.fields())
                  .containsEntry(ProductField.BACKORDERS, new Text("notify"))
                  .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Amount(new BigDecimal("3")))
                  .doesNotContainKeys(ProductField.IMAGES, ProductField.GTIN);
            });
  }

  /** What a product says with the settings of website_sale_stock in one of their forms. */
  private static Map<ProductField, FieldValue> withColumns(
      String columns, String values, String yaml, double unitsAPiece) {
    List<String> names =
        Arrays.stream(columns.split(","))
            .map(column -> column.strip().replaceFirst(" .*", ""))
            .toList();
    names.forEach(
        name ->
            postgres.execute("odoo", "alter table product_template drop column if exists " + name));
    Arrays.stream(columns.split(","))
        .forEach(column -> postgres.execute("odoo", "alter table product_template add " + column));
    try {
      postgres.execute("odoo", "update product_template set " + values + " where id = " + DESK);
      return new OdooProductReader(
              new ChannelId("shop"), config(yaml), odoo, product -> BigDecimal.valueOf(unitsAPiece))
          .read(List.of(DESK))
          .getFirst()
          .fields();
    } finally {
      names.forEach(
          name -> postgres.execute("odoo", "alter table product_template drop column " + name));
    }
  }

  private static final String NEW_FORM =
      "allow_out_of_stock_order bool, show_availability bool, available_threshold float8";
  private static final String OLD_FORM =
      "inventory_availability varchar, available_threshold float8";

  @Test
  void backordersAndLowStockFollowTheFlagsOfLaterReleases() {
    assertThat(
            withColumns(
                NEW_FORM,
                "allow_out_of_stock_order = true, show_availability = true,"
                    + " available_threshold = 4.7",
                "",
                1))
        .containsEntry(ProductField.BACKORDERS, new Text("notify"))
        .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Amount(new BigDecimal("4")));
    assertThat(
            withColumns(
                NEW_FORM,
                "allow_out_of_stock_order = false, available_threshold = 5",
                "backorders: { allowed: yes }",
                1))
        .containsEntry(ProductField.BACKORDERS, new Text("no"))
        .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Text(""));
  }

  @ParameterizedTest
  @CsvSource({"never, yes, ''", "custom, yes, ''", "always, no, ''", "threshold, no, 5"})
  void backordersAndLowStockFollowTheFourWordsOf14(String word, String backorders, String low) {
    Map<ProductField, FieldValue> fields =
        withColumns(
            OLD_FORM,
            "inventory_availability = '" + word + "', available_threshold = 5",
            "backorders: { allowed: yes }",
            1);
    assertThat(fields).containsEntry(ProductField.BACKORDERS, new Text(backorders));
    assertThat(Objects.requireNonNull(fields.get(ProductField.LOW_STOCK_AMOUNT)).canonical())
        .isEqualTo(low);
  }

  @Test
  void aChannelsRulesAndItsOwnershipComeBeforeOdoosSettings() {
    String goesOn =
        "allow_out_of_stock_order = true, show_availability = true, available_threshold = 5";
    assertThat(
            withColumns(
                NEW_FORM,
                goesOn,
                "backorders: { rules: [{ backorders: yes }, { category: All, backorders: notify,"
                    + " lowStock: 2 }, { sku: DESK-01, backorders: no }] }",
                1))
        .containsEntry(ProductField.BACKORDERS, new Text("no"))
        .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Amount(new BigDecimal("2")));
    assertThat(withColumns(NEW_FORM, goesOn, "backorders: { from: none }", 1))
        .doesNotContainKeys(ProductField.BACKORDERS, ProductField.LOW_STOCK_AMOUNT);
    assertThat(
            withColumns(
                NEW_FORM, goesOn, "owner: { backorders: channel, low-stock-amount: channel }", 1))
        .doesNotContainKeys(ProductField.BACKORDERS, ProductField.LOW_STOCK_AMOUNT);
    assertThat(withColumns(NEW_FORM, goesOn, "mapping: { backorders: 'yes' }", 1))
        .containsEntry(ProductField.BACKORDERS, new Text("yes"));
  }

  @Test
  void withoutTheModuleOnlyRulesSayIt() {
    assertThat(read("", DESK).fields())
        .doesNotContainKeys(ProductField.BACKORDERS, ProductField.LOW_STOCK_AMOUNT);
    assertThat(read("backorders: { rules: [{ backorders: no, lowStock: 3 }] }", DESK).fields())
        .containsEntry(ProductField.BACKORDERS, new Text("no"))
        .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Amount(new BigDecimal("3")));
    assertThat(read("backorders: { rules: [{ backorders: no }] }", ADVICE).fields())
        .as("a service has no stock")
        .doesNotContainKey(ProductField.BACKORDERS);
  }

  @Test
  void lowStockAndWeightAreThoseOfAPiece() {
    assertThat(
            withColumns(NEW_FORM, "show_availability = true, available_threshold = 5.1", "", 0.25))
        .containsEntry(ProductField.LOW_STOCK_AMOUNT, new Amount(new BigDecimal("20")))
        .hasEntrySatisfying(
            ProductField.WEIGHT, weight -> assertThat(weight.canonical()).isEqualTo("7.875"));
  }

  @Test
  void weightsAndTaxClassesAreTheShops() {
    String yaml = "units: { shopWeight: g }\ntaxClasses: { 'Tax 15%': standard }";
    assertThat(field(read(yaml, DESK), ProductField.WEIGHT))
        .isEqualTo(new Amount(new BigDecimal("31500")));
    assertThat(field(read(yaml, DESK), ProductField.TAX_CLASS)).isEqualTo(new Text(""));
    assertThat(read(yaml, CHAIR).problems())
        .singleElement()
        .asString()
        .contains("Tax 5%", "catalog.taxClasses");
  }

  @Test
  void whatTheConfigurationNamesAndOdooLacksIsFoundAtTheStart() {
    assertThat(
            reader(
                    """
                    language: de_DE
                    selection: { categories: [Nowhere], tags: [x], where: { x_shop: 'true' } }
                    mapping: { description: "{{body}}", brand: "{{attribute.Brand}}" }
                    taxClasses: { '99 %': standard }
                    """)
                .problems())
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).contains("language", "de_DE", "en_US"),
            p -> assertThat(p).contains("selection.categories", "Nowhere"),
            p -> assertThat(p).contains("selection.tags"),
            p -> assertThat(p).contains("selection.where", "x_shop"),
            p -> assertThat(p).contains("mapping.description", "'body'", "description_sale"),
            p -> assertThat(p).contains("taxClasses", "99 %"));
    assertThat(reader("language: fr_FR").problems()).isEmpty();
  }

  @Test
  void nothingIsEmptiedOrTakenOffSaleByAMistakeInTheConfiguration() {
    for (String mistake :
        List.of(
            "mapping: { description: '{{body}}' }",
            "selection: { categories: [All / Offices] }",
            "language: de_DE")) {
      DesiredProduct desk = read(mistake, DESK);
      assertThat(desk.published()).isTrue();
      assertThat(desk.fields()).isEmpty();
      assertThat(desk.problems()).singleElement().asString().startsWith("catalog.");
    }
    assertThat(read("taxClasses: { '99 %': standard, 'Tax 15%': standard }", DESK).problems())
        .isEmpty();
  }

  @Test
  void whatAWebsiteAddsIsReadWhereItIsInstalled() {
    postgres.execute("odoo", CatalogRows.WEBSITE);
    try {
      DesiredProduct desk = read("", DESK);
      assertThat(field(desk, ProductField.CATEGORIES))
          .isEqualTo(new Terms(List.of(List.of("Furniture", "Desks"), List.of("New"))));
      assertThat(field(desk, ProductField.DESCRIPTION))
          .isEqualTo(new Text("<p>Best <b>desk</b></p>"));
      assertThat(field(desk, ProductField.UPSELLS)).isEqualTo(new Products(List.of(CHAIR)));
      assertThat(field(desk, ProductField.CROSS_SELLS)).isEqualTo(new Products(List.of(SCREWS)));
      assertThat(((Images) field(desk, ProductField.IMAGES)).images())
          .extracting(Image::hash, Image::alt)
          .containsExactly(
              tuple("a".repeat(40), "Desk & Drawer"), tuple("c".repeat(40), "From the side"));
      assertThat(reader("selection: { websitePublished: true }").templates(1000, 100))
          .containsExactly(DESK);
      assertThat(field(read("categories: { from: internal }", DESK), ProductField.CATEGORIES))
          .isEqualTo(new Terms(List.of(List.of("Office", "Desks"))));
    } finally {
      postgres.execute("odoo", CatalogRows.NO_WEBSITE);
    }
  }
}
