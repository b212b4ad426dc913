package org.odoobridge.outbound.projection;

import java.util.Arrays;

/**
 * How many kits a channel may sell, before its buffer: in each warehouse what the scarcest
 * component is enough for, since a kit leaves from one. Orders in flight hold components.
 */
public final class KitAvailability {
  private final OdooTables tables;
  private final Availability availability;
  private final long[] kits;
  private long wakeAtMillis;

  /** What orders in flight hold of a component, in {@link Millionths}. */
  @FunctionalInterface
  public interface Held {
    long of(int component, Explained explained);
  }

  public KitAvailability(OdooTables tables, Availability availability) {
    this.tables = tables;
    this.availability = availability;
    this.kits = new long[availability.rest().length];
  }

  /** Whole kits, in {@link Millionths}; what is in flight is taken off. */
  public long of(Recipe recipe, long nowMillis, Held held, Explained explained) {
    wakeAtMillis = Long.MAX_VALUE;
    Arrays.fill(kits, recipe.parts().isEmpty() ? 0 : Long.MAX_VALUE);
    long lost = 0;
    for (Recipe.Part part : recipe.parts()) {
      Explained terms = explained.component(part.product(), part.need(), recipe.makes());
      availability.of(part.product(), nowMillis, terms);
      wakeAtMillis = Math.min(wakeAtMillis, availability.wakeAtMillis());
      long inFlight = held.of(part.product(), terms);
      long step = tables.rounding(part.product());
      long most = 0;
      for (int w = 0; w < kits.length; w++) {
        // With one warehouse it is known where orders in flight will be taken from.
        long here = availability.rest()[w] - (kits.length == 1 ? inFlight : 0);
        long enough = recipe.kits(part, Millionths.snapped(here, step));
        kits[w] = Math.min(kits[w], enough);
        most += enough;
      }
      if (kits.length > 1 && inFlight > 0) {
        long kept = recipe.kits(part, inFlight);
        long up = recipe.taken(part, kept * Millionths.UNIT) < inFlight ? 1 : 0;
        lost = Math.max(lost, kept + up);
        most -= kept + up;
      }
      terms.makes(Math.max(0, most));
    }
    long sum = 0;
    for (long here : kits) {
      sum += here;
    }
    return Math.min(sum - lost, Long.MAX_VALUE / Millionths.UNIT) * Millionths.UNIT;
  }

  /** As {@link Availability#wakeAtMillis()}. */
  public long wakeAtMillis() {
    return wakeAtMillis;
  }
}
