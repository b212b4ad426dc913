package org.odoobridge.outbound.projection;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link LotRules}, ready to be asked about a lot. */
final class LotFilter {
  private final OdooTables tables;
  private final LotRules rules;
  private final List<Pattern> excluded;
  private final long within;

  LotFilter(OdooTables tables, LotRules rules) {
    this.tables = tables;
    this.rules = rules;
    this.excluded = rules.exclude().stream().map(LotFilter::pattern).toList();
    this.within = rules.excludeExpiringWithin().toMillis();
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * Why goods of a lot do not count; null when they do. Of a lot that is not known nobody can say
   * that it is fit to be sold.
   */
  Explained.@Nullable Why excluded(int lot, long nowMillis) {
    if (lot == 0 || rules.isEmpty()) {
      return null;
    }
    OdooRow.Lot row = tables.lot(lot);
    if (row == null) {
      return Explained.Why.UNKNOWN_LOT;
    }
    for (Pattern pattern : excluded) {
      if (pattern.matcher(row.name()).matches()) {
        return Explained.Why.EXCLUDED_LOT;
      }
    }
    if (!rules.byDate() || date(row) == 0 || date(row) - within > nowMillis) {
      return null;
    }
    return date(row) <= nowMillis ? Explained.Why.EXPIRED : Explained.Why.EXPIRES_SOON;
  }

  /** When time alone excludes a lot that counts now; {@code Long.MAX_VALUE} when never. */
  long excludedAt(int lot) {
    OdooRow.Lot row = lot == 0 || !rules.byDate() ? null : tables.lot(lot);
    return row == null || date(row) == 0 ? Long.MAX_VALUE : date(row) - within;
  }

  private long date(OdooRow.Lot row) {
    return switch (rules.date()) {
      case EXPIRATION -> row.expirationMillis();
      case REMOVAL -> row.removalMillis();
      case BEST_BEFORE -> row.bestBeforeMillis();
    };
  }

  private static Pattern pattern(String name) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      regex.append(
          switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
