package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.catalog.price.Derivation.Base;
import org.odoobridge.outbound.catalog.price.Derivation.Step;

/**
 * Odoo's way from a product to its price in a pricelist, step by step in the order in which Odoo
 * computes, so that binary rounding falls alike.
 */
final class PriceMath {
  private final PriceTables tables;
  private final int company;
  private final double quantity;
  private final Instant at;
  private final Set<Integer> open = new HashSet<>();

  /**
   * @param company whose costs and exchange rates count
   * @param quantity how much is bought at once
   * @param at whole seconds, as Odoo's clock has
   */
  PriceMath(PriceTables tables, int company, double quantity, Instant at) {
    this.tables = tables;
    this.company = company;
    this.quantity = quantity;
    this.at = at;
  }

  /**
   * The price of a variant in a pricelist.
   *
   * @throws Unpriced when there is no such pricelist or pricelists are based on each other
   */
  Derivation inPricelist(int product, int pricelist) {
    PriceRow.Pricelist list = tables.pricelists.get(pricelist);
    if (list == null) {
      throw new Unpriced("there is no pricelist " + pricelist);
    }
    if (!open.add(pricelist)) {
      throw new Unpriced("pricelist " + list.name() + " is based on itself");
    }
    PriceRow.Variant variant = variant(product);
    PriceRow.Template template = template(variant);
    for (RuleIndex.Numbered one :
        tables
            .rules()
            .candidates(
                pricelist, product, variant.template(), tables.lineage(template.category()))) {
      PriceRule rule = one.rule();
      boolean enough = !(rule.minQuantity() > 0) || quantity >= rule.minQuantity();
      if (enough && rule.holdsAt(at)) {
        Derivation derived = byRule(product, pricelist, list, one);
        open.remove(pricelist);
        return derived;
      }
    }
    open.remove(pricelist);
    return unruled(product, pricelist, list.name(), list.currency());
  }

  /** The product's own sales price in a currency. */
  Derivation listPrice(int product, int currency) {
    return unruled(product, 0, "", currency);
  }

  private Derivation unruled(int product, int pricelist, String name, int currency) {
    List<Step> steps = new ArrayList<>();
    Base base = list(product);
    double amount = convert(base.amount(), listCurrency(product), currency, steps);
    return new Derivation(
        pricelist, name, Optional.empty(), base, steps, tables.currencyName(currency), amount);
  }

  private Derivation byRule(
      int product, int pricelist, PriceRow.Pricelist list, RuleIndex.Numbered one) {
    PriceRule rule = one.rule();
    List<Step> steps = new ArrayList<>();
    Base base;
    int currency;
    if (rule.onPricelist()) {
      base = new Base.Other(inPricelist(product, rule.basePricelist()));
      PriceRow.Pricelist other = tables.pricelists.get(rule.basePricelist());
      currency = other == null ? list.currency() : other.currency();
    } else if (rule.base() == PriceRule.Base.STANDARD_PRICE) {
      PriceRow.Company owner = companyRow();
      currency = owner.currency();
      double cost = tables.cost(product, variant(product), company);
      base = new Base.Cost(cost, owner.name(), tables.currencyName(currency));
    } else {
      base = list(product);
      currency = listCurrency(product);
    }
    double price = base.amount();
    boolean fixed = rule.compute() == PriceRule.Compute.FIXED;
    boolean before = rule.convertsFirst() || rule.onPricelist();
    if (before && !fixed) {
      price = convert(price, currency, list.currency(), steps);
    }
    price = apply(rule, price, steps);
    if (!before && !fixed) {
      price = convert(price, currency, list.currency(), steps);
    }
    return new Derivation(
        pricelist,
        list.name(),
        Optional.of(used(one)),
        base,
        steps,
        tables.currencyName(list.currency()),
        price);
  }

  private static double apply(PriceRule rule, double base, List<Step> steps) {
    return switch (rule.compute()) {
      case FIXED -> {
        steps.add(new Step.Fixed(rule.fixed()));
        yield rule.fixed();
      }
      case PERCENTAGE -> discount(base, rule.percent(), steps);
      case FORMULA -> formula(rule, base, steps);
    };
  }

  private static double formula(PriceRule rule, double base, List<Step> steps) {
    double price = discount(base, rule.discount(), steps);
    if (rule.round() != 0) {
      price = OdooFloat.round(price, rule.round());
      steps.add(new Step.Rounded(rule.round(), price));
    }
    if (rule.surcharge() != 0) {
      price += rule.surcharge();
      steps.add(new Step.Surcharge(rule.surcharge(), price));
    }
    if (rule.minMargin() != 0 && base + rule.minMargin() > price) {
      price = base + rule.minMargin();
      steps.add(new Step.Margin(true, rule.minMargin(), price));
    }
    if (rule.maxMargin() != 0 && base + rule.maxMargin() < price) {
      price = base + rule.maxMargin();
      steps.add(new Step.Margin(false, rule.maxMargin(), price));
    }
    return price;
  }

  private static double discount(double base, double percent, List<Step> steps) {
    double price = base - (base * (percent / 100));
    if (percent != 0) {
      steps.add(new Step.Discount(percent, price));
    }
    return price;
  }

  private double convert(double amount, int from, int to, List<Step> steps) {
    if (from == to) {
      return amount;
    }
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    boolean orLater = tables.firstRateCounts();
    Rates.Found source = tables.rates().of(from, company, day, orLater);
    Rates.Found target = tables.rates().of(to, company, day, orLater);
    double rate = target.rate() / source.rate();
    double converted = amount * rate;
    Optional<LocalDate> since =
        target.day().isPresent() && source.day().isPresent()
            ? Optional.of(
                target.day().get().isAfter(source.day().get())
                    ? target.day().get()
                    : source.day().get())
            : target.day().or(source::day);
    steps.add(
        new Step.Converted(
            tables.currencyName(from), tables.currencyName(to), rate, since, converted));
    return converted;
  }

  private Base list(int product) {
    PriceRow.Template template = template(variant(product));
    return new Base.ListPrice(
        template.listPrice(), tables.extra(product), tables.currencyName(listCurrency(product)));
  }

  /** The currency of sales prices: the product's company's, else the main company's. */
  private int listCurrency(int product) {
    int owner = template(variant(product)).company();
    PriceRow.Company row = tables.companies.get(owner == 0 ? tables.mainCompany() : owner);
    return row == null ? 0 : row.currency();
  }

  private PriceRow.Company companyRow() {
    PriceRow.Company row = tables.companies.get(company);
    if (row == null) {
      throw new Unpriced("there is no company " + company);
    }
    return row;
  }

  private PriceRow.Variant variant(int product) {
    PriceRow.Variant variant = tables.variants.get(product);
    if (variant == null) {
      throw new Unpriced("there is no product " + product);
    }
    return variant;
  }

  private PriceRow.Template template(PriceRow.Variant variant) {
    PriceRow.Template template = tables.templates.get(variant.template());
    if (template == null) {
      throw new Unpriced("there is no product template " + variant.template());
    }
    return template;
  }

  private Derivation.RuleUsed used(RuleIndex.Numbered one) {
    PriceRule rule = one.rule();
    String on =
        rule.product() != 0
            ? "variant " + rule.product()
            : rule.template() != 0
                ? "product " + rule.template()
                : rule.category() != 0
                    ? "category " + tables.categoryName(rule.category())
                    : "all products";
    double minimum = Double.isNaN(rule.minQuantity()) ? 0 : rule.minQuantity();
    return new Derivation.RuleUsed(one.id(), on, minimum, rule.start(), rule.end());
  }

  /** When the next exchange rate after a moment begins to hold. */
  static @Nullable Instant nextRate(PriceTables tables, Instant after) {
    return tables
        .rates()
        .nextAfter(LocalDate.ofInstant(after, ZoneOffset.UTC))
        .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
        .orElse(null);
  }
}
