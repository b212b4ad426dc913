package org.odoobridge.outbound.catalog.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.IntMap;
import org.odoobridge.outbound.projection.Table;

/**
 * Everything prices are made of, folded from Odoo's rows. One thread folds; any thread reads, by
 * {@link #read}.
 */
final class PriceTables {
  /** The tables it is made of. */
  static final Set<String> NAMES =
      Set.of(
          "res_company",
          "product_template",
          "product_product",
          "res_currency",
          "res_currency_rate",
          "product_category",
          "product_pricelist",
          "product_pricelist_item",
          "product_template_attribute_value",
          "product_variant_combination",
          "ir_property",
          "account_tax",
          "account_tax_filiation_rel",
          "product_taxes_rel",
          "account_fiscal_position",
          "account_fiscal_position_tax",
          "account_fiscal_position_account_tax_rel",
          "account_tax_alternatives");

  private static final int DEEPEST_CATEGORY = 100;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Integer, List<Integer>> variantsOf = new HashMap<>();
  private final Rates rates = new Rates();
  private final Costs costs = new Costs();
  private final RuleIndex rules = new RuleIndex(this::categoryName);
  private final PriceTouch touch;
  private boolean firstRateCounts;
  private TaxHabits taxHabits = TaxHabits.UNKNOWN;

  final Table<PriceRow.Company> companies;
  final Table<PriceRow.Currency> currencies;
  final Table<PriceRow.Category> categories;
  final Table<PriceRow.Template> templates;
  final Table<PriceRow.Variant> variants;
  final Table<PriceRow.Choice> choices;
  final Table<PriceRow.Pricelist> pricelists;
  final Table<PriceRow.Tax> taxes;
  final Table<PriceRow.FiscalPosition> positions;
  final Links combinations;
  final Links productTaxes;
  final Links childTaxes;
  final Links positionTaxes;
  final Links alternatives;
  private final Table<PriceRow.Rate> rateRows;
  private final Table<PriceRow.Cost> costRows;
  private final Table<PriceRule> ruleRows;
  private final Table<PriceRow.TaxSwap> swaps;

  /**
   * @param roots pricelists that channels use, as configured
   */
  PriceTables(Set<String> roots) {
    this.touch = new PriceTouch(this, roots);
    this.companies =
        new Table<>(PriceRow.Company::from, (id, old, now) -> touch.all("a company changed"));
    this.currencies =
        new Table<>(PriceRow.Currency::from, (id, old, now) -> touch.all("a currency changed"));
    this.categories = new Table<>(PriceRow.Category::from, (id, old, now) -> touch.category(id));
    this.templates = new Table<>(PriceRow.Template::from, (id, old, now) -> touch.template(id));
    this.variants = new Table<>(PriceRow.Variant::from, this::variantChanged);
    this.choices =
        new Table<>(
            PriceRow.Choice::from,
            (id, old, now) -> {
              touch.template(old == null ? 0 : old.template());
              touch.template(now == null ? 0 : now.template());
            });
    this.pricelists =
        new Table<>(PriceRow.Pricelist::from, (id, old, now) -> touch.pricelist(id, old, now));
    this.taxes = new Table<>(PriceRow.Tax::from, (id, old, now) -> touch.tax(id));
    this.positions =
        new Table<>(
            PriceRow.FiscalPosition::from,
            (id, old, now) -> touch.all("a fiscal position changed"));
    this.swaps =
        new Table<>(
            PriceRow.TaxSwap::from, (id, old, now) -> touch.all("a fiscal position changed"));
    this.combinations =
        new Links("product_product_id", "product_template_attribute_value_id", touch::product);
    this.productTaxes = new Links("prod_id", "tax_id", touch::template);
    this.childTaxes = new Links("parent_tax", "child_tax", touch::tax);
    this.positionTaxes =
        new Links(
            "account_fiscal_position_id",
            "account_tax_id",
            position -> touch.all("a fiscal position changed"));
    this.alternatives =
        new Links("src_tax_id", "dest_tax_id", tax -> touch.all("a fiscal position changed"));
    this.rateRows =
        new Table<>(
            PriceRow.Rate::from,
            (id, old, now) -> {
              rates.changed(id, old, now);
              touch.rate(old, now);
            });
    this.costRows =
        new Table<>(
            PriceRow.Cost::from,
            (id, old, now) -> {
              costs.changed(old, now);
              touch.cost(old, now);
            });
    this.ruleRows =
        new Table<>(
            PriceRule::from,
            (id, old, now) -> {
              touch.rule(old);
              rules.changed(id, old, now);
              touch.rule(now);
              firstRateCounts |= now != null && now.convertsFirst();
            });
  }

  /** Looks at the tables while nobody changes them. */
  <T> T read(Supplier<T> question) {
    lock.readLock().lock();
    try {
      return question.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Asks {@link #touch}, which remembers what it found out: one at a time. */
  <T> T touched(Function<PriceTouch, T> question) {
    lock.writeLock().lock();
    try {
      return question.apply(touch);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Folds one change; tables it does not know are ignored. */
  void apply(RowChange change) {
    lock.writeLock().lock();
    try {
      fold(change);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What changed since the last call: who must be priced anew. */
  Affected takeAffected() {
    return touched(PriceTouch::take);
  }

  private void fold(RowChange change) {
    switch (change.table()) {
      case "res_company" -> companies.fold(change);
      case "res_currency" -> currencies.fold(change);
      case "res_currency_rate" -> rateRows.fold(change);
      case "product_category" -> categories.fold(change);
      case "product_template" -> templates.fold(change);
      case "product_product" -> variants.fold(change);
      case "product_template_attribute_value" -> choices.fold(change);
      case "product_variant_combination" -> combinations.fold(change);
      case "product_pricelist" -> pricelists.fold(change);
      case "product_pricelist_item" -> ruleRows.fold(change);
      case "ir_property" -> costRows.fold(change);
      case "account_tax" -> {
        taxHabits = taxHabits.seenIn(change);
        taxes.fold(change);
      }
      case "account_tax_filiation_rel" -> childTaxes.fold(change);
      case "product_taxes_rel" -> productTaxes.fold(change);
      case "account_fiscal_position" -> positions.fold(change);
      case "account_fiscal_position_tax" -> swaps.fold(change);
      case "account_fiscal_position_account_tax_rel" -> positionTaxes.fold(change);
      case "account_tax_alternatives" -> alternatives.fold(change);
      default -> {} // of no interest to prices
    }
  }

  private void variantChanged(
      int id, PriceRow.@Nullable Variant old, PriceRow.@Nullable Variant now) {
    if (old != null) {
      variantsOf.getOrDefault(old.template(), new ArrayList<>()).remove((Integer) id);
      touch.template(old.template());
    }
    if (now != null) {
      variantsOf.computeIfAbsent(now.template(), key -> new ArrayList<>(1)).add(id);
      touch.template(now.template());
    }
  }

  /** The id of the one row that is named so, or whose id is written as {@code #3}. */
  static <R> Optional<Integer> find(Table<R> table, String wanted, Function<R, String> name) {
    if (wanted.matches("#[0-9]+")) {
      int id = Integer.parseInt(wanted.substring(1));
      return table.get(id) == null ? Optional.empty() : Optional.of(id);
    }
    List<Integer> named = new ArrayList<>();
    table
        .rows()
        .forEach(
            (id, row) -> {
              if (name.apply(row).equals(wanted)) {
                named.add(id);
              }
            });
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  Optional<Integer> pricelist(String wanted) {
    return find(pricelists, wanted, PriceRow.Pricelist::name);
  }

  /** Variants of a template that are not archived. */
  List<Integer> activeVariantsOf(int template) {
    return variantsOf.getOrDefault(template, List.of()).stream()
        .filter(
            id -> {
              PriceRow.Variant row = variants.get(id);
              return row != null && row.active();
            })
        .toList();
  }

  RuleIndex rules() {
    return rules;
  }

  Rates rates() {
    return rates;
  }

  IntMap<PriceRow.TaxSwap> swaps() {
    return swaps.rows();
  }

  /**
   * Whether Odoo takes the first exchange rate of all for days before it, instead of 1. It has done
   * so since rules convert their base first.
   */
  boolean firstRateCounts() {
    return firstRateCounts;
  }

  TaxHabits taxHabits() {
    return taxHabits;
  }

  double cost(int product, PriceRow.Variant variant, int company) {
    return costs.of(product, variant, company);
  }

  /** What the values that make this variant add to its template's list price. */
  double extra(int product) {
    double sum = 0;
    for (int choice : combinations.of(product)) {
      PriceRow.Choice row = choices.get(choice);
      sum += row == null ? 0 : row.extra();
    }
    return sum;
  }

  /** A category and all above it. */
  List<Integer> lineage(int category) {
    List<Integer> line = new ArrayList<>(4);
    PriceRow.Category row = categories.get(category);
    while (row != null && line.size() < DEEPEST_CATEGORY) {
      line.add(category);
      category = row.parent();
      row = categories.get(category);
    }
    return line;
  }

  @Nullable String categoryName(int category) {
    PriceRow.Category row = categories.get(category);
    return row == null ? null : row.completeName();
  }

  /** Name of a currency, for people. */
  String currencyName(int currency) {
    PriceRow.Currency row = currencies.get(currency);
    return row == null ? "currency " + currency : row.name();
  }

  /** The company everything belongs to that names none: the first one. */
  int mainCompany() {
    int first = 0;
    for (int id : companies.rows().ids()) {
      first = first == 0 ? id : Math.min(first, id);
    }
    return first;
  }
}
