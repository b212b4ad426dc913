package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers whose prices a change may concern, looking only at pricelists that channels use. */
final class PriceTouch {
  private final PriceTables tables;
  private final Set<String> roots;
  private final Set<Integer> templates = new HashSet<>();
  private Optional<String> all = Optional.empty();
  private @Nullable Set<Integer> used;
  private boolean usesCosts;
  private boolean usesCategories;

  PriceTouch(PriceTables tables, Set<String> roots) {
    this.tables = tables;
    this.roots = Set.copyOf(roots);
  }

  Affected take() {
    Affected affected =
        all.isPresent()
            ? Affected.everybody(all.get())
            : templates.isEmpty() ? Affected.NOBODY : new Affected(templates, Optional.empty());
    templates.clear();
    all = Optional.empty();
    return affected;
  }

  void all(String reason) {
    all = Optional.of(reason);
  }

  void template(int template) {
    if (template != 0 && all.isEmpty()) {
      templates.add(template);
    }
  }

  void product(int product) {
    PriceRow.Variant variant = tables.variants.get(product);
    template(variant == null ? 0 : variant.template());
  }

  void category(int category) {
    used();
    if (usesCategories) {
      below(category, templates);
    }
  }

  void pricelist(int id, PriceRow.@Nullable Pricelist old, PriceRow.@Nullable Pricelist now) {
    used = null;
    boolean named =
        roots.contains("#" + id)
            || (old != null && roots.contains(old.name()))
            || (now != null && roots.contains(now.name()));
    if (named || used().contains(id)) {
      all("a pricelist changed");
    }
  }

  /** To be told of a rule before it goes and after it has come. */
  void rule(@Nullable PriceRule rule) {
    if (rule == null || all.isPresent()) {
      return;
    }
    if (used().contains(rule.pricelist())) {
      rule(rule, templates);
    }
    used = null;
  }

  void rate(PriceRow.@Nullable Rate old, PriceRow.@Nullable Rate now) {
    if (converts()) {
      all("an exchange rate changed");
    }
  }

  void cost(PriceRow.@Nullable Cost old, PriceRow.@Nullable Cost now) {
    used();
    if (!usesCosts) {
      return;
    }
    for (PriceRow.Cost cost : new PriceRow.@Nullable Cost[] {old, now}) {
      if (cost != null && cost.product() == 0) {
        all("a default cost changed");
      } else if (cost != null) {
        product(cost.product());
      }
    }
  }

  void tax(int tax) {
    if (all.isPresent()) {
      return;
    }
    tables
        .productTaxes
        .all()
        .forEach(
            (template, taxes) -> {
              if (taxes.contains(tax)
                  || taxes.stream().anyMatch(one -> tables.childTaxes.of(one).contains(tax))) {
                template(template);
              }
            });
    if (tables.swaps().size() > 0) {
      all("a tax changed");
    }
  }

  /** The next moment after {@code after} at which time alone changes a price. */
  Optional<Instant> nextChange(Instant after) {
    Instant next = null;
    for (int pricelist : used()) {
      for (RuleIndex.Numbered one : tables.rules().all(pricelist)) {
        Instant change = one.rule().changeAfter(after);
        if (change != null && (next == null || change.isBefore(next))) {
          next = change;
        }
      }
    }
    if (converts()) {
      Instant rate = PriceMath.nextRate(tables, after);
      next = rate != null && (next == null || rate.isBefore(next)) ? rate : next;
    }
    return Optional.ofNullable(next);
  }

  /** Whose prices time alone has changed in {@code (after, upTo]}. */
  Affected changedByTime(Instant after, Instant upTo) {
    if (converts()) {
      Instant rate = PriceMath.nextRate(tables, after);
      if (rate != null && !rate.isAfter(upTo)) {
        return Affected.everybody("a new exchange rate holds");
      }
    }
    Set<Integer> found = new HashSet<>();
    for (int pricelist : used()) {
      for (RuleIndex.Numbered one : tables.rules().all(pricelist)) {
        if (one.rule().changesWithin(after, upTo)) {
          Optional<String> reason = who(one.rule(), found);
          if (reason.isPresent()) {
            return Affected.everybody("a rule for all products began or ended");
          }
        }
      }
    }
    return found.isEmpty() ? Affected.NOBODY : new Affected(found, Optional.empty());
  }

  private void rule(PriceRule rule, Set<Integer> into) {
    who(rule, into).ifPresent(this::all);
  }

  /** Adds the templates a rule is for; a reason when it is for all. */
  private Optional<String> who(PriceRule rule, Set<Integer> into) {
    if (rule.template() != 0) {
      into.add(rule.template());
    } else if (rule.product() != 0) {
      PriceRow.Variant variant = tables.variants.get(rule.product());
      if (variant != null) {
        into.add(variant.template());
      }
    } else if (rule.category() != 0) {
      below(rule.category(), into);
    } else {
      return Optional.of("a price rule for all products changed");
    }
    return Optional.empty();
  }

  private void below(int category, Set<Integer> into) {
    tables
        .templates
        .rows()
        .forEach(
            (id, template) -> {
              if (tables.lineage(template.category()).contains(category)) {
                into.add(id);
              }
            });
  }

  /** Pricelists that channels use, and those that these are based on. */
  private Set<Integer> used() {
    Set<Integer> found = used;
    if (found != null) {
      return found;
    }
    found = new HashSet<>();
    usesCosts = false;
    usesCategories = false;
    Deque<Integer> open = new ArrayDeque<>();
    for (String root : roots) {
      tables.pricelist(root).ifPresent(open::add);
    }
    while (!open.isEmpty()) {
      int pricelist = open.remove();
      if (found.add(pricelist)) {
        for (RuleIndex.Numbered one : tables.rules().all(pricelist)) {
          usesCosts |= one.rule().base() == PriceRule.Base.STANDARD_PRICE;
          usesCategories |= one.rule().category() != 0;
          if (one.rule().onPricelist()) {
            open.add(one.rule().basePricelist());
          }
        }
      }
    }
    used = found;
    return found;
  }

  private boolean converts() {
    Set<Integer> currencies = new HashSet<>();
    tables.companies.rows().forEach((id, company) -> currencies.add(company.currency()));
    for (int pricelist : used()) {
      PriceRow.Pricelist row = tables.pricelists.get(pricelist);
      if (row != null) {
        currencies.add(row.currency());
      }
    }
    return currencies.size() > 1;
  }
}
