package org.odoobridge.outbound.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/** What the journal does not know yet of one lane's items. */
final class LaneLedger {
  private final ChannelId channel;
  private final long epoch;
  private final Map<Sku, LaneItem> items;
  private final Set<LaneItem> changed = new LinkedHashSet<>();
  private final Set<Sku> forgotten = new LinkedHashSet<>();

  LaneLedger(ChannelId channel, long epoch, Map<Sku, LaneItem> items) {
    this.channel = channel;
    this.epoch = epoch;
    this.items = items;
  }

  void changed(LaneItem item) {
    changed.add(item);
  }

  /** The channel is no longer told about it: its row goes. */
  void forgotten(LaneItem item) {
    changed.remove(item);
    forgotten.add(item.sku);
  }

  ListingChanges unpersisted() {
    List<ListingRow> rows = new ArrayList<>();
    List<Parked> parked = new ArrayList<>();
    List<Sku> unparked = new ArrayList<>();
    for (LaneItem item : changed) {
      ListingRow row = item.row(epoch);
      if (row != null && !row.equals(item.persisted) && !saysTheSame(row, item)) {
        rows.add(row);
      }
      Parked now = item.parked;
      if (now != null && !now.equals(item.persistedParked)) {
        parked.add(now);
      } else if (now == null && item.persistedParked != null && item.settledOrWaiting()) {
        unparked.add(item.sku);
      }
    }
    return new ListingChanges(channel, rows, List.copyOf(forgotten), parked, unparked);
  }

  /** The journal has committed {@code changes}. */
  void persisted(ListingChanges changes) {
    for (Sku sku : changes.forgotten()) {
      forgotten.remove(sku);
      LaneItem item = items.get(sku);
      if (item != null) {
        item.persisted = null;
        item.persistedParked = null;
      }
    }
    for (ListingRow row : changes.rows()) {
      LaneItem item = items.get(row.sku());
      if (item != null) {
        item.persisted = row;
      }
    }
    for (Parked parked : changes.parked()) {
      LaneItem item = items.get(parked.sku());
      if (item != null) {
        item.persistedParked = parked;
      }
    }
    for (Sku sku : changes.unparked()) {
      LaneItem item = items.get(sku);
      if (item != null) {
        item.persistedParked = null;
      }
    }
    changed.removeIf(this::inJournal);
  }

  private boolean inJournal(LaneItem item) {
    ListingRow row = item.row(epoch);
    boolean parkedKept =
        item.parked == null
            ? item.persistedParked == null
            : item.parked.equals(item.persistedParked);
    return parkedKept && (row == null || saysTheSame(row, item));
  }

  private static boolean saysTheSame(ListingRow row, LaneItem item) {
    ListingRow kept = item.persisted;
    return kept != null && row.saysTheSameAs(kept);
  }
}
