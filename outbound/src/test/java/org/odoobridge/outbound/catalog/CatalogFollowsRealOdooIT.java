package org.odoobridge.outbound.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
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
import org.odoobridge.outbound.catalog.model.FieldValue.Terms;
import org.odoobridge.outbound.catalog.model.FieldValue.Text;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.read.OdooProductReader;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * What people do to products in a real Odoo 14 is what the document says, and marks that template
 * alone; see {@link OdooServer} for how to switch it on.
 */
@ResourceLock("real-odoo")
final class CatalogFollowsRealOdooIT {
  private static final String FRENCH = "fr_FR";
  private static PostgresFixture journal;
  private static LiveCatalog live;
  private static OdooClient odoo;
  private static String mark;

  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog) {}

  @BeforeAll
  static void start() throws SQLException {
    Optional<OdooServer> server = OdooServer.shared();
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    OdooServer real = server.orElseThrow();
    odoo = OdooClient.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());
    List<Integer> french =
        odoo.search(
            "res.lang",
            List.of(List.of("code", "=", FRENCH), List.of("active", "in", List.of(true, false))));
    odoo.write("res.lang", french, Map.of("active", true));
    mark = Long.toString(System.nanoTime(), 36);
    journal = PostgresFixture.start();
    live =
        new LiveCatalog(
            new PgUrl(
                "postgresql://x@127.0.0.1:" + real.postgresPort() + "/" + real.database(),
                Secret.of("x")),
            real.superuserJdbcUrl(),
            journal);
  }

  @AfterAll
  static void stop() throws SQLException {
    if (live != null) {
      live.close();
      journal.close();
    }
  }

  private static DesiredProduct read(String yaml, int template) {
    CatalogConfig config =
        ConfigReader.ofProcess()
            .parse("catalog:\n  publish: true\n" + yaml.indent(2), Root.class)
            .catalog();
    OdooProductReader reader = new OdooProductReader(new ChannelId("shop"), config, live.reader);
    assertThat(reader.problems()).isEmpty();
    return reader.read(List.of(template)).getFirst();
  }

  private static FieldValue field(DesiredProduct product, ProductField field) {
    return Objects.requireNonNull(product.fields().get(field), field.key());
  }

  /** A picture of one colour, as people upload it. */
  private static byte[] picture(int colour) {
    BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 64; x++) {
      for (int y = 0; y < 48; y++) {
        image.setRGB(x, y, colour);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void french(String model, int id, Map<String, ?> values) {
    odoo.execute(
        model, "write", List.of(List.of(id), values), Map.of("context", Map.of("lang", FRENCH)));
  }

  private static int saleable() {
    return odoo.search("product.category", List.of(List.of("complete_name", "=", "All / Saleable")))
        .getFirst();
  }

  private static int tax() {
    return odoo.search("account.tax", List.of(List.of("type_tax_use", "=", "sale"))).getFirst();
  }

  /** An attribute with two values, by id. */
  private record Size(int attribute, int small, int large) {}

  private static Size size(String name) {
    int attribute =
        odoo.create("product.attribute", Map.of("name", name, "create_variant", "always"));
    int small =
        odoo.create(
            "product.attribute.value",
            Map.of("name", "Small", "attribute_id", attribute, "sequence", 1));
    int large =
        odoo.create(
            "product.attribute.value",
            Map.of("name", "Large", "attribute_id", attribute, "sequence", 2));
    return new Size(attribute, small, large);
  }

  private static int shirt(String name, int category, Size size) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", name);
    values.put("type", "product");
    values.put("categ_id", category);
    values.put("description_sale", "Soft & warm");
    values.put("taxes_id", List.of(List.of(6, 0, List.of(tax()))));
    values.put("sequence", 7);
    values.put(
        "attribute_line_ids",
        List.of(
            List.of(
                0,
                0,
                Map.of(
                    "attribute_id",
                    size.attribute(),
                    "value_ids",
                    List.of(List.of(6, 0, List.of(size.small(), size.large())))))));
    return odoo.create("product.template", values);
  }

  private static List<Integer> variants(int template) {
    return odoo
        .search("product.product", List.of(List.of("product_tmpl_id", "=", template)))
        .stream()
        .sorted()
        .toList();
  }

  @Test
  void aVariableProductIsReadFieldByField() {
    Size size = size("Size " + mark);
    french("product.attribute", size.attribute(), Map.of("name", "Taille " + mark));
    french("product.attribute.value", size.small(), Map.of("name", "Petit"));
    int parent =
        odoo.create("product.category", Map.of("name", "Wear " + mark, "parent_id", saleable()));
    int category = odoo.create("product.category", Map.of("name", "Shirts", "parent_id", parent));
    int shirt = shirt("Shirt " + mark, category, size);
    french("product.template", shirt, Map.of("name", "Chemise " + mark));
    byte[] red = picture(0xFF0000);
    byte[] blue = picture(0x0000FF);
    odoo.write("product.template", List.of(shirt), Map.of("image_1920", base64(red)));
    List<Integer> variants = variants(shirt);
    odoo.write(
        "product.product",
        List.of(variants.get(0)),
        Map.of("default_code", "SH-S-" + mark, "weight", 0.25, "barcode", "BC" + mark));
    odoo.write(
        "product.product",
        List.of(variants.get(1)),
        Map.of("default_code", "SH-L-" + mark, "image_1920", base64(blue)));

    DesiredProduct english = read("units: { shopWeight: g }", shirt);
    DesiredProduct french = read("language: fr_FR", shirt);

    assertThat(english.problems()).isEmpty();
    assertThat(english.kind()).isEqualTo(Kind.VARIABLE);
    Map<ProductField, FieldValue> expected = new HashMap<>();
    expected.put(ProductField.NAME, new Text("Shirt " + mark));
    expected.put(ProductField.SHORT_DESCRIPTION, new Text("Soft &amp; warm"));
    expected.put(ProductField.STATUS, new Text("publish"));
    expected.put(ProductField.CATEGORIES, new Terms(List.of(List.of("Wear " + mark, "Shirts"))));
    expected.put(
        ProductField.ATTRIBUTES,
        new Attributes(List.of(new Attribute("Size " + mark, List.of("Small", "Large"), true))));
    expected.put(ProductField.VIRTUAL, new Flag(false));
    expected.put(ProductField.TAX_STATUS, new Text("taxable"));
    expected.put(ProductField.MENU_ORDER, new Amount(new BigDecimal("7")));
    Images main = (Images) field(english, ProductField.IMAGES);
    assertThat(main.images())
        .extracting(Image::hash, Image::mimeType, Image::alt)
        .containsExactly(tuple(sha1(red), "image/png", "Shirt " + mark));
    expected.put(ProductField.IMAGES, main);
    assertThat(english.fields()).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(english.variants())
        .extracting(DesiredProduct.Variant::product, DesiredProduct.Variant::options)
        .containsExactly(
            tuple(variants.get(0), Map.of("Size " + mark, "Small")),
            tuple(variants.get(1), Map.of("Size " + mark, "Large")));
    DesiredProduct.Variant small = english.variants().get(0);
    assertThat(small.sku()).contains(new Sku("SH-S-" + mark));
    assertThat(small.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                ProductField.SKU, new Text("SH-S-" + mark),
                ProductField.GTIN, new Text("BC" + mark),
                ProductField.WEIGHT, new Amount(new BigDecimal("250")),
                ProductField.VIRTUAL, new Flag(false),
                ProductField.MANAGE_STOCK, new Flag(true),
                ProductField.IMAGES, new Images(List.of())));
    assertThat(
            ((Images)
                    Objects.requireNonNull(
                        english.variants().get(1).fields().get(ProductField.IMAGES)))
                .images())
        .extracting(Image::hash)
        .containsExactly(sha1(blue));

    assertThat(field(french, ProductField.NAME)).isEqualTo(new Text("Chemise " + mark));
    assertThat(field(french, ProductField.SHORT_DESCRIPTION))
        .isEqualTo(new Text("Soft &amp; warm"));
    assertThat(field(french, ProductField.ATTRIBUTES))
        .isEqualTo(
            new Attributes(
                List.of(new Attribute("Taille " + mark, List.of("Petit", "Large"), true))));
    assertThat(french.variants().get(0).options()).isEqualTo(Map.of("Taille " + mark, "Petit"));
  }

  @Test
  void everyChangeMarksExactlyTheTemplatesItConcerns() throws SQLException {
    Size size = size("Fit " + mark);
    int category =
        odoo.create("product.category", Map.of("name", "Fits " + mark, "parent_id", saleable()));
    List<Integer> created = new ArrayList<>();
    assertThat(live.dirtied(() -> created.add(shirt("First " + mark, category, size))))
        .isEqualTo(Set.copyOf(created));
    int first = created.getFirst();
    int second = shirt("Second " + mark, category, size);
    int other = shirt("Other " + mark, saleable(), size("Cut " + mark));
    List<Integer> variants = variants(first);
    live.dirtied(() -> {});

    marks(
        first, () -> odoo.write("product.template", List.of(first), Map.of("name", "F1 " + mark)));
    marks(first, () -> french("product.template", first, Map.of("name", "F2 " + mark)));
    marks(
        first, () -> odoo.write("product.product", List.of(variants.get(0)), Map.of("weight", 3)));
    marks(
        first,
        () ->
            odoo.write(
                "product.template",
                List.of(first),
                Map.of("image_1920", base64(picture(0x00FF00)))));
    marks(
        first,
        () ->
            odoo.write(
                "product.template",
                List.of(first),
                Map.of("image_1920", base64(picture(0x00FFFF)))));
    marks(
        first,
        () ->
            odoo.write(
                "product.product",
                List.of(variants.get(1)),
                Map.of("image_1920", base64(picture(0xFF00FF)))));
    marks(first, () -> odoo.write("product.template", List.of(first), Map.of("image_1920", false)));
    marks(
        first,
        () ->
            odoo.write(
                "product.template",
                List.of(first),
                Map.of("taxes_id", List.of(List.of(6, 0, List.of())))));
    marks(
        first,
        () -> odoo.write("product.product", List.of(variants.get(0)), Map.of("active", false)));
    marks(
        first,
        () -> odoo.write("product.product", List.of(variants.get(0)), Map.of("active", true)));
    marks(other, () -> odoo.write("product.template", List.of(other), Map.of("active", false)));
    assertThat(read("", other).published()).isFalse();
    assertThat(
            live.dirtied(
                () ->
                    odoo.write(
                        "product.category", List.of(category), Map.of("name", "Fits2 " + mark))))
        .containsExactlyInAnyOrder(first, second);
    assertThat(
            live.dirtied(
                () ->
                    odoo.write(
                        "product.attribute.value", List.of(size.small()), Map.of("name", "Tiny"))))
        .containsExactlyInAnyOrder(first, second);
    assertThat(
            live.dirtied(
                () -> french("product.attribute.value", size.small(), Map.of("name", "Minuscule"))))
        .containsExactlyInAnyOrder(first, second);
    assertThat(
            live.dirtied(
                () ->
                    odoo.write(
                        "product.attribute",
                        List.of(size.attribute()),
                        Map.of("name", "Fitting " + mark))))
        .containsExactlyInAnyOrder(first, second);
    int line =
        odoo.search(
                "product.template.attribute.line", List.of(List.of("product_tmpl_id", "=", first)))
            .getFirst();
    List<Integer> medium = new ArrayList<>();
    assertThat(
            live.dirtied(
                () ->
                    medium.add(
                        odoo.create(
                            "product.attribute.value",
                            Map.of("name", "Medium", "attribute_id", size.attribute())))))
        .isEmpty();
    marks(
        first,
        () ->
            odoo.write(
                "product.template.attribute.line",
                List.of(line),
                Map.of("value_ids", List.of(List.of(4, medium.getFirst())))));
    assertThat(read("", first).variants()).hasSize(3);
    marks(
        first,
        () ->
            odoo.write(
                "product.template.attribute.line",
                List.of(line),
                Map.of("value_ids", List.of(List.of(3, size.large())))));
    assertThat(read("", first).variants()).hasSize(2);
    marks(
        second,
        () -> odoo.execute("product.template", "unlink", List.of(List.of(second)), Map.of()));
    assertThat(read("", second).published()).isFalse();
    assertThat(live.takeEverything()).isEmpty();
    Set<Integer> taxed =
        Set.copyOf(
            odoo.search(
                "product.template",
                List.of(
                    List.of("taxes_id", "in", List.of(tax())),
                    List.of("active", "in", List.of(true, false)))));
    assertThat(taxed).contains(other).doesNotContain(first);
    assertThat(
            live.dirtied(
                () ->
                    odoo.write("account.tax", List.of(tax()), Map.of("description", "T " + mark))))
        .isEqualTo(taxed);
    french("product.template", first, Map.of("name", "F3 " + mark));
    live.dirtied(() -> {});
    marks(
        first,
        () ->
            odoo.execute(
                "ir.translation",
                "unlink",
                List.of(
                    odoo.search(
                        "ir.translation",
                        List.of(
                            List.of("name", "=", "product.template,name"),
                            List.of("res_id", "=", first)))),
                Map.of()));
    assertThat(field(read("language: fr_FR", first), ProductField.NAME))
        .isEqualTo(new Text("F1 " + mark));
    assertThat(live.takeEverything()).isEmpty();
    assertThat(
            live.dirtied(
                () ->
                    odoo.create(
                        "res.partner",
                        Map.of("name", "P " + mark, "image_1920", base64(picture(1))))))
        .isEmpty();
  }

  private static void marks(int template, LiveCatalog.Doing doing) throws SQLException {
    assertThat(live.dirtied(doing)).containsExactly(template);
  }
}
