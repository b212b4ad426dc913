package org.odoobridge.core.journal.pg;

import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.journal.DemandChange;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.journal.Via;

/**
 * How a new message changes what its order takes from stock, and where it stands among the versions
 * of the order seen so far. Pure.
 */
final class DemandRules {
  private DemandRules() {}

  /**
   * @param row the order's demand from now on, or empty when it does not change
   * @param stale a newer version was accepted before: nothing is to be applied
   * @param ambiguous no version, or another body's: read the order again before applying
   */
  record Decision(Optional<DemandRow> row, boolean stale, boolean ambiguous) {}

  static Decision decide(Optional<DemandRow> known, NewMessage message) {
    boolean reread = message.via() == Via.REREAD;
    return switch (message.demand()) {
      case DemandChange.None none -> new Decision(Optional.empty(), false, !reread);
      case DemandChange.Takes takes ->
          takes(known, message.version(), takes, reread, DemandRow.of(message, takes));
      case DemandChange.Releases releases -> releases(known, message);
    };
  }

  private static Decision takes(
      Optional<DemandRow> known,
      OptionalLong version,
      DemandChange.Takes takes,
      boolean reread,
      DemandRow fresh) {
    if (known.isEmpty()) {
      return new Decision(Optional.of(fresh), false, version.isEmpty() && !reread);
    }
    DemandRow old = known.get();
    long at = version.orElse(old.version());
    if (at > old.version() || (reread && undoesRelease(old, at))) {
      return new Decision(Optional.of(old.becomes(at, takes)), false, false);
    }
    if (at < old.version()) {
      return new Decision(Optional.empty(), true, false);
    }
    // Two bodies of one second: nobody can tell which is newer. Until the order has been read
    // again, the one that holds stock counts, so that nothing is oversold.
    boolean keepsHolding = old.holdsStock() && !takes.holdsStock() && !reread;
    return new Decision(
        keepsHolding ? Optional.empty() : Optional.of(old.becomes(at, takes)), false, !reread);
  }

  /**
   * A release carries no time; it is put one millisecond after the version known, that is after
   * every body of that second and before any of the next. A fresh read that still shows the order
   * in that version wins over it.
   */
  private static boolean undoesRelease(DemandRow old, long at) {
    return at + 1 == old.version() && !old.holdsStock();
  }

  private static Decision releases(Optional<DemandRow> known, NewMessage message) {
    boolean certain = message.via() == Via.REREAD;
    DemandRow row =
        known
            .map(old -> old.released(message.version().orElse(old.version() + 1)))
            .orElseGet(() -> DemandRow.gone(message));
    return new Decision(Optional.of(row), false, !certain);
  }
}
