package org.odoobridge.outbound.projection;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether an Odoo keeps the date by which a channel leaves out lots. */
public final class LotDates {
  private LotDates() {}

  /**
   * What is missing; empty when nothing is. Without the date every lot would be sold, whatever the
   * rule says.
   *
   * @param channel whose rule it is
   * @param shape of Odoo's database, as it is now
   */
  public static Optional<SchemaFinding> missing(
      String channel, StockPolicy policy, SourceShape shape) {
    LotRules rules = policy.lots();
    if (!rules.byDate()) {
      return Optional.empty();
    }
    String column =
        switch (rules.date()) {
          case EXPIRATION -> "expiration_date";
          case REMOVAL -> "removal_date";
          case BEST_BEFORE -> "use_date";
        };
    Set<String> columns =
        Stream.of("stock_lot", "stock_production_lot")
            .map(shape.tables()::get)
            .filter(table -> table != null)
            .flatMap(table -> table.columns().keySet().stream())
            .collect(Collectors.toSet());
    return columns.contains(column)
        ? Optional.empty()
        : Optional.of(
            new SchemaFinding(
                "channel "
                    + channel
                    + " leaves out lots by their "
                    + rules.date().text()
                    + " date, and lots of this Odoo have none: all are sold",
                "install the module product_expiry in Odoo, or remove excludeExpired and"
                    + " excludeExpiringWithin from stock.lots of the channel"));
  }
}
