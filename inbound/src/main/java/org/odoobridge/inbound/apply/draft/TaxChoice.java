package org.odoobridge.inbound.apply.draft;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ChannelOrder.TaxLine;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;

/** Which Odoo taxes stand for the rates of one order. */
public final class TaxChoice {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final ChannelOrder order;
  private final OdooMasterData odoo;
  private final OrderPolicy policy;
  private final int company;
  private final int decimals;
  private final Map<String, Optional<OdooMasterData.Tax>> chosen = new HashMap<>();

  public TaxChoice(
      ChannelOrder order, OdooMasterData odoo, OrderPolicy policy, int company, int decimals) {
    this.order = order;
    this.odoo = odoo;
    this.policy = policy;
    this.company = company;
    this.decimals = decimals;
  }

  /**
   * The taxes that apply to a line; throws {@link Refusal} when one is not known in Odoo.
   *
   * @param where names the line to a person
   * @param net of the line
   */
  public List<OdooMasterData.Tax> of(String where, BigDecimal net, List<TaxShare> shares) {
    return shares.stream()
        .map(share -> new Applied(share, line(where, share.rateId())))
        .filter(applied -> applied.reallyApplies(net, decimals))
        .map(applied -> tax(applied.line()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What the channel charged in all, by Odoo tax; a rate that came to nothing is left out. */
  public Map<Integer, BigDecimal> charged() {
    Map<Integer, BigDecimal> charged = new LinkedHashMap<>();
    for (TaxLine line : order.taxLines()) {
      if (line.amount().signum() != 0) {
        tax(line).ifPresent(tax -> charged.merge(tax.id(), line.amount(), BigDecimal::add));
      }
    }
    return charged;
  }

  private record Applied(TaxShare share, TaxLine line) {
    /**
     * A share of zero on an amount that the rate would have taxed means the line is exempt (the
     * shop lists all rates of the order on every line).
     */
    boolean reallyApplies(BigDecimal net, int decimals) {
      return share.amount().signum() != 0
          || line.percent()
              .map(
                  percent ->
                      net.multiply(percent).divide(HUNDRED, decimals, RoundingMode.HALF_UP).signum()
                          == 0)
              .orElse(false);
    }
  }

  private TaxLine line(String where, String rateId) {
    return order.taxLines().stream()
        .filter(line -> line.rateId().equals(rateId))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    "unknown-tax",
                    where + " is taxed with rate " + rateId + ", which the order does not describe",
                    "correct the order's taxes in the shop (recalculate), it is sent again"));
  }

  private Optional<OdooMasterData.Tax> tax(TaxLine line) {
    return chosen.computeIfAbsent(line.rateId(), rate -> choose(line));
  }

  private Optional<OdooMasterData.Tax> choose(TaxLine line) {
    Optional<String> mapped = mapped(line);
    if (mapped.isPresent()) {
      return Optional.of(named(line, mapped.get()));
    }
    BigDecimal percent =
        line.percent()
            .orElseThrow(
                () ->
                    new Refusal(
                        "unknown-tax",
                        "the shop names no percentage for rate '" + line.code() + "'",
                        remedy(line)));
    List<OdooMasterData.Tax> fitting =
        ours().stream().filter(tax -> tax.percent().compareTo(percent) == 0).toList();
    Optional<OdooMasterData.Tax> preferred = only(fitting, order.pricesIncludeTax());
    if (preferred.isPresent()) {
      return preferred;
    }
    Optional<OdooMasterData.Tax> onTop = only(fitting, false);
    if (onTop.isPresent() || (percent.signum() == 0 && fitting.isEmpty())) {
      return onTop;
    }
    throw new Refusal(
        fitting.isEmpty() ? "unknown-tax" : "ambiguous-tax",
        "rate '%s' of %s %% fits %d sales taxes in Odoo"
            .formatted(line.code(), percent.toPlainString(), fitting.size()),
        remedy(line));
  }

  private static Optional<OdooMasterData.Tax> only(
      List<OdooMasterData.Tax> taxes, boolean included) {
    List<OdooMasterData.Tax> such =
        taxes.stream().filter(tax -> tax.included() == included).toList();
    return such.size() == 1 ? Optional.of(such.getFirst()) : Optional.empty();
  }

  private Optional<String> mapped(TaxLine line) {
    return List.of(
            line.code(),
            line.label(),
            line.percent().map(p -> p.stripTrailingZeros().toPlainString()).orElse(""))
        .stream()
        .filter(key -> !key.isEmpty() && policy.taxes().containsKey(key))
        .map(policy.taxes()::get)
        .findFirst();
  }

  private OdooMasterData.Tax named(TaxLine line, String name) {
    List<OdooMasterData.Tax> fitting =
        ours().stream()
            .filter(tax -> tax.name().has(name) || String.valueOf(tax.id()).equals(name))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw new Refusal(
        fitting.isEmpty() ? "unknown-tax" : "ambiguous-tax",
        "'%s', configured for rate '%s', is the name or id of %d active sales taxes in Odoo"
            .formatted(name, line.code(), fitting.size()),
        remedy(line));
  }

  private List<OdooMasterData.Tax> ours() {
    return odoo.taxes().stream().filter(tax -> tax.company() == company).toList();
  }

  private static String remedy(TaxLine line) {
    return "map the rate in the source's orders.taxes, e.g. {\"%s\": \"name of the Odoo tax\"}, or create the sales tax in Odoo, then redrive"
        .formatted(line.code());
  }
}
