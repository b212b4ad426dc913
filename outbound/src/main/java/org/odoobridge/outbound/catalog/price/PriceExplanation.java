package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.model.PriceSource;

/**
 * Why a product costs in a channel what it costs.
 *
 * @param product {@code product_product.id}
 * @param paid how what customers pay came about
 * @param regular how the higher regular price came about; empty when there is none
 * @param priced what is published; empty when nothing is
 * @param problem why nothing is published; empty when something is
 */
public record PriceExplanation(
    ChannelId channel,
    int product,
    Instant at,
    Optional<Derivation> paid,
    Optional<Derivation> regular,
    Optional<PriceSource.Priced> priced,
    String problem) {

  static PriceExplanation none(ChannelId channel, int product, Instant at, String problem) {
    return new PriceExplanation(
        channel, product, at, Optional.empty(), Optional.empty(), Optional.empty(), problem);
  }

  /** For a terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (priced.isEmpty()) {
      lines.add("no price: " + problem);
      return lines;
    }
    PriceSource.Priced price = priced.get();
    lines.add("regular price " + price.regular().toPlainString());
    price.sale().ifPresent(sale -> lines.add("sale price " + sale.toPlainString()));
    price.saleFrom().ifPresent(from -> lines.add("sale begins " + from));
    price.saleTo().ifPresent(to -> lines.add("sale ends " + to));
    price.nextChange().ifPresent(next -> lines.add("time may change it next at " + next));
    paid.ifPresent(
        derived -> {
          lines.add(regular.isPresent() ? "sale price by" : "regular price by");
          derived.lines().forEach(line -> lines.add("  " + line));
        });
    regular.ifPresent(
        derived -> {
          lines.add("regular price by");
          derived.lines().forEach(line -> lines.add("  " + line));
        });
    return lines;
  }
}
