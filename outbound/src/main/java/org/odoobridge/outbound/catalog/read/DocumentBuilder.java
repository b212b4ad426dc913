package org.odoobridge.outbound.catalog.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.read.Batch.Template;
import org.odoobridge.outbound.catalog.read.Batch.Variant;

/** Makes documents of what was read. A field that the channel owns is left out, at both levels. */
final class DocumentBuilder {
  private static final FieldValue DRAFT = new FieldValue.Text("draft");
  private static final FieldValue PUBLISH = new FieldValue.Text("publish");

  private final ChannelId channel;
  private final CatalogConfig config;
  private final Shape shape;
  private final Mapping mapping;
  private final Batch batch;
  private final IntFunction<BigDecimal> pieces;

  /**
   * @param pieces how much of its unit a piece of a variant is
   */
  DocumentBuilder(
      ChannelId channel,
      CatalogConfig config,
      Shape shape,
      Mapping mapping,
      Batch batch,
      IntFunction<BigDecimal> pieces) {
    this.pieces = pieces;
    this.channel = channel;
    this.config = config;
    this.shape = shape;
    this.mapping = mapping;
    this.batch = batch;
  }

  DesiredProduct build(int id) {
    Template template = batch.templates.get(id);
    if (template == null || !template.chosen()) {
      return offSale(id);
    }
    List<Variant> variants = Batch.at(batch.variants, id);
    if (variants.isEmpty()) {
      return offSale(id); // archiving the only variant leaves the template active
    }
    Options options = Options.of(Batch.at(batch.lines, id), variants, batch.combinations);
    Problems problems = new Problems(config, batch, template);
    problems.check(variants, options);
    Fields fields = new Fields();
    if (options.variable()) {
      Map<String, Object> values = values(template, Map.of(), options);
      common(fields, template, options, values);
      List<DesiredProduct.Variant> shown = new ArrayList<>();
      variants.forEach(variant -> shown.add(variant(template, variant, options)));
      return document(id, Kind.VARIABLE, Optional.empty(), fields, shown, problems);
    }
    Variant only = variants.getFirst();
    Map<String, Object> values = values(template, only.values(), options);
    common(fields, template, options, values);
    physical(fields, template, only, values);
    return document(id, Kind.SIMPLE, sku(only), fields, List.of(), problems);
  }

  private DesiredProduct offSale(int id) {
    Fields fields = new Fields();
    fields.put(ProductField.STATUS, DRAFT);
    return new DesiredProduct(
        channel, id, Kind.SIMPLE, false, Optional.empty(), fields.map, List.of(), List.of());
  }

  private DesiredProduct document(
      int id,
      Kind kind,
      Optional<Sku> sku,
      Fields fields,
      List<DesiredProduct.Variant> variants,
      Problems problems) {
    fields.put(ProductField.STATUS, PUBLISH);
    return new DesiredProduct(channel, id, kind, true, sku, fields.map, variants, problems.found());
  }

  private DesiredProduct.Variant variant(Template template, Variant variant, Options options) {
    Fields fields = new Fields();
    Map<String, Object> values = values(template, variant.values(), options);
    physical(fields, template, variant, values);
    fields.put(ProductField.IMAGES, new Pictures(batch).ofVariant(template, variant.id()));
    return new DesiredProduct.Variant(
        variant.id(), sku(variant), options.of(variant.id()), fields.map);
  }

  /** What a product says whether or not it has variations. */
  private void common(
      Fields fields, Template template, Options options, Map<String, Object> values) {
    for (ProductField field :
        List.of(
            ProductField.NAME,
            ProductField.DESCRIPTION,
            ProductField.SHORT_DESCRIPTION,
            ProductField.VISIBILITY,
            ProductField.BRAND,
            ProductField.MENU_ORDER)) {
      mapped(fields, field, values);
    }
    fields.put(ProductField.ATTRIBUTES, new FieldValue.Attributes(options.attributes()));
    fields.put(ProductField.VIRTUAL, new FieldValue.Flag(template.type().equals("service")));
    categories(fields, template, values);
    if (mapping.of(ProductField.TAGS).isPresent()) {
      mapped(fields, ProductField.TAGS, values);
    } else if (shape.has("product_tag_product_template_rel")) {
      fields.put(
          ProductField.TAGS,
          new FieldValue.Terms(
              Batch.at(batch.tags, template.id()).stream().map(List::of).toList()));
    }
    new TaxFields(config, batch).put(fields, template.id());
    mapped(fields, ProductField.TAX_STATUS, values);
    mapped(fields, ProductField.TAX_CLASS, values);
    fields.put(ProductField.IMAGES, new Pictures(batch).ofTemplate(template, options.variable()));
    if (shape.has("product_alternative_rel")) {
      fields.put(
          ProductField.UPSELLS, new FieldValue.Products(Batch.at(batch.upsells, template.id())));
    }
    if (shape.has("product_accessory_rel")) {
      fields.put(
          ProductField.CROSS_SELLS,
          new FieldValue.Products(Batch.at(batch.crossSells, template.id())));
    }
  }

  /** What belongs to the thing itself: of a simple product or of a variation. */
  private void physical(
      Fields fields, Template template, Variant variant, Map<String, Object> values) {
    fields.put(ProductField.SKU, new FieldValue.Text(sku(variant).map(Sku::value).orElse("")));
    fields.put(
        ProductField.GTIN,
        new FieldValue.Text(variant.values().getOrDefault("barcode", "").strip()));
    fields.put(
        ProductField.WEIGHT,
        number(variant.values().getOrDefault("weight", ""))
            .map(weight -> weight.multiply(pieces.apply(variant.id())))
            .map(config.units()::weight));
    fields.put(ProductField.VIRTUAL, new FieldValue.Flag(template.type().equals("service")));
    fields.put(ProductField.MANAGE_STOCK, new FieldValue.Flag(template.storable()));
    if (template.storable()) {
      stockSettings(fields, template, variant, values);
    }
    for (ProductField field :
        List.of(
            ProductField.LENGTH,
            ProductField.WIDTH,
            ProductField.HEIGHT,
            ProductField.BACKORDERS,
            ProductField.LOW_STOCK_AMOUNT)) {
      mapped(fields, field, values);
    }
  }

  private void stockSettings(
      Fields fields, Template template, Variant variant, Map<String, Object> values) {
    StockSettings settings = new StockSettings(config.backorders(), shape);
    String sku = variant.values().getOrDefault("default_code", "");
    List<Batch.Place> places = batch.placesOf(template.category());
    settings
        .backorders(values, sku, places)
        .ifPresent(word -> fields.put(ProductField.BACKORDERS, new FieldValue.Text(word)));
    settings
        .lowStock(values, sku, places)
        .ifPresent(
            low ->
                fields.put(
                    ProductField.LOW_STOCK_AMOUNT,
                    switch (low) {
                      case StockSettings.Low.Pieces pieces -> whole(pieces.number());
                      case StockSettings.Low.Units units ->
                          whole(inPieces(variant, units.number()));
                      case StockSettings.Low.Never never -> new FieldValue.Text("");
                    }));
  }

  private long inPieces(Variant variant, BigDecimal units) {
    return units.divide(pieces.apply(variant.id()), 0, RoundingMode.FLOOR).longValue();
  }

  private static FieldValue whole(long number) {
    return new FieldValue.Amount(BigDecimal.valueOf(number));
  }

  private void mapped(Fields fields, ProductField field, Map<String, Object> values) {
    mapping
        .of(field)
        .ifPresent(
            expression ->
                Rendered.of(field, expression.render(values), config.units())
                    .ifPresent(value -> fields.put(field, value)));
  }

  private void categories(Fields fields, Template template, Map<String, Object> values) {
    Set<List<String>> paths = new LinkedHashSet<>();
    for (List<String> full : Batch.at(batch.categories, template.id())) {
      List<String> shown = CategoryPaths.below(full, config.categories().roots());
      if (mapping.of(ProductField.CATEGORIES).isEmpty()) {
        paths.add(shown);
      } else {
        Map<String, Object> one = new HashMap<>(values);
        one.put(Mapping.CATEGORY, CategoryPaths.text(shown));
        paths.add(
            CategoryPaths.parse(mapping.of(ProductField.CATEGORIES).orElseThrow().render(one)));
      }
    }
    paths.remove(List.<String>of());
    fields.put(ProductField.CATEGORIES, new FieldValue.Terms(List.copyOf(paths)));
  }

  /** What expressions may ask for; a variant's own column counts before its template's. */
  private Map<String, Object> values(
      Template template, Map<String, String> variant, Options options) {
    Map<String, Object> values = new HashMap<>(template.values());
    variant.forEach(
        (column, text) -> {
          if (!text.isEmpty() || !values.containsKey(column)) {
            values.put(column, text);
          }
        });
    values.put("attribute", options.byEnglishName());
    values.put(
        Mapping.CATEGORY,
        Batch.at(batch.categories, template.id()).stream()
            .map(path -> CategoryPaths.below(path, config.categories().roots()))
            .map(CategoryPaths::text)
            .findFirst()
            .orElse(""));
    return values;
  }

  private static Optional<Sku> sku(Variant variant) {
    String text = variant.values().getOrDefault("default_code", "");
    return text.isBlank() ? Optional.empty() : Optional.of(new Sku(text));
  }

  static Optional<BigDecimal> number(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(new BigDecimal(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty(); // an expression may give any text; no number means no value
    }
  }

  /** The fields that Odoo may write. */
  final class Fields {
    private final Map<ProductField, FieldValue> map = new EnumMap<>(ProductField.class);

    void put(ProductField field, FieldValue value) {
      if (config.odooOwns(field)) {
        map.put(field, value);
      }
    }

    /** Nothing or zero says "not known", which clears the field. */
    void put(ProductField field, Optional<BigDecimal> amount) {
      put(
          field,
          amount
              .filter(number -> number.signum() != 0)
              .<FieldValue>map(FieldValue.Amount::new)
              .orElseGet(() -> new FieldValue.Text("")));
    }
  }
}
