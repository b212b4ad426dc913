package org.odoobridge.outbound.catalog.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Prices of one channel, by its pricelist and tax setting. */
public interface PriceSource {
  /**
   * The price of one variant at a moment; empty when it must not be published (no rate, no rule).
   */
  Optional<Priced> of(int product, Instant at);

  /**
   * @param regular what the shop shows as regular price, in its currency, rounded as Odoo rounds
   * @param sale a lower price that holds now
   * @param saleFrom since when, if by date
   * @param saleTo until when, if by date
   * @param nextChange when time alone changes it next
   */
  record Priced(
      BigDecimal regular,
      Optional<BigDecimal> sale,
      Optional<Instant> saleFrom,
      Optional<Instant> saleTo,
      Optional<Instant> nextChange) {}
}
