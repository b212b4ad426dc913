package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a price came about, from its base to its amount.
 *
 * @param pricelist {@code product_pricelist.id}; 0 = no pricelist, the product's sales price
 * @param name the pricelist's name
 * @param rule the rule that applied; empty when none did
 * @param base what it started from
 * @param steps what was done to it, in order
 * @param amount the price in {@code currency}, not rounded
 */
public record Derivation(
    int pricelist,
    String name,
    Optional<RuleUsed> rule,
    Base base,
    List<Step> steps,
    String currency,
    double amount) {
  public Derivation {
    steps = List.copyOf(steps);
  }

  /**
   * The rule that applied.
   *
   * @param id {@code product_pricelist_item.id}
   * @param on what it is for, such as {@code category All / Chairs}
   * @param start first moment it holds; null = always did
   * @param end last second it holds; null = for ever
   */
  public record RuleUsed(
      int id, String on, double minQuantity, @Nullable Instant start, @Nullable Instant end) {
    String text() {
      StringBuilder text = new StringBuilder("rule ").append(id).append(" for ").append(on);
      if (minQuantity > 0) {
        text.append(", from ").append(OdooFloat.text(minQuantity)).append(" pieces");
      }
      if (start != null) {
        text.append(", since ").append(start);
      }
      return end == null ? text.toString() : text.append(", until ").append(end).toString();
    }
  }

  /** What a price starts from. */
  public sealed interface Base {
    double amount();

    String text();

    /** The product's sales price, with what the variant's attribute values add. */
    record ListPrice(double list, double extra, String currency) implements Base {
      @Override
      public double amount() {
        return list + extra;
      }

      @Override
      public String text() {
        String text = "sales price " + money(list, currency);
        return extra == 0 ? text : text + " and " + money(extra, currency) + " for its attributes";
      }
    }

    /** What it costs the company. */
    record Cost(double cost, String company, String currency) implements Base {
      @Override
      public double amount() {
        return cost;
      }

      @Override
      public String text() {
        return "cost " + money(cost, currency) + " in " + company;
      }
    }

    /** What another pricelist says. */
    record Other(Derivation of) implements Base {
      @Override
      public double amount() {
        return of.amount();
      }

      @Override
      public String text() {
        return "price " + money(of.amount(), of.currency()) + " of pricelist " + of.name();
      }
    }
  }

  /** One thing done to a price; {@code amount} is what it became. */
  public sealed interface Step {
    double amount();

    String text();

    /**
     * Odoo's price is for one unit, the shop's for one piece.
     *
     * @param units in a piece
     */
    record Piece(double units, double amount) implements Step {
      @Override
      public String text() {
        return OdooFloat.text(units)
            + " units a piece: "
            + OdooFloat.text(OdooFloat.round(amount, 0.000001));
      }
    }

    record Fixed(double amount) implements Step {
      @Override
      public String text() {
        return "fixed price " + OdooFloat.text(amount);
      }
    }

    /**
     * @param percent taken off; negative = put on
     */
    record Discount(double percent, double amount) implements Step {
      @Override
      public String text() {
        return percent < 0
            ? OdooFloat.text(-percent) + " % put on: " + OdooFloat.text(amount)
            : OdooFloat.text(percent) + " % taken off: " + OdooFloat.text(amount);
      }
    }

    record Rounded(double to, double amount) implements Step {
      @Override
      public String text() {
        return "rounded to " + OdooFloat.text(to) + ": " + OdooFloat.text(amount);
      }
    }

    record Surcharge(double by, double amount) implements Step {
      @Override
      public String text() {
        return "surcharge " + OdooFloat.text(by) + ": " + OdooFloat.text(amount);
      }
    }

    /**
     * @param least whether the margin is the smallest allowed; else the largest
     */
    record Margin(boolean least, double margin, double amount) implements Step {
      @Override
      public String text() {
        return (least ? "at least " : "at most ")
            + OdooFloat.text(margin)
            + " over the base: "
            + OdooFloat.text(amount);
      }
    }

    /**
     * @param day the day since which the rate holds; empty when Odoo knows none and takes 1
     */
    record Converted(String from, String to, double rate, Optional<LocalDate> day, double amount)
        implements Step {
      @Override
      public String text() {
        return "%s in %s at %s%s: %s"
            .formatted(
                from,
                to,
                OdooFloat.text(rate),
                day.map(since -> " (rate of " + since + ")").orElse(" (no rate known)"),
                OdooFloat.text(amount));
      }
    }

    /** Taxes taken out of or put on a price. */
    record Taxed(String how, double amount) implements Step {
      @Override
      public String text() {
        return how + ": " + OdooFloat.text(amount);
      }
    }
  }

  /** Line by line, the innermost pricelist first. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (base instanceof Base.Other other) {
      lines.addAll(other.of().lines());
    }
    String where = pricelist == 0 ? "no pricelist" : "pricelist " + name;
    lines.add(where + ": " + rule.map(RuleUsed::text).orElse("no rule applies"));
    lines.add("  " + base.text());
    steps.forEach(step -> lines.add("  " + step.text()));
    lines.add("  = " + money(amount, currency));
    return lines;
  }

  static String money(double amount, String currency) {
    return OdooFloat.text(amount) + " " + currency;
  }
}
