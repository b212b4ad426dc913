package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.LaneItem.Stage;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * What a lane knows: every item and what it waits for. Pure state: no thread, no clock, no I/O; the
 * lane calls it under its lock and passes the time.
 */
final class LaneBook {
  /**
   * What the lane's channel can do and how long things take.
   *
   * @param requestOf as {@link Channel#requestOf}
   */
  record Rules(
      ChannelId channel,
      long epoch,
      boolean raiseAfterSweep,
      boolean readable,
      Duration parkedRetry,
      Instant startSettled,
      ToLongFunction<Sku> requestOf) {}

  /** The increases a sweep is to clear, with what was desired when it began. */
  record SweepTicket(Map<Sku, DesiredStock> wanted) {}

  private final Rules rules;
  private final Map<Sku, LaneItem> items = new HashMap<>();
  private final LaneIndex index;
  private final LaneLedger ledger;

  LaneBook(Rules rules) {
    this.rules = rules;
    this.index = new LaneIndex(rules.requestOf());
    this.ledger = new LaneLedger(rules.channel(), rules.epoch(), items);
  }

  LaneLedger ledger() {
    return ledger;
  }

  /** Takes over what the journal knows; before the first offer. */
  void load(Collection<ListingRow> rows, Collection<Parked> parked) {
    for (ListingRow row : rows) {
      LaneItem item = item(row.sku());
      item.persisted = row;
      item.reported = row.acknowledged();
      item.floor = row.acknowledged() == ListingRow.NEVER ? 0 : row.acknowledged();
      item.mustSend = row.acknowledged() == ListingRow.NEVER;
      if (row.unsure()) {
        doubt(item);
      }
    }
    for (Parked one : parked) {
      item(one.sku()).persistedParked = one;
    }
  }

  /** SKUs the channel has acknowledged a number for and should still show. */
  List<Sku> acknowledged() {
    return items.values().stream()
        .filter(item -> item.desired != null && !item.forgotten && item.known())
        .map(item -> item.sku)
        .toList();
  }

  void offer(DesiredStock wanted, boolean replayed, Instant now) {
    LaneItem item = item(wanted.sku());
    DesiredStock before = item.desired;
    if (before != null && before.sequence() >= wanted.sequence()) {
      return;
    }
    item.forgotten = false;
    item.desired = wanted;
    if (replayed) {
      doubt(item);
    }
    if (before == null || before.quantity() != wanted.quantity()) {
      item.freshStart();
    }
    place(item, now);
  }

  void forget(Sku sku, Instant now) {
    LaneItem item = items.get(sku);
    if (item == null) {
      return;
    }
    item.forgotten = true;
    ledger.forgotten(item);
    place(item, now);
  }

  /** Something else may have changed what the channel shows: read it, and send if it differs. */
  void recheck(Sku sku, Instant now) {
    LaneItem item = items.get(sku);
    if (item == null || item.desired == null) {
      return;
    }
    if (rules.readable()) {
      item.verifyAt = item.verifyAt == null ? now : item.verifyAt;
    } else {
      item.mustSend = true;
    }
    place(item, now);
  }

  /** Tries a parked item again; returns whether it was parked. */
  boolean redrive(Sku sku, Instant now) {
    LaneItem item = items.get(sku);
    if (item == null || item.parked == null) {
      return false;
    }
    item.freshStart();
    place(item, now);
    return true;
  }

  /** Takes up to {@code limit} items for one request. */
  List<DesiredStock> takeBatch(int limit, Instant now) {
    List<LaneItem> chosen = new ArrayList<>();
    int[] most = {limit};
    index.offerReady(
        item -> {
          if (chosen.size() < item.maxBatch) {
            chosen.add(item);
            most[0] = Math.min(most[0], item.maxBatch);
          }
          return chosen.size() < most[0];
        });
    List<DesiredStock> batch = new ArrayList<>(chosen.size());
    for (LaneItem item : chosen) {
      DesiredStock wanted = item.desired;
      if (wanted == null) {
        throw new IllegalStateException(item.sku + " is ready without a number");
      }
      DesiredStock value = item.sendable(wanted, rules.raiseAfterSweep());
      item.sent = value;
      item.lastSent = value.sequence();
      item.cleared = null;
      batch.add(value);
      place(item, now);
    }
    return batch;
  }

  /** Takes up to {@code limit} items whose channel value must be read. */
  List<Sku> takeRead(int limit, Instant now) {
    List<LaneItem> chosen = index.in(Stage.READ).stream().limit(limit).toList();
    for (LaneItem item : chosen) {
      item.reading = true;
      place(item, now);
    }
    return chosen.stream().map(item -> item.sku).toList();
  }

  /** The first {@code limit} increases that wait, as they are now. */
  SweepTicket sweepTicket(int limit) {
    Map<Sku, DesiredStock> wanted = new LinkedHashMap<>();
    index.offerUnswept(
        item -> {
          DesiredStock desired = item.desired;
          if (desired != null) {
            wanted.put(item.sku, desired);
          }
          return wanted.size() < limit;
        });
    return new SweepTicket(wanted);
  }

  /** The sweep has completed: its increases may go, as far as they were desired when it began. */
  void swept(SweepTicket ticket, Instant now) {
    ticket
        .wanted()
        .forEach(
            (sku, wanted) -> {
              LaneItem item = items.get(sku);
              if (item != null && wanted.sequence() >= item.lastSent) {
                item.cleared = wanted;
                place(item, now);
              }
            });
  }

  /** Nothing can go now, so what sweeps have cleared would be stale when it can. */
  void dropClearances(Instant now) {
    for (LaneItem item : index.copyOf(Stage.READY)) {
      if (item.cleared != null) {
        item.cleared = null;
        place(item, now);
      }
    }
  }

  /** The channel shows what was sent. */
  void acknowledged(DesiredStock value, Instant now) {
    LaneItem item = answered(value.sku());
    item.reported = value.quantity();
    item.answeredAt = now;
    item.floor = item.verifyAt == null ? value.quantity() : Math.min(item.floor, value.quantity());
    item.mustSend = false;
    item.freshStart();
    item.maxBatch = Integer.MAX_VALUE;
    item.successesAtFailure = -1;
    place(item, now);
  }

  /** The request was not carried out at all; it may go again when the lane may. */
  void untouched(DesiredStock value, Instant now) {
    place(answered(value.sku()), now);
  }

  /** The request failed, perhaps after it took effect. */
  void failed(DesiredStock value, Instant retryAt, Instant now) {
    LaneItem item = doubtful(value);
    if (sameAsDesired(item, value)) {
      item.notBefore = retryAt;
    }
    place(item, now);
  }

  /** The request may still be running until {@code until}. */
  void uncertain(DesiredStock value, Instant until, Instant retryAt, Instant now) {
    LaneItem item = doubtful(value);
    if (rules.readable()) {
      item.verifyAt = later(item.verifyAt, until);
    }
    if (sameAsDesired(item, value)) {
      item.notBefore = rules.readable() ? later(retryAt, until) : retryAt;
    }
    place(item, now);
  }

  /**
   * Notes the circumstances of a failure and returns how many were the item's own so far: it failed
   * while its neighbours did not, or alone while the lane's other requests succeeded. A batch that
   * failed as a whole while others succeeded is halved next time, until the culprit stands alone.
   */
  int blame(Sku sku, int batchSize, boolean whole, long successes) {
    LaneItem item = items.get(sku);
    if (item == null) {
      return 0;
    }
    boolean othersWork = item.successesAtFailure >= 0 && successes > item.successesAtFailure;
    item.successesAtFailure = successes;
    if (!whole || (batchSize == 1 && othersWork)) {
      item.blame++;
    } else if (othersWork) {
      item.maxBatch = Math.max(1, batchSize / 2);
    }
    return item.blame;
  }

  int attempts(Sku sku) {
    LaneItem item = items.get(sku);
    return item == null ? 0 : item.attempt;
  }

  void park(Parked parked, Instant now) {
    LaneItem item = answered(parked.sku());
    DesiredStock wanted = item.desired;
    item.mustSend = true;
    if (wanted != null && wanted.quantity() == parked.quantity()) {
      Parked before = item.parked == null ? item.persistedParked : item.parked;
      boolean same = before != null && before.code().equals(parked.code());
      item.parked = same && before != null ? sinceBefore(parked, before) : parked;
      item.parkedUntil = now.plus(rules.parkedRetry());
    }
    place(item, now);
  }

  /** The channel shows {@code quantity}; {@code askedAt} is when it was asked. */
  void readBack(Sku sku, long quantity, Instant askedAt, Instant now) {
    LaneItem item = answered(sku);
    boolean settled = item.verifyAt == null || !item.verifyAt.isAfter(askedAt);
    item.reported = quantity;
    item.answeredAt = now;
    item.floor = settled ? quantity : Math.min(item.floor, quantity);
    item.mustSend = false;
    if (settled) {
      item.verifyAt = null;
    }
    place(item, now);
  }

  /** The channel knows the SKU but keeps no number: whatever is sent is an increase. */
  void readNothing(Sku sku, Instant now) {
    LaneItem item = answered(sku);
    item.reported = 0;
    item.answeredAt = now;
    item.floor = 0;
    item.verifyAt = null;
    // A channel without a number shows the product as available: zero must be told to it too.
    item.mustSend = false;
    DesiredStock wanted = item.desired;
    if (wanted != null && wanted.quantity() == 0) {
      item.mustSend = true;
    }
    place(item, now);
  }

  /** The read failed; asked again at {@code retryAt}. */
  void unread(Sku sku, Instant retryAt, Instant now) {
    LaneItem item = answered(sku);
    item.notBefore = retryAt;
    place(item, now);
  }

  /** Items whose time has come are looked at again; parked ones get another try. */
  void wake(Instant now) {
    for (Instant next = index.nextDue();
        next != null && !next.isAfter(now);
        next = index.nextDue()) {
      for (LaneItem item : index.first()) {
        if (item.parked != null) {
          item.freshStart();
        }
        place(item, now);
      }
    }
  }

  /** The channel works again: retries of what failed while it did not go now. */
  void releaseRetries(Instant now) {
    for (LaneItem item : index.copyOf(Stage.WAITING)) {
      if (item.blame == 0 && item.verifyAt == null) {
        item.notBefore = null;
        place(item, now);
      }
    }
  }

  @Nullable Instant nextWake() {
    return index.nextDue();
  }

  boolean any(Stage stage) {
    return !index.in(stage).isEmpty();
  }

  int count(Stage stage) {
    return index.in(stage).size();
  }

  /** Items that do not show what they should and are not parked. */
  int dirty() {
    return count(Stage.READY)
        + count(Stage.WAITING)
        + count(Stage.READ)
        + count(Stage.SWEEP)
        + count(Stage.BUSY);
  }

  List<Parked> parked() {
    List<Parked> all = new ArrayList<>();
    for (LaneItem item : index.in(Stage.PARKED)) {
      if (item.parked != null) {
        all.add(item.parked);
      }
    }
    return all;
  }

  @Nullable LaneItem find(Sku sku) {
    return items.get(sku);
  }

  Collection<LaneItem> all() {
    return items.values();
  }

  private static Parked sinceBefore(Parked parked, Parked before) {
    return new Parked(
        parked.sku(),
        parked.code(),
        parked.technical(),
        parked.detail(),
        parked.remedy(),
        parked.quantity(),
        before.since());
  }

  private LaneItem item(Sku sku) {
    return items.computeIfAbsent(sku, LaneItem::new);
  }

  /** An answer for an item that was out: it is no longer. */
  private LaneItem answered(Sku sku) {
    LaneItem item = items.get(sku);
    if (item == null) {
      throw new IllegalStateException("an answer for " + sku + ", which was never asked about");
    }
    item.sent = null;
    item.reading = false;
    return item;
  }

  private LaneItem doubtful(DesiredStock value) {
    LaneItem item = answered(value.sku());
    item.floor = Math.min(item.floor, value.quantity());
    item.mustSend = true;
    item.attempt++;
    return item;
  }

  private void doubt(LaneItem item) {
    item.mustSend = true;
    item.floor = 0;
    if (rules.readable()) {
      item.verifyAt = later(item.verifyAt, rules.startSettled());
    }
  }

  private static boolean sameAsDesired(LaneItem item, DesiredStock value) {
    DesiredStock wanted = item.desired;
    return wanted != null && wanted.quantity() == value.quantity();
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }

  private void place(LaneItem item, Instant now) {
    LaneItem.Place place = item.decide(now, rules.raiseAfterSweep(), rules.readable());
    if (item.forgotten && place.stage() != Stage.BUSY) {
      index.remove(item);
      items.remove(item.sku);
      ledger.forgotten(item);
      return;
    }
    if (place.stage() != Stage.READY || !item.raises()) {
      // A sweep clears what goes at once; kept for later it would hide newer sales.
      item.cleared = null;
    }
    index.file(item, place.stage(), place.due());
    ledger.changed(item);
  }
}
