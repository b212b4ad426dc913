package org.odoobridge.outbound.catalog.read;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.config.Expression;
import org.odoobridge.outbound.catalog.model.ProductField;

/** What each field says: the configured expressions, and for the rest those that fit this Odoo. */
record Mapping(Map<ProductField, Expression> expressions) {
  /** Names that are no columns. */
  static final String CATEGORY = "category";

  static final String BRAND = "product_brand";

  /** Prefix of a name that asks for an attribute's values. */
  static final String ATTRIBUTE = "attribute.";

  private static final List<String> WEB_TEXTS =
      List.of("description_ecommerce", "website_description");
  private static final List<String> SEQUENCES = List.of("website_sequence", "sequence");

  Mapping {
    expressions = Collections.unmodifiableMap(new EnumMap<>(expressions));
  }

  /** This mapping, with what this Odoo has for fields of which nothing was said. */
  Mapping in(Shape shape) {
    Map<ProductField, Expression> all = new EnumMap<>(ProductField.class);
    all.put(ProductField.NAME, Expression.of("{{name}}", false));
    // A column that is gone must not empty what channels show.
    if (shape.has("product_template", "description_sale")) {
      all.put(ProductField.SHORT_DESCRIPTION, Expression.of("{{description_sale}}", true));
    }
    first(shape, WEB_TEXTS)
        .ifPresent(c -> all.put(ProductField.DESCRIPTION, Expression.of("{{{" + c + "}}}", true)));
    first(shape, SEQUENCES)
        .ifPresent(c -> all.put(ProductField.MENU_ORDER, Expression.of("{{" + c + "}}", false)));
    if (shape.has("product_brand") && shape.has("product_template", "product_brand_id")) {
      all.put(ProductField.BRAND, Expression.of("{{product_brand}}", false));
    }
    Map.of(
            ProductField.LENGTH, "product_length",
            ProductField.WIDTH, "product_width",
            ProductField.HEIGHT, "product_height")
        .forEach(
            (field, column) -> {
              if (shape.has("product_product", column) || shape.has("product_template", column)) {
                all.put(field, Expression.of("{{" + column + "}}", false));
              }
            });
    all.putAll(expressions);
    return new Mapping(all);
  }

  private static Optional<String> first(Shape shape, List<String> columns) {
    return columns.stream().filter(column -> shape.has("product_template", column)).findFirst();
  }

  Optional<Expression> of(ProductField field) {
    return Optional.ofNullable(expressions.get(field));
  }

  /** Every name that is asked for and may be a column. */
  Set<String> columns() {
    Set<String> names = new TreeSet<>();
    expressions.values().forEach(expression -> names.addAll(expression.names()));
    names.removeIf(name -> name.startsWith(ATTRIBUTE));
    return names;
  }

  /** What is asked for and is not there, by field, in words. */
  List<String> problems(Shape shape) {
    Map<String, String> problems = new LinkedHashMap<>();
    expressions.forEach(
        (field, expression) ->
            expression.names().stream()
                .filter(name -> !known(shape, name))
                .forEach(
                    name ->
                        problems.put(
                            field.key() + name,
                            "mapping."
                                + field.key()
                                + ": Odoo's products have no '"
                                + name
                                + "'; choose of "
                                + String.join(", ", allowed(shape)))));
    return List.copyOf(problems.values());
  }

  private static boolean known(Shape shape, String name) {
    return name.startsWith(ATTRIBUTE)
        ? name.length() > ATTRIBUTE.length()
        : allowed(shape).contains(name);
  }

  private static Set<String> allowed(Shape shape) {
    Set<String> names = new TreeSet<>(shape.catalogue().columnsOf("product_template"));
    names.addAll(shape.catalogue().columnsOf("product_product"));
    names.add(CATEGORY);
    names.add(ATTRIBUTE + "NAME");
    if (shape.has("product_brand")) {
      names.add(BRAND);
    }
    return names;
  }
}
