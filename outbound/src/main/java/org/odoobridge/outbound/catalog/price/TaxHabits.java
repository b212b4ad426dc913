package org.odoobridge.outbound.catalog.price;

import java.util.Optional;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/**
 * How this Odoo maps taxes by a fiscal position, told by the columns that came with each habit.
 *
 * @param reprices a price that held the replaced taxes gets the new ones that are included (from 15
 *     on); before, it only lost the old ones
 * @param keepsFractions it does so without rounding in between (from 18 on)
 * @param positionsListTaxes a position lists its taxes and each tax what it replaces (from 19 on);
 *     one that lists none takes all taxes away
 */
record TaxHabits(boolean reprices, boolean keepsFractions, boolean positionsListTaxes) {
  /** Before the first tax was seen. */
  static final TaxHabits UNKNOWN = new TaxHabits(false, false, false);

  /** With what a row of {@code account_tax} shows. */
  TaxHabits seenIn(RowChange change) {
    Optional<Row> row =
        switch (change) {
          case RowChange.Inserted inserted -> Optional.of(inserted.after());
          case RowChange.Updated updated -> Optional.of(updated.after());
          case RowChange.Deleted deleted -> Optional.empty();
          case RowChange.Truncated truncated -> Optional.empty();
        };
    return row.map(
            seen ->
                new TaxHabits(
                    reprices || seen.has("is_base_affected"),
                    keepsFractions || seen.has("price_include_override"),
                    positionsListTaxes || seen.has("is_domestic")))
        .orElse(this);
  }
}
