package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * One SKU in one channel: what it should show, what it is believed to show, and what stands between
 * the two. Plain state; {@link LaneBook} changes it under the lane's lock.
 */
final class LaneItem {
  /** What an item waits for. */
  enum Stage {
    /** The channel shows what it should. */
    SETTLED,
    /** May be sent now. */
    READY,
    /** A retry or a verification is due later. */
    WAITING,
    /** What the channel shows must be read before anything is decided. */
    READ,
    /** An increase that waits for an order sweep. */
    SWEEP,
    /** A request with it is out. */
    BUSY,
    /** The channel will not take it. */
    PARKED
  }

  /**
   * Where an item belongs.
   *
   * @param due when it must be looked at again; {@link Instant#MAX} = when something happens to it
   */
  record Place(Stage stage, Instant due) {
    private static Place of(Stage stage) {
      return new Place(stage, Instant.MAX);
    }
  }

  final Sku sku;
  @Nullable DesiredStock desired;

  /** In flight. */
  @Nullable DesiredStock sent;

  boolean reading;

  /** Last acknowledged or read; {@link ListingRow#NEVER} before. */
  long reported = ListingRow.NEVER;

  /** When the channel last answered with {@link #reported}; null before this run. */
  @Nullable Instant answeredAt;

  /** The lowest number the channel may be showing: anything above it is an increase. */
  long floor;

  /** The channel may show something else than {@link #reported}: send even if equal. */
  boolean mustSend = true;

  /** From then on no earlier request can still be running: read what came of it. */
  @Nullable Instant verifyAt;

  @Nullable Instant notBefore;

  /** Desired when a completed sweep began: the highest number an increase may go to. */
  @Nullable DesiredStock cleared;

  /** Sequence of the newest number that went out. */
  long lastSent = -1;

  @Nullable Parked parked;
  Instant parkedUntil = Instant.MIN;

  /** Failures since the last acknowledgement; only sets the wait. */
  int attempt;

  /** Failures that were this item's own, the channel being well. */
  int blame;

  /** Most items in a batch that holds this one: bisects batches that fail as a whole. */
  int maxBatch = Integer.MAX_VALUE;

  /** The lane's count of successes at this item's last failure. */
  long successesAtFailure = -1;

  boolean forgotten;
  @Nullable ListingRow persisted;
  @Nullable Parked persistedParked;
  Stage stage = Stage.SETTLED;

  /** Items of equal value can share a request. */
  long request;

  /** Where it waits to be sent or cleared; null when it does not. */
  @Nullable RequestQueue queue;

  Instant due = Instant.MAX;

  LaneItem(Sku sku) {
    this.sku = sku;
  }

  /** Whether {@link #reported} can be relied on. */
  boolean known() {
    return reported != ListingRow.NEVER && !mustSend;
  }

  /** Whether the desired number is above what the channel may be showing. */
  boolean raises() {
    return desired != null && desired.quantity() > floor;
  }

  boolean differs(DesiredStock wanted) {
    return mustSend || reported != wanted.quantity();
  }

  /** What may go now: the desired number, or as much of an increase as a sweep has cleared. */
  DesiredStock sendable(DesiredStock wanted, boolean raiseAfterSweep) {
    DesiredStock limit = cleared;
    boolean capped =
        raiseAfterSweep
            && wanted.quantity() > floor
            && limit != null
            && limit.quantity() < wanted.quantity();
    return capped && limit != null ? limit : wanted;
  }

  /** Decides what it waits for. */
  Place decide(Instant now, boolean raiseAfterSweep, boolean readable) {
    if (sent != null || reading) {
      return Place.of(Stage.BUSY);
    }
    DesiredStock wanted = desired;
    if (wanted == null || forgotten) {
      return Place.of(Stage.SETTLED);
    }
    if (parked != null) {
      return new Place(Stage.PARKED, parkedUntil);
    }
    if (notBefore != null && notBefore.isAfter(now)) {
      return new Place(Stage.WAITING, notBefore);
    }
    if (verifyAt != null && !verifyAt.isAfter(now)) {
      return Place.of(Stage.READ);
    }
    if (!differs(wanted)) {
      if (verifyAt == null) {
        return Place.of(Stage.SETTLED);
      }
      return new Place(Stage.WAITING, verifyAt);
    }
    if (!raiseAfterSweep || wanted.quantity() <= floor) {
      return Place.of(Stage.READY);
    }
    if (readable && !known()) {
      return Place.of(Stage.READ);
    }
    boolean swept = cleared != null && cleared.quantity() > floor;
    return Place.of(swept ? Stage.READY : Stage.SWEEP);
  }

  boolean settledOrWaiting() {
    return stage == Stage.SETTLED || stage == Stage.WAITING;
  }

  /** Back to a first attempt: a new number, or a person's redrive. */
  void freshStart() {
    parked = null;
    notBefore = null;
    attempt = 0;
    blame = 0;
  }

  /** For a person. */
  ItemStatus status() {
    String state =
        switch (stage) {
          case SETTLED -> "in-step";
          case PARKED -> "parked";
          case READY, SWEEP, BUSY -> "waiting";
          case READ -> "unsure";
          case WAITING -> mustSend || verifyAt != null ? "unsure" : "waiting";
        };
    return new ItemStatus(
        sku,
        reported == ListingRow.NEVER ? OptionalLong.empty() : OptionalLong.of(reported),
        Optional.ofNullable(answeredAt),
        state,
        Optional.ofNullable(parked));
  }

  /** How the journal should keep it; null when there is nothing worth keeping. */
  @Nullable ListingRow row(long epoch) {
    DesiredStock wanted = desired;
    boolean untold = reported == ListingRow.NEVER && lastSent < 0;
    if (wanted == null || (persisted == null && untold)) {
      // No row says the same: unknown. Once something was sent, a late request must be expected.
      return null;
    }
    boolean unsure = sent != null || verifyAt != null || differs(wanted);
    return new ListingRow(sku, reported, unsure, epoch, wanted.sequence());
  }
}
