package org.odoobridge.outbound.projection;

import java.util.Optional;
import java.util.Set;

/**
 * What the values of a column must be for the bridge to calculate with them. Texts can be read from
 * any type; a number from a text would be a guess.
 */
enum ColumnKind {
  ID("an integer", "integer", Set.of("smallint", "integer", "bigint")),
  NUMBER(
      "a number",
      "numeric",
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision")),
  FLAG("a boolean", "boolean", Set.of("boolean")),
  TIME(
      "a time",
      "timestamp without time zone",
      Set.of("timestamp without time zone", "timestamp with time zone", "date"));

  private static final Set<String> NUMBERS =
      Set.of(
          "quantity",
          "reserved_quantity",
          "product_qty",
          "quantity_product_uom",
          "reserved_qty",
          "qty",
          "rounding",
          "factor",
          "relative_factor",
          "rate",
          "list_price",
          "min_quantity",
          "fixed_price",
          "percent_price",
          "price_discount",
          "price_surcharge",
          "price_round",
          "price_min_margin",
          "price_max_margin",
          "price_markup",
          "price_extra",
          "amount",
          "value_float");

  private static final Set<String> FLAGS =
      Set.of(
          "active",
          "is_storable",
          "update_stock_at_closing",
          "to_invoice",
          "to_ship",
          "anglo_saxon_accounting",
          "include_base_amount",
          "price_include",
          "is_base_affected");

  private static final Set<String> TIMES =
      Set.of("expiration_date", "removal_date", "use_date", "date_start", "date_end");

  private static final Set<String> OTHER_IDS = Set.of("id", "parent_tax", "child_tax");

  /** Names a record of any model, as {@code product.product,5}. */
  private static final String ANY_RECORD = "ir_property.res_id";

  private final String words;
  private final String usual;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<String> types;

  ColumnKind(String words, String usual, Set<String> types) {
    this.words = words;
    this.usual = usual;
    this.types = types;
  }

  /** The kind of a column that is read; empty when any will do. */
  static Optional<ColumnKind> of(String table, String column) {
    boolean id = OTHER_IDS.contains(column) || column.endsWith("_id");
    if (id && !ANY_RECORD.equals(table + "." + column)) {
      return Optional.of(ID);
    }
    if (NUMBERS.contains(column)) {
      return Optional.of(NUMBER);
    }
    if (TIMES.contains(column) || (table + "." + column).equals("stock_move.date")) {
      return Optional.of(TIME);
    }
    return FLAGS.contains(column) ? Optional.of(FLAG) : Optional.empty();
  }

  /**
   * Whether a column can be read.
   *
   * @param type as {@code format_type} prints it; empty when it is not known
   */
  static boolean accepts(String table, String column, String type) {
    return type.isEmpty() || of(table, column).map(kind -> kind.types.contains(type)).orElse(true);
  }

  /** Such as {@code a number}. */
  String words() {
    return words;
  }

  /** The statement that gives a column a type of this kind, its values with it. */
  String statement(String table, String column) {
    return "ALTER TABLE public.%1$s ALTER COLUMN %2$s TYPE %3$s USING %2$s::text::%3$s;"
        .formatted(table, column, usual);
  }
}
