package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Stream;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Taxes of a line: percent and fixed, in the price or on top of it. */
final class Taxes {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Taxes() {}

  /** Amounts of a line in the currency. */
  record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {}

  /** Whether the company rounds taxes over the whole order. */
  static boolean globally(Env env) {
    return env.get("res_company", 1)
        .text("tax_calculation_rounding_method")
        .equals("round_globally");
  }

  /**
   * Computes a line's amounts.
   *
   * @param price of one unit after discount
   * @param perLine whether they are rounded to cents
   */
  static Amounts of(
      Env env, BigDecimal price, BigDecimal quantity, List<Integer> taxes, boolean perLine) {
    List<Row> rows =
        env.rows("SELECT * FROM account_tax WHERE id = ANY (?) ORDER BY sequence, id", taxes);
    BigDecimal base = round(price.multiply(quantity), perLine);
    BigDecimal included = BigDecimal.ZERO;
    BigDecimal fixedIncluded = BigDecimal.ZERO;
    for (Row tax : rows) {
      if (included(env, tax)) {
        if (tax.text("amount_type").equals("fixed")) {
          fixedIncluded = fixedIncluded.add(quantity.multiply(tax.dec("amount")));
        } else {
          included = included.add(tax.dec("amount"));
        }
      }
    }
    BigDecimal net =
        included.signum() == 0 && fixedIncluded.signum() == 0
            ? base
            : round(
                base.subtract(fixedIncluded)
                    .multiply(HUNDRED)
                    .divide(HUNDRED.add(included), MathContext.DECIMAL64),
                perLine);
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal taxBase = net;
    for (Row tax : rows) {
      BigDecimal amount =
          tax.text("amount_type").equals("fixed")
              ? quantity.multiply(tax.dec("amount"))
              : taxBase.multiply(tax.dec("amount")).divide(HUNDRED, MathContext.DECIMAL64);
      BigDecimal rounded = round(amount, perLine);
      total = total.add(rounded);
      if (tax.flag("include_base_amount")) {
        taxBase = taxBase.add(rounded);
      }
    }
    boolean allIncluded = !rows.isEmpty() && rows.stream().allMatch(t -> included(env, t));
    if (allIncluded) {
      // The gross is what was entered; the rounding difference belongs to the tax.
      total = base.subtract(net);
    }
    return new Amounts(net, total, net.add(total));
  }

  /** Whether a tax is in the price: by itself, or from 18 on by the company's default. */
  private static boolean included(Env env, Row tax) {
    if (!env.has("account_tax", "price_include_override")) {
      return tax.flag("price_include");
    }
    String own = tax.text("price_include_override");
    return (own.isEmpty() ? env.get("res_company", 1).text("account_price_include") : own)
        .equals("tax_included");
  }

  private static BigDecimal round(BigDecimal value, boolean perLine) {
    return Decimals.round(value, perLine ? 2 : 7);
  }

  /** Taxes after a fiscal position replaced them; 0 = none. */
  static List<Integer> mapped(Env env, List<Integer> taxes, int fiscalPosition) {
    if (fiscalPosition == 0) {
      return taxes;
    }
    if (env.release().taxesKnowWhatTheyReplace()) {
      return chosen(env, taxes, fiscalPosition);
    }
    return taxes.stream()
        .flatMap(
            tax -> {
              List<Row> replacements =
                  env.rows(
                      "SELECT * FROM account_fiscal_position_tax WHERE position_id = ? AND tax_src_id = ?",
                      fiscalPosition,
                      tax);
              return replacements.isEmpty()
                  ? Stream.of(tax)
                  : replacements.stream().map(r -> r.ref("tax_dest_id")).filter(t -> t != 0);
            })
        .toList();
  }

  /** A position without taxes takes all away. */
  private static List<Integer> chosen(Env env, List<Integer> taxes, int fiscalPosition) {
    List<Integer> offered =
        env.ids(
            """
            SELECT t.id FROM account_fiscal_position_account_tax_rel r JOIN account_tax t ON t.id = r.account_tax_id
             WHERE r.account_fiscal_position_id = ? AND t.active""",
            fiscalPosition);
    if (offered.isEmpty()) {
      return List.of();
    }
    return taxes.stream()
        .flatMap(
            tax -> {
              List<Integer> instead =
                  env
                      .ids(
                          "SELECT dest_tax_id AS id FROM account_tax_alternatives WHERE src_tax_id = ?",
                          tax)
                      .stream()
                      .filter(offered::contains)
                      .toList();
              return instead.isEmpty() ? Stream.of(tax) : instead.stream();
            })
        .distinct()
        .toList();
  }
}
