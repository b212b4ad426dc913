package org.odoobridge.inbound.apply.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.odoo.OdooOrder;

/** Whether Odoo computed an order to the amounts that the channel charged. */
public sealed interface MoneyProof {
  BigDecimal HALF_A_CENT = new BigDecimal("0.005");

  /** Net, tax per rate and gross are equal to the cent. */
  record Exact() implements MoneyProof {}

  /** Differences no larger than the policy takes for rounding; {@code detail} lists them. */
  record Residue(String detail) implements MoneyProof {}

  /** Real differences; {@code detail} holds both sides' figures. */
  record Mismatch(String detail) implements MoneyProof {}

  /**
   * Compares.
   *
   * @param draft what was loaded, with the channel's amounts
   * @param shown the order as Odoo computed it
   * @param limit largest single difference that counts as rounding
   * @param roundsGlobally whether the company rounds tax once per order and rate, not on every line
   */
  static MoneyProof of(
      OrderDraft draft, OdooOrder shown, BigDecimal limit, boolean roundsGlobally) {
    Map<String, BigDecimal> differences = new TreeMap<>();
    difference(differences, "net", shown.net(), draft.order().totals().net());
    difference(differences, "tax", shown.tax(), draft.order().totals().tax());
    difference(differences, "gross", shown.gross(), draft.order().totals().gross());
    taxDifferences(differences, draft, shown, roundsGlobally);
    if (differences.isEmpty()) {
      return new Exact();
    }
    String detail =
        differences.entrySet().stream()
            .map(entry -> entry.getKey() + " " + signed(entry.getValue()))
            .collect(Collectors.joining(", "));
    boolean rounding =
        differences.values().stream().allMatch(value -> value.abs().compareTo(limit) <= 0);
    return rounding
        ? new Residue(detail)
        : new Mismatch(
            "the channel charged net %s, tax %s, gross %s; Odoo computes net %s, tax %s, gross %s (%s) for quotation %s%s"
                .formatted(
                    cents(draft.order().totals().net()),
                    cents(draft.order().totals().tax()),
                    cents(draft.order().totals().gross()),
                    cents(shown.net()),
                    cents(shown.tax()),
                    cents(shown.gross()),
                    detail,
                    shown.name(),
                    roundsGlobally && onlyRounding(differences, shown)
                        ? "; the company rounds tax over the whole order, the channel on every line"
                        : ""));
  }

  /** Whether no difference is larger than rounding on every line can make. */
  private static boolean onlyRounding(Map<String, BigDecimal> differences, OdooOrder shown) {
    BigDecimal most = HALF_A_CENT.multiply(BigDecimal.valueOf(shown.lines().size()));
    return differences.values().stream().allMatch(value -> value.abs().compareTo(most) <= 0)
        && !differences.containsKey("net");
  }

  /**
   * Tax by rate. Odoo 14 stores a line's tax as one sum, so lines with several taxes are left to
   * the comparison of the whole tax.
   */
  private static void taxDifferences(
      Map<String, BigDecimal> differences,
      OrderDraft draft,
      OdooOrder shown,
      boolean roundsGlobally) {
    Map<Integer, BigDecimal> computed = new TreeMap<>();
    for (OdooOrder.Line line : shown.lines()) {
      if (line.taxes().size() > 1) {
        return;
      }
      line.taxes().forEach(tax -> computed.merge(tax, line.tax(), BigDecimal::add));
    }
    Set<Integer> taxes = new HashSet<>(computed.keySet());
    taxes.addAll(draft.taxByTax().keySet());
    if (roundsGlobally) {
      if (taxes.size() == 1) {
        return; // the order's tax is this rate's, and the lines only show parts of it
      }
      BigDecimal most = HALF_A_CENT.multiply(BigDecimal.valueOf(shown.lines().size()));
      taxes.removeIf(
          tax ->
              computed
                      .getOrDefault(tax, BigDecimal.ZERO)
                      .subtract(draft.taxByTax().getOrDefault(tax, BigDecimal.ZERO))
                      .abs()
                      .compareTo(most)
                  <= 0);
    }
    for (int tax : taxes) {
      difference(
          differences,
          "tax #" + tax,
          computed.getOrDefault(tax, BigDecimal.ZERO),
          draft.taxByTax().getOrDefault(tax, BigDecimal.ZERO));
    }
  }

  private static void difference(
      Map<String, BigDecimal> differences, String what, BigDecimal odoo, BigDecimal channel) {
    BigDecimal difference =
        odoo.setScale(2, RoundingMode.HALF_UP).subtract(channel.setScale(2, RoundingMode.HALF_UP));
    if (difference.signum() != 0) {
      differences.put(what, difference);
    }
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String signed(BigDecimal amount) {
    return amount.signum() > 0 ? "+" + amount.toPlainString() : amount.toPlainString();
  }
}
