package org.odoobridge.outbound.catalog.read;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.config.BackorderRule;
import org.odoobridge.outbound.catalog.config.BackordersConfig;

/**
 * Whether a product may be ordered beyond its stock, and when its stock is low: by the channel's
 * rules, else by the settings of {@code website_sale_stock} in the form this Odoo has them.
 */
record StockSettings(BackordersConfig config, Shape shape) {
  /** 15 and later: a flag. */
  private static final String GOES_ON = "allow_out_of_stock_order";

  /** 14: one of four words. */
  private static final String AVAILABILITY = "inventory_availability";

  private static final String SHOWN = "show_availability";
  private static final String THRESHOLD = "available_threshold";
  private static final List<String> COLUMNS = List.of(GOES_ON, AVAILABILITY, SHOWN, THRESHOLD);

  /** Columns of the template that are needed and there. */
  Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    if (config.from() == BackordersConfig.From.AUTO) {
      COLUMNS.stream()
          .filter(column -> shape.has("product_template", column))
          .forEach(columns::add);
    }
    return columns;
  }

  /** The shop's word; empty when nothing is said. */
  Optional<String> backorders(Map<String, Object> values, String sku, List<Batch.Place> places) {
    Optional<BackorderRule> rule =
        rule(sku, places, one -> one.backorders() != BackorderRule.Says.ODOO);
    if (rule.isPresent()) {
      return Optional.of(rule.get().backorders().name().toLowerCase(Locale.ROOT));
    }
    return goesOn(values)
        .map(allowed -> allowed ? config.allowed().name().toLowerCase(Locale.ROOT) : "no");
  }

  /**
   * At how many units the stock is low; a negative number clears it; empty when nothing is said.
   */
  Optional<Low> lowStock(Map<String, Object> values, String sku, List<Batch.Place> places) {
    Optional<BackorderRule> rule = rule(sku, places, one -> one.lowStock() >= 0);
    if (rule.isPresent()) {
      return Optional.of(new Low.Pieces(rule.get().lowStock()));
    }
    if (!columns().contains(THRESHOLD)) {
      return Optional.empty();
    }
    boolean shown =
        columns().contains(AVAILABILITY)
            ? text(values, AVAILABILITY).equals("threshold")
            : text(values, SHOWN).equals("true");
    Optional<BigDecimal> threshold = DocumentBuilder.number(text(values, THRESHOLD));
    return Optional.of(
        shown && threshold.isPresent() ? new Low.Units(threshold.get()) : new Low.Never());
  }

  /** A number at which stock is low. */
  sealed interface Low {
    /** As the shop counts. */
    record Pieces(int number) implements Low {}

    /** As Odoo counts. */
    record Units(BigDecimal number) implements Low {}

    /** The shop's own setting counts. */
    record Never() implements Low {}
  }

  private Optional<Boolean> goesOn(Map<String, Object> values) {
    Set<String> there = columns();
    if (there.contains(GOES_ON)) {
      return Optional.of(text(values, GOES_ON).equals("true"));
    }
    // 14: "always" and "threshold" stop the sale at zero; "never" and "custom" only say so.
    return there.contains(AVAILABILITY)
        ? Optional.of(!Set.of("always", "threshold").contains(text(values, AVAILABILITY)))
        : Optional.empty();
  }

  private static String text(Map<String, Object> values, String column) {
    return values.get(column) instanceof String text ? text : "";
  }

  private Optional<BackorderRule> rule(
      String sku, List<Batch.Place> places, java.util.function.Predicate<BackorderRule> says) {
    return config.rules().stream()
        .filter(says)
        .filter(rule -> distance(rule, sku, places) >= 0)
        .min(Comparator.comparingInt(rule -> distance(rule, sku, places)));
  }

  /** How far a rule is from a product; negative when it is not for it. */
  private static int distance(BackorderRule rule, String sku, List<Batch.Place> places) {
    if (rule.general()) {
      return Integer.MAX_VALUE;
    }
    if (!rule.sku().isEmpty()) {
      return rule.sku().equals(sku) ? 0 : -1;
    }
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).called(rule.category())) {
        return i + 1;
      }
    }
    return -1;
  }
}
