package org.odoobridge.outbound.projection;

import java.util.List;

/**
 * What a kit takes from stock, with the kits among its components taken apart. Each storable
 * component occurs once.
 *
 * @param bom id of its bill of material
 * @param parts none when nothing it takes is counted: such a kit counts as zero, as in Odoo
 * @param makes how many kits, in {@link Millionths}, what the parts need makes
 * @param problem why it cannot be made at all; empty when it can
 */
public record Recipe(int bom, List<Part> parts, long makes, String problem) {
  /**
   * @param need what {@link Recipe#makes()} kits take of it, in {@link Millionths} of the
   *     component's own unit; positive
   */
  public record Part(int product, long need) {}

  public Recipe {
    parts = List.copyOf(parts);
  }

  /** Whole kits that {@code available} of a part is enough for. */
  long kits(Part part, long available) {
    if (available <= 0) {
      return 0;
    }
    if (makes == Millionths.UNIT) {
      return available / part.need;
    }
    long high = Math.multiplyHigh(available, makes);
    if (high == 0 && available * makes >= 0) {
      return available * makes / part.need / Millionths.UNIT;
    }
    // Too much for 64 bits, so at least thousands: a kit less does not matter, a kit more would.
    return (long) ((double) available / part.need * makes / Millionths.UNIT * (1 - 1e-12));
  }

  /** What {@code kits}, in {@link Millionths}, take of a part, rounded up. */
  long taken(Part part, long kits) {
    if (kits % makes == 0) {
      return Math.multiplyExact(kits / makes, part.need);
    }
    return (long) Math.ceil((double) kits / makes * part.need);
  }
}
