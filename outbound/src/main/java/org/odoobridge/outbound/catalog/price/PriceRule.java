package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.projection.Columns;

/**
 * {@code product_pricelist_item}.
 *
 * @param rank {@code applied_on}'s digit: 0 variant, 1 product, 2 category, 3 all
 * @param minQuantity NaN when NULL: PostgreSQL sorts NULL first where Odoo sorts downwards
 * @param markup whether {@code discount} came as a mark-up (18 on, for prices based on cost)
 * @param convertsFirst whether the base price is converted into the pricelist's currency before the
 *     rule is applied (16 on) and not after it
 * @param start first moment it holds; null = always did
 * @param end last second it holds; null = for ever
 */
record PriceRule(
    int pricelist,
    int rank,
    int template,
    int product,
    int category,
    double minQuantity,
    Compute compute,
    double fixed,
    double percent,
    Base base,
    int basePricelist,
    double discount,
    double surcharge,
    double round,
    double minMargin,
    double maxMargin,
    boolean markup,
    boolean convertsFirst,
    @Nullable Instant start,
    @Nullable Instant end) {
  /** How the price is found. */
  enum Compute {
    FIXED,
    PERCENTAGE,
    FORMULA
  }

  /** What it is based on. */
  enum Base {
    LIST_PRICE,
    STANDARD_PRICE,
    PRICELIST
  }

  static PriceRule from(Row row, @Nullable PriceRule old) {
    PriceRule was = old == null ? NONE : old;
    Base base = baseOf(Columns.text(row, "base", old == null ? "" : wordOf(was.base)));
    boolean markup = base == Base.STANDARD_PRICE && row.has("price_markup");
    double discount = Columns.number(row, "price_discount", was.discount);
    boolean quantity = row.has("min_quantity") && !row.isUnchanged("min_quantity");
    return new PriceRule(
        Columns.id(row, "pricelist_id", was.pricelist),
        rankOf(Columns.text(row, "applied_on", String.valueOf(was.rank))),
        Columns.id(row, "product_tmpl_id", was.template),
        Columns.id(row, "product_id", was.product),
        Columns.id(row, "categ_id", was.category),
        quantity && row.get("min_quantity") == null
            ? Double.NaN
            : Columns.number(row, "min_quantity", was.minQuantity),
        computeOf(Columns.text(row, "compute_price", old == null ? "" : wordOf(was.compute))),
        Columns.number(row, "fixed_price", was.fixed),
        Columns.number(row, "percent_price", was.percent),
        base,
        Columns.id(row, "base_pricelist_id", was.basePricelist),
        markup ? -Columns.number(row, "price_markup", -was.discount) : discount,
        Columns.number(row, "price_surcharge", was.surcharge),
        Columns.number(row, "price_round", was.round),
        Columns.number(row, "price_min_margin", was.minMargin),
        Columns.number(row, "price_max_margin", was.maxMargin),
        markup,
        !row.has("active"),
        PriceRow.moment(row, "date_start", was.start),
        PriceRow.moment(row, "date_end", was.end));
  }

  private static final PriceRule NONE =
      new PriceRule(
          0,
          3,
          0,
          0,
          0,
          0,
          Compute.FIXED,
          0,
          0,
          Base.LIST_PRICE,
          0,
          0,
          0,
          0,
          0,
          0,
          false,
          false,
          null,
          null);

  /** Whether it holds at a moment given in whole seconds. */
  boolean holdsAt(Instant at) {
    return (start == null || !at.isBefore(start)) && (end == null || !at.isAfter(end));
  }

  /** The next moment after {@code at} at which it begins or ceases to hold; null when never. */
  @Nullable Instant changeAfter(Instant at) {
    if (start != null && start.isAfter(at)) {
      return start;
    }
    Instant over = end == null ? null : end.plusSeconds(1);
    return over != null && over.isAfter(at) ? over : null;
  }

  /** Whether its moment of change is one of those in {@code (after, upTo]}. */
  boolean changesWithin(Instant after, Instant upTo) {
    Instant next = changeAfter(after);
    return next != null && !next.isAfter(upTo);
  }

  boolean onPricelist() {
    return base == Base.PRICELIST && basePricelist != 0;
  }

  private static int rankOf(String appliedOn) {
    char first = appliedOn.isEmpty() ? '3' : appliedOn.charAt(0);
    return first >= '0' && first <= '3' ? first - '0' : 3;
  }

  private static Base baseOf(String word) {
    return switch (word) {
      case "standard_price" -> Base.STANDARD_PRICE;
      case "pricelist" -> Base.PRICELIST;
      default -> Base.LIST_PRICE;
    };
  }

  private static String wordOf(Base base) {
    return switch (base) {
      case LIST_PRICE -> "list_price";
      case STANDARD_PRICE -> "standard_price";
      case PRICELIST -> "pricelist";
    };
  }

  private static Compute computeOf(String word) {
    return switch (word) {
      case "percentage" -> Compute.PERCENTAGE;
      case "formula" -> Compute.FORMULA;
      default -> Compute.FIXED;
    };
  }

  private static String wordOf(Compute compute) {
    return switch (compute) {
      case FIXED -> "fixed";
      case PERCENTAGE -> "percentage";
      case FORMULA -> "formula";
    };
  }
}
