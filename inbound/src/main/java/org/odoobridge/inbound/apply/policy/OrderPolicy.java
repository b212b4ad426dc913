package org.odoobridge.inbound.apply.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Retired;

/**
 * How a channel's orders are entered into Odoo.
 *
 * @param warehouse short name of the warehouse that delivers them, e.g. {@code WH}
 * @param team name of the sales team; empty = none
 * @param salesperson login of the salesperson; empty = none, and never the bridge's own user
 * @param pricelist name of the pricelist; empty = the first one in the order's currency
 * @param fiscalPosition name of the fiscal position; empty = none
 * @param shippingSku SKU of the product that stands for shipping
 * @param feeSku SKU of the product that stands for fees
 * @param taxes the channel's rate (its code, its label or its bare percentage) → name or database
 *     id of the Odoo sales tax; a rate left out is found by its percentage
 * @param statuses what each status means, over {@link StatusAction#STANDARD}; {@code other} stands
 *     for all that are not listed
 * @param expiry status → how long after the shop's last word a quotation in it is cancelled
 * @param hold which paid orders wait for a person
 * @param residueLimit largest difference of any of net, tax per rate and gross that counts as
 *     rounding, in the order's currency
 * @param batch most orders in one call to Odoo
 */
@Retired(
    key = "confirm",
    remedy =
        "write 'statuses: { STATUS: confirm }'; processing and completed are confirmed by default")
public record OrderPolicy(
    @Default("WH") String warehouse,
    @Default("") String team,
    @Default("") String salesperson,
    @Default("") String pricelist,
    @Default("") String fiscalPosition,
    @Default("") String shippingSku,
    @Default("") String feeSku,
    @Default("") Map<String, String> taxes,
    @Default("") Map<String, StatusAction> statuses,
    @Default("") Map<String, Duration> expiry,
    @Default("") HoldPolicy hold,
    @Default("0.00") BigDecimal residueLimit,
    @Default("50") int batch) {
  public OrderPolicy {
    taxes = Map.copyOf(taxes);
    statuses = completed(statuses);
    expiry = Map.copyOf(expiry);
    for (Map.Entry<String, Duration> entry : expiry.entrySet()) {
      if (actionIn(statuses, entry.getKey()) != StatusAction.DRAFT) {
        throw new IllegalArgumentException(
            "expiry: '%s' is no status of a quotation; write 'statuses: { %s: draft }', too"
                .formatted(entry.getKey(), entry.getKey()));
      }
      if (!entry.getValue().isPositive()) {
        throw new IllegalArgumentException("expiry: must be above zero; leave out what never ends");
      }
    }
    if (residueLimit.signum() < 0) {
      throw new IllegalArgumentException("residueLimit must not be negative");
    }
    if (batch < 1 || batch > 500) {
      throw new IllegalArgumentException("batch must be 1 to 500");
    }
  }

  /** What {@code status} means. */
  public StatusAction action(String status) {
    return actionIn(statuses, status);
  }

  /** Statuses in which an order is none of Odoo's business. */
  public Set<String> noOrders() {
    return statuses.entrySet().stream()
        .filter(
            entry ->
                entry.getValue() == StatusAction.IGNORE || entry.getValue() == StatusAction.CANCEL)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether somebody has decided what {@code status} means. */
  public boolean knows(String status) {
    return statuses.containsKey(status) || statuses.containsKey(StatusAction.ANY_OTHER);
  }

  private static Map<String, StatusAction> completed(Map<String, StatusAction> given) {
    Map<String, StatusAction> all = new HashMap<>(StatusAction.STANDARD);
    given.forEach(
        (status, action) ->
            all.put(status.startsWith("wc-") ? status.substring(3) : status, action));
    return Map.copyOf(all);
  }

  private static StatusAction actionIn(Map<String, StatusAction> statuses, String status) {
    return Optional.ofNullable(statuses.get(status))
        .or(() -> Optional.ofNullable(statuses.get(StatusAction.ANY_OTHER)))
        .orElse(StatusAction.UNLISTED);
  }
}
