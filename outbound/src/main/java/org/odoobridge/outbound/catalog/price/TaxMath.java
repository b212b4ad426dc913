package org.odoobridge.outbound.catalog.price;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.odoobridge.outbound.catalog.price.Derivation.Step;

/** What a price is with and without Odoo's customer taxes. */
final class TaxMath {
  private static final int DEEPEST_GROUP = 5;
  private final PriceTables tables;
  private final int company;
  private final int position;
  private final double rounding;

  /**
   * @param company whose taxes count
   * @param position fiscal position; 0 = none
   * @param rounding smallest step of an amount
   */
  TaxMath(PriceTables tables, int company, int position, double rounding) {
    this.tables = tables;
    this.company = company;
    this.position = position;
    this.rounding = rounding;
  }

  /** A price as it stands in a shop; steps tell what was done. */
  double inShop(double price, int template, PricesConfig.Taxes shop, List<Step> steps) {
    if (shop == PricesConfig.Taxes.ODOO) {
      return price;
    }
    List<Integer> own = ofProduct(template);
    List<Integer> charged = charged(own);
    price = mapped(price, own, charged, steps);
    Totals totals = totals(price, charged);
    boolean with = shop == PricesConfig.Taxes.INCLUDED;
    double result = with ? totals.included() : totals.excluded();
    if (!charged.isEmpty()) {
      steps.add(new Step.Taxed((with ? "with " : "without ") + names(charged), result));
    }
    return result;
  }

  /** The price after a fiscal position replaced taxes that were in it. */
  private double mapped(double price, List<Integer> own, List<Integer> charged, List<Step> steps) {
    List<Integer> gone = own.stream().filter(id -> !charged.contains(id) && included(id)).toList();
    if (!tables.taxHabits().reprices()) {
      return gone.isEmpty() ? price : without(price, gone, gone, steps);
    }
    boolean same = own.size() == charged.size() && charged.containsAll(own);
    if (same || own.isEmpty() || !flat(own).stream().allMatch(this::includedIn)) {
      return price;
    }
    double net = without(price, own, gone, steps);
    double gross = net;
    double running = net;
    for (PriceRow.Tax tax : flat(charged)) {
      double amount = inBetween(amount(tax, tax.baseRaised() ? running : net));
      running += tax.raisesBase() ? amount : 0;
      gross += includedIn(tax) ? amount : 0;
    }
    if (gross != net) {
      steps.add(new Step.Taxed("with " + names(charged) + " by the fiscal position", gross));
    }
    return gross;
  }

  private double without(double price, List<Integer> taxes, List<Integer> shown, List<Step> steps) {
    double net =
        tables.taxHabits().keepsFractions()
            ? withoutIncluded(price, flat(taxes), new HashMap<>())
            : totals(price, taxes).excluded();
    if (!shown.isEmpty()) {
      steps.add(new Step.Taxed("without " + names(shown) + " by the fiscal position", net));
    }
    return net;
  }

  private double inBetween(double amount) {
    return tables.taxHabits().keepsFractions() ? amount : OdooFloat.round(amount, rounding);
  }

  private List<PriceRow.Tax> flat(List<Integer> ids) {
    List<PriceRow.Tax> taxes = new ArrayList<>();
    flatten(ids, taxes, 0);
    return taxes;
  }

  /** A price without and with its taxes. */
  record Totals(double excluded, double included) {}

  Totals totals(double price, List<Integer> ids) {
    List<PriceRow.Tax> taxes = flat(ids);
    refuseMixed(taxes);
    double base = OdooFloat.round(price, rounding);
    double sign = base < 0 ? -1 : 1;
    base = Math.abs(base);
    Map<Integer, Double> checkpoints = new HashMap<>();
    double excluded = OdooFloat.round(withoutIncluded(base, taxes, checkpoints), rounding);
    double running = excluded;
    double included = excluded;
    double hidden = 0;
    for (int i = 0; i < taxes.size(); i++) {
      PriceRow.Tax tax = taxes.get(i);
      Double checkpoint = checkpoints.get(i);
      double on = tax.included() || tax.baseRaised() ? running : excluded;
      double amount =
          includedIn(tax) && checkpoint != null && checkpoint != 0
              ? checkpoint - (running + hidden)
              : amount(tax, on);
      amount = OdooFloat.round(amount, rounding);
      if (includedIn(tax)) {
        hidden = checkpoint != null && checkpoint != 0 ? 0 : hidden + amount;
      }
      if (tax.raisesBase()) {
        running += amount;
      }
      included += amount;
    }
    return new Totals(sign * excluded, sign * OdooFloat.round(included, rounding));
  }

  /** Takes the taxes that are in a price out of it, last first. */
  private double withoutIncluded(
      double base, List<PriceRow.Tax> taxes, Map<Integer, Double> checkpoints) {
    double fixed = 0;
    double percent = 0;
    double division = 0;
    boolean note = true;
    for (int i = taxes.size() - 1; i >= 0; i--) {
      PriceRow.Tax tax = taxes.get(i);
      if (tax.raisesBase()) {
        base = takeOut(base, fixed, percent, division);
        fixed = 0;
        percent = 0;
        division = 0;
        note = true;
      }
      if (includedIn(tax)) {
        switch (tax.kind()) {
          case PERCENT -> percent += tax.amount();
          case DIVISION -> division += tax.amount();
          case FIXED -> fixed += tax.amount();
          case GROUP, OTHER -> {} // flattened, refused
        }
        if (note && tax.amount() != 0) {
          checkpoints.put(i, base);
          note = false;
        }
      }
    }
    return takeOut(base, fixed, percent, division);
  }

  private static double takeOut(double base, double fixed, double percent, double division) {
    return (base - fixed) / (1.0 + percent / 100.0) * (100 - division) / 100;
  }

  private static double amount(PriceRow.Tax tax, double base) {
    return switch (tax.kind()) {
      case PERCENT -> base * tax.amount() / 100;
      case DIVISION -> 1 - tax.amount() / 100 == 0 ? 0 : base / (1 - tax.amount() / 100) - base;
      case FIXED -> tax.amount();
      case GROUP, OTHER -> 0;
    };
  }

  private List<Integer> ofProduct(int template) {
    return tables.productTaxes.of(template).stream()
        .filter(
            id -> {
              PriceRow.Tax tax = tables.taxes.get(id);
              return tax != null && tax.active() && tax.onSales() && tax.company() == company;
            })
        .toList();
  }

  private List<Integer> charged(List<Integer> own) {
    if (position == 0) {
      return own;
    }
    return tables.taxHabits().positionsListTaxes() ? chosen(own) : swapped(own);
  }

  /** By what the position's taxes say they replace. */
  private List<Integer> chosen(List<Integer> own) {
    List<Integer> offered =
        tables.positionTaxes.of(position).stream()
            .filter(
                id -> {
                  PriceRow.Tax tax = tables.taxes.get(id);
                  return tax != null && tax.active();
                })
            .toList();
    if (offered.isEmpty()) {
      return List.of();
    }
    return own.stream()
        .flatMap(
            tax -> {
              List<Integer> instead =
                  tables.alternatives.of(tax).stream().filter(offered::contains).toList();
              return instead.isEmpty() ? Stream.of(tax) : instead.stream();
            })
        .distinct()
        .toList();
  }

  /** By the position's own list of what replaces what. */
  private List<Integer> swapped(List<Integer> own) {
    List<Integer> charged = new ArrayList<>();
    for (int tax : own) {
      boolean[] swapped = {false};
      tables
          .swaps()
          .forEach(
              (id, swap) -> {
                if (swap.position() == position && swap.from() == tax) {
                  swapped[0] = true;
                  if (swap.to() != 0 && !charged.contains(swap.to())) {
                    charged.add(swap.to());
                  }
                }
              });
      if (!swapped[0] && !charged.contains(tax)) {
        charged.add(tax);
      }
    }
    return charged;
  }

  private void flatten(List<Integer> ids, List<PriceRow.Tax> into, int depth) {
    if (depth > DEEPEST_GROUP) {
      throw new Unpriced("tax groups hold each other");
    }
    record Numbered(int id, PriceRow.Tax tax) {}
    ids.stream()
        .map(id -> new Numbered(id, tax(id)))
        .sorted(
            Comparator.<Numbered>comparingInt(one -> one.tax().sequence())
                .thenComparingInt(Numbered::id))
        .forEach(
            one -> {
              switch (one.tax().kind()) {
                case GROUP -> flatten(tables.childTaxes.of(one.id()), into, depth + 1);
                case OTHER ->
                    throw new Unpriced(
                        "tax '"
                            + one.tax().name()
                            + "' is computed by a program of Odoo's; set prices.taxes to odoo");
                case PERCENT, DIVISION, FIXED -> into.add(one.tax());
              }
            });
  }

  private void refuseMixed(List<PriceRow.Tax> taxes) {
    if (taxes.stream().anyMatch(this::includedIn)
        && taxes.stream().anyMatch(tax -> !includedIn(tax) && tax.raisesBase())) {
      throw new Unpriced(
          "taxes in the price are mixed with taxes on it that raise the base, as Odoo forbids");
    }
  }

  private PriceRow.Tax tax(int id) {
    return Optional.ofNullable(tables.taxes.get(id))
        .orElseThrow(() -> new Unpriced("there is no tax " + id));
  }

  private boolean included(int id) {
    return includedIn(tax(id));
  }

  private boolean includedIn(PriceRow.Tax tax) {
    if (!tax.byCompany()) {
      return tax.included();
    }
    PriceRow.Company owner = tables.companies.get(tax.company());
    return owner != null && owner.pricesIncludeTax();
  }

  private String names(List<Integer> ids) {
    return String.join(" and ", ids.stream().map(id -> tax(id).name()).toList());
  }
}
