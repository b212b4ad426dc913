package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.work.Problem;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What a batch would take without a word and turn into nonsense: items of a batch skip the shop's
 * own checks.
 */
final class FieldCheck {
  private static final int LONGEST_SKU = 100;
  private static final Set<String> STATUSES = Set.of("publish", "draft", "private", "pending");
  private static final Set<String> VISIBILITIES = Set.of("visible", "catalog", "search", "hidden");
  private static final Set<String> TAX_STATUSES = Set.of("taxable", "shipping", "none");
  private static final Set<String> BACKORDERS = Set.of("no", "notify", "yes");

  private FieldCheck() {}

  /** The first thing wrong; empty when all may be sent. */
  static Optional<Problem.Business> wrong(Map<ProductField, FieldValue> fields) {
    for (Map.Entry<ProductField, FieldValue> entry : fields.entrySet()) {
      Optional<String> wrong = wrong(entry.getKey(), entry.getValue());
      if (wrong.isPresent()) {
        return Optional.of(
            new Problem.Business(
                "invalid-field",
                entry.getKey().key() + ": " + wrong.get(),
                "correct it in Odoo or in the channel's mapping"));
      }
    }
    return saleAboveRegular(fields);
  }

  private static Optional<Problem.Business> saleAboveRegular(Map<ProductField, FieldValue> fields) {
    Optional<BigDecimal> regular = amount(fields.get(ProductField.REGULAR_PRICE));
    Optional<BigDecimal> sale = amount(fields.get(ProductField.SALE_PRICE));
    return regular.isPresent() && sale.isPresent() && sale.get().compareTo(regular.get()) >= 0
        ? Optional.of(
            new Problem.Business(
                "invalid-field",
                "sale-price " + sale.get() + " is not below the regular price " + regular.get(),
                "correct the price rules of the channel's pricelists"))
        : Optional.empty();
  }

  private static Optional<BigDecimal> amount(@org.jspecify.annotations.Nullable FieldValue value) {
    return value instanceof FieldValue.Amount amount
        ? Optional.of(amount.amount())
        : Optional.empty();
  }

  private static Optional<String> wrong(ProductField field, FieldValue value) {
    String text = value.canonical();
    return switch (field) {
      case NAME -> when(text.isBlank(), "must not be blank");
      case SKU -> when(text.length() > LONGEST_SKU, "the shop keeps 100 characters, this has more");
      case GTIN ->
          when(
              !text.matches("[0-9-]*"),
              "'" + text + "' is no GTIN, EAN, UPC or ISBN: digits and hyphens only");
      case STATUS -> among(text, STATUSES);
      case VISIBILITY -> among(text, VISIBILITIES);
      case TAX_STATUS -> among(text, TAX_STATUSES);
      case BACKORDERS -> among(text, BACKORDERS);
      case WEIGHT, LENGTH, WIDTH, HEIGHT, REGULAR_PRICE, SALE_PRICE, LOW_STOCK_AMOUNT ->
          number(text);
      case SALE_FROM, SALE_TO -> when(!text.isEmpty() && !isMoment(text), "is not a moment");
      case DESCRIPTION,
          SHORT_DESCRIPTION,
          CATEGORIES,
          TAGS,
          BRAND,
          ATTRIBUTES,
          TAX_CLASS,
          VIRTUAL,
          MANAGE_STOCK,
          IMAGES,
          UPSELLS,
          CROSS_SELLS,
          MENU_ORDER ->
          Optional.empty();
    };
  }

  private static boolean isMoment(String text) {
    try {
      Instant unused = Instant.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Optional<String> number(String text) {
    return when(
        !text.isEmpty() && !text.matches("\\d+(\\.\\d+)?"),
        "'" + text + "' is not a number of zero or more");
  }

  private static Optional<String> among(String text, Set<String> allowed) {
    return when(!allowed.contains(text), "'" + text + "' is none of " + allowed);
  }

  private static Optional<String> when(boolean wrong, String what) {
    return wrong ? Optional.of(what) : Optional.empty();
  }
}
