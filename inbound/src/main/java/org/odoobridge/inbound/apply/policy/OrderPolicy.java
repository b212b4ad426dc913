package org.odoobridge.inbound.apply.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.config.Default;

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
 * @param confirm the channel's statuses that mean paid: such orders are confirmed, others wait as
 *     quotations
 * @param residueLimit largest difference of any of net, tax per rate and gross that counts as
 *     rounding, in the order's currency
 * @param batch most orders in one call to Odoo
 */
public record OrderPolicy(
    @Default("WH") String warehouse,
    @Default("") String team,
    @Default("") String salesperson,
    @Default("") String pricelist,
    @Default("") String fiscalPosition,
    @Default("") String shippingSku,
    @Default("") String feeSku,
    @Default("") Map<String, String> taxes,
    @Default("[processing, completed]") List<String> confirm,
    @Default("0.00") BigDecimal residueLimit,
    @Default("50") int batch) {
  public OrderPolicy {
    taxes = Map.copyOf(taxes);
    confirm = List.copyOf(confirm);
    if (residueLimit.signum() < 0) {
      throw new IllegalArgumentException("residueLimit must not be negative");
    }
    if (batch < 1 || batch > 500) {
      throw new IllegalArgumentException("batch must be 1 to 500");
    }
  }
}
