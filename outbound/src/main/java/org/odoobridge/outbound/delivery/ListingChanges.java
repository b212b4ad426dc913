package org.odoobridge.outbound.delivery;

import java.util.List;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/** What the journal does not know yet of one lane. */
public record ListingChanges(
    ChannelId channel,
    List<ListingRow> rows,
    List<Sku> forgotten,
    List<Parked> parked,
    List<Sku> unparked) {
  public ListingChanges {
    rows = List.copyOf(rows);
    forgotten = List.copyOf(forgotten);
    parked = List.copyOf(parked);
    unparked = List.copyOf(unparked);
  }

  public boolean isEmpty() {
    return rows.isEmpty() && forgotten.isEmpty() && parked.isEmpty() && unparked.isEmpty();
  }
}
