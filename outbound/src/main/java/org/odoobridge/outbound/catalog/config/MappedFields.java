package org.odoobridge.outbound.catalog.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.outbound.catalog.model.ProductField;

/** Which fields an expression may fill, and how its text is meant. */
final class MappedFields {
  private static final Set<ProductField> HTML =
      EnumSet.of(ProductField.DESCRIPTION, ProductField.SHORT_DESCRIPTION);
  private static final List<ProductField> ALL =
      List.of(
          ProductField.NAME,
          ProductField.DESCRIPTION,
          ProductField.SHORT_DESCRIPTION,
          ProductField.VISIBILITY,
          ProductField.CATEGORIES,
          ProductField.TAGS,
          ProductField.BRAND,
          ProductField.LENGTH,
          ProductField.WIDTH,
          ProductField.HEIGHT,
          ProductField.TAX_STATUS,
          ProductField.TAX_CLASS,
          ProductField.BACKORDERS,
          ProductField.LOW_STOCK_AMOUNT,
          ProductField.MENU_ORDER);

  private MappedFields() {}

  static List<ProductField> all() {
    return ALL;
  }

  static Expression compile(ProductField field, String text) {
    return Expression.of(text, HTML.contains(field));
  }

  /** Throws {@link IllegalArgumentException} naming the field. */
  static void check(ProductField field, String text) {
    try {
      Expression expression = compile(field, text);
      if (expression.names().isEmpty()) {
        constant(field, text);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("mapping." + field.key() + ": " + e.getMessage(), e);
    }
  }

  /** A text without names is the value itself, and can be checked now. */
  private static void constant(ProductField field, String text) {
    Set<String> words = Set.copyOf(words(field));
    if (!words.isEmpty() && !words.contains(text)) {
      throw new IllegalArgumentException(
          "'" + text + "' is not known to shops; choose of " + String.join(", ", words(field)));
    }
    if (isNumber(field) && !text.matches("-?\\d+(\\.\\d+)?")) {
      throw new IllegalArgumentException("'" + text + "' is no number");
    }
    if (field == ProductField.NAME && text.isBlank()) {
      throw new IllegalArgumentException("must not be empty, a product needs a name");
    }
  }

  static List<String> words(ProductField field) {
    if (field == ProductField.BACKORDERS) {
      return List.of("no", "notify", "yes");
    }
    if (field == ProductField.TAX_STATUS) {
      return List.of("taxable", "shipping", "none");
    }
    return field == ProductField.VISIBILITY
        ? List.of("visible", "catalog", "search", "hidden")
        : List.of();
  }

  static boolean isNumber(ProductField field) {
    return field == ProductField.LENGTH
        || field == ProductField.WIDTH
        || field == ProductField.HEIGHT
        || field == ProductField.LOW_STOCK_AMOUNT
        || field == ProductField.MENU_ORDER;
  }
}
