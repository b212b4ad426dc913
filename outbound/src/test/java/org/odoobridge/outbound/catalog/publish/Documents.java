package org.odoobridge.outbound.catalog.publish;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;

/** Products of an Odoo that a test edits. */
public final class Documents implements ProductSource {
  public static final ChannelId SHOP = new ChannelId("shop");
  private final Map<Integer, DesiredProduct> products = new TreeMap<>();
  public int reads;

  public void put(DesiredProduct product) {
    products.put(product.template(), product);
  }

  public void remove(int template) {
    products.remove(template);
  }

  public DesiredProduct get(int template) {
    return Optional.ofNullable(products.get(template)).orElseThrow();
  }

  @Override
  public List<Integer> templates(int afterId, int limit) {
    return products.keySet().stream().filter(id -> id > afterId).limit(limit).toList();
  }

  @Override
  public int count() {
    return products.size();
  }

  @Override
  public List<DesiredProduct> read(Collection<Integer> templates) {
    reads++;
    return templates.stream().filter(products::containsKey).map(this::get).toList();
  }

  /** A published simple product with a SKU, a name and a price. */
  public static DesiredProduct simple(int template, String sku, String name, String price) {
    Map<ProductField, FieldValue> fields = new EnumMap<>(ProductField.class);
    fields.put(ProductField.NAME, text(name));
    fields.put(ProductField.STATUS, text("publish"));
    fields.put(ProductField.REGULAR_PRICE, amount(price));
    fields.put(ProductField.MANAGE_STOCK, new FieldValue.Flag(true));
    return new DesiredProduct(
        SHOP,
        template,
        DesiredProduct.Kind.SIMPLE,
        true,
        Optional.of(new Sku(sku)),
        fields,
        List.of(),
        List.of());
  }

  /** A published variable product whose variants differ in size. */
  public static DesiredProduct variable(int template, String name, DesiredProduct.Variant... all) {
    Map<ProductField, FieldValue> fields = new EnumMap<>(ProductField.class);
    fields.put(ProductField.NAME, text(name));
    fields.put(ProductField.STATUS, text("publish"));
    List<String> sizes = new ArrayList<>();
    for (DesiredProduct.Variant variant : all) {
      sizes.add(variant.options().getOrDefault("Size", "?"));
    }
    fields.put(
        ProductField.ATTRIBUTES,
        new FieldValue.Attributes(List.of(new FieldValue.Attribute("Size", sizes, true))));
    return new DesiredProduct(
        SHOP,
        template,
        DesiredProduct.Kind.VARIABLE,
        true,
        Optional.empty(),
        fields,
        List.of(all),
        List.of());
  }

  public static DesiredProduct.Variant variant(int product, String sku, String size, String price) {
    Map<ProductField, FieldValue> fields = new EnumMap<>(ProductField.class);
    fields.put(ProductField.REGULAR_PRICE, amount(price));
    fields.put(ProductField.MANAGE_STOCK, new FieldValue.Flag(true));
    return new DesiredProduct.Variant(
        product,
        sku.isEmpty() ? Optional.empty() : Optional.of(new Sku(sku)),
        Map.of("Size", size),
        fields);
  }

  public static DesiredProduct with(DesiredProduct product, ProductField field, FieldValue value) {
    Map<ProductField, FieldValue> fields = new LinkedHashMap<>(product.fields());
    fields.put(field, value);
    return of(product, product.published(), fields, product.variants());
  }

  public static DesiredProduct unpublished(DesiredProduct product) {
    return of(product, false, Map.of(), List.of());
  }

  private static DesiredProduct of(
      DesiredProduct product,
      boolean published,
      Map<ProductField, FieldValue> fields,
      List<DesiredProduct.Variant> variants) {
    return new DesiredProduct(
        product.channel(),
        product.template(),
        product.kind(),
        published,
        product.sku(),
        fields,
        variants,
        product.problems());
  }

  public static FieldValue text(String text) {
    return new FieldValue.Text(text);
  }

  public static FieldValue amount(String text) {
    return new FieldValue.Amount(new BigDecimal(text));
  }

  public static FieldValue images(String... hashes) {
    List<FieldValue.Image> images = new ArrayList<>();
    for (String hash : hashes) {
      images.add(new FieldValue.Image(hash, 7, "image/png", "a picture"));
    }
    return new FieldValue.Images(images);
  }
}
