package org.odoobridge.outbound.projection;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.odoobridge.core.config.Default;

/**
 * Which lots and serial numbers a channel does not sell; the key {@code stock.lots}.
 *
 * @param excludeExpired leave out what has passed its date
 * @param excludeExpiringWithin leave out what passes its date within this, too; 0 = only what has
 *     passed it, if {@code excludeExpired} says so
 * @param date which of a lot's dates; Odoo has them with module {@code product_expiry}
 * @param exclude names of lots, with {@code *} for any text and {@code ?} for any character
 */
public record LotRules(
    @Default("false") boolean excludeExpired,
    @Default("0") Duration excludeExpiringWithin,
    @Default("expiration") ExpiryDate date,
    @Default("") List<String> exclude) {
  /** Every lot is sold. */
  public static final LotRules NONE =
      new LotRules(false, Duration.ZERO, ExpiryDate.EXPIRATION, List.of());

  /** A date of a lot. */
  public enum ExpiryDate {
    /** It may be dangerous from then on. */
    EXPIRATION,
    /** It is to be taken out of stock then. */
    REMOVAL,
    /** Best before. */
    BEST_BEFORE;

    /** For a person. */
    String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public LotRules {
    exclude = List.copyOf(exclude);
    if (excludeExpiringWithin.isNegative()) {
      throw new IllegalArgumentException("excludeExpiringWithin: must be 0 or longer");
    }
    if (exclude.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("exclude: a name is empty; remove it");
    }
  }

  /** Whether a date excludes anything. */
  boolean byDate() {
    return excludeExpired || !excludeExpiringWithin.isZero();
  }

  /** Whether every lot is sold. */
  public boolean isEmpty() {
    return !byDate() && exclude.isEmpty();
  }
}
