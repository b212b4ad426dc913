package org.odoobridge.outbound.projection;

import java.util.Collection;

/**
 * What the tables keep beyond what every policy needs.
 *
 * @param history finished moves of our sale orders, as mode {@code free} needs them to see how much
 *     of an order Odoo shows
 * @param lots lots, and which lot each quant is of, as rules about lots need them
 */
public record Kept(boolean history, boolean lots) {
  /** What {@code policies} need. */
  public static Kept by(Collection<StockPolicy> policies) {
    return new Kept(
        policies.stream().anyMatch(policy -> policy.mode() == StockPolicy.Mode.FREE),
        policies.stream().anyMatch(policy -> !policy.lots().isEmpty()));
  }
}
