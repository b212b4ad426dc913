package org.odoobridge.outbound.catalog.read;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.odoobridge.outbound.catalog.config.UnitsConfig;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;

/** What the text that an expression gave means in its field. */
final class Rendered {
  private Rendered() {}

  /** Empty when the text is no value that the field can have. */
  static Optional<FieldValue> of(ProductField field, String text, UnitsConfig units) {
    return switch (field) {
      case NAME -> Optional.of(new FieldValue.Text(text.strip()));
      case DESCRIPTION, SHORT_DESCRIPTION -> Optional.of(new FieldValue.Text(html(text)));
      case VISIBILITY, TAX_STATUS, TAX_CLASS -> word(text);
      case BRAND ->
          Optional.of(
              new FieldValue.Terms(text.isBlank() ? List.of() : List.of(List.of(text.strip()))));
      case TAGS -> Optional.of(tags(text));
      case LENGTH, WIDTH, HEIGHT ->
          Optional.of(
              DocumentBuilder.number(text)
                  .filter(number -> number.signum() != 0)
                  .map(units::length)
                  .<FieldValue>map(FieldValue.Amount::new)
                  .orElseGet(() -> new FieldValue.Text("")));
      case BACKORDERS -> backorders(text);
      case LOW_STOCK_AMOUNT ->
          Optional.of(
              DocumentBuilder.number(text)
                  .<FieldValue>map(FieldValue.Amount::new)
                  .orElseGet(() -> new FieldValue.Text("")));
      case MENU_ORDER -> DocumentBuilder.number(text).map(FieldValue.Amount::new);
      case STATUS,
          CATEGORIES,
          ATTRIBUTES,
          SKU,
          GTIN,
          WEIGHT,
          VIRTUAL,
          MANAGE_STOCK,
          REGULAR_PRICE,
          SALE_PRICE,
          SALE_FROM,
          SALE_TO,
          IMAGES,
          UPSELLS,
          CROSS_SELLS ->
          throw new IllegalArgumentException(field.key() + " is not mapped by an expression");
    };
  }

  private static Optional<FieldValue> word(String text) {
    String word = text.strip();
    // WooCommerce's first tax class has no slug.
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(new FieldValue.Text(word.equals("standard") ? "" : word));
  }

  private static Optional<FieldValue> backorders(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> Optional.of(new FieldValue.Text("yes"));
      case "notify" -> Optional.of(new FieldValue.Text("notify"));
      case "no", "false", "" -> Optional.of(new FieldValue.Text("no"));
      default -> Optional.empty();
    };
  }

  private static FieldValue tags(String text) {
    return new FieldValue.Terms(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(tag -> !tag.isEmpty())
            .distinct()
            .map(List::of)
            .toList());
  }

  /** An editor's empty paragraph is no text. */
  private static String html(String text) {
    boolean picture = text.contains("<img") || text.contains("<iframe") || text.contains("<video");
    String words = text.replaceAll("<[^>]*>", "").replace("&nbsp;", " ").replace('\u00a0', ' ');
    return words.isBlank() && !picture ? "" : text.strip();
  }
}
