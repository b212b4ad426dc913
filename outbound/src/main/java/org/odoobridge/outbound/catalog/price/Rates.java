package org.odoobridge.outbound.catalog.price;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Exchange rates by currency, company and day. */
final class Rates {
  private final Map<Of, TreeMap<LocalDate, Map<Integer, Double>>> rates = new HashMap<>();

  /**
   * @param company 0 = of every company
   */
  private record Of(int currency, int company) {}

  /** A rate and since when; the first one of all when none was known so early. */
  record Found(double rate, Optional<LocalDate> day) {}

  void changed(int id, PriceRow.@Nullable Rate old, PriceRow.@Nullable Rate now) {
    if (old != null) {
      TreeMap<LocalDate, Map<Integer, Double>> days =
          rates.get(new Of(old.currency(), old.company()));
      Map<Integer, Double> day = days == null ? null : days.get(old.day());
      if (days != null && day != null) {
        day.remove(id);
        if (day.isEmpty()) {
          days.remove(old.day());
        }
      }
    }
    if (now != null) {
      rates
          .computeIfAbsent(new Of(now.currency(), now.company()), key -> new TreeMap<>())
          .computeIfAbsent(now.day(), key -> new TreeMap<>())
          .put(id, now.rate());
    }
  }

  /**
   * The rate of a currency in a company on a day: the company's own newest before those of every
   * company; 1 when there is none.
   *
   * @param orLater whether the first later rate counts when none is old enough, as from 16 on
   */
  Found of(int currency, int company, LocalDate day, boolean orLater) {
    for (int owner : List.of(company, 0)) {
      var days = rates.get(new Of(currency, owner));
      var newest = days == null ? null : days.floorEntry(day);
      if (newest != null) {
        return new Found(one(newest.getValue()), Optional.of(newest.getKey()));
      }
    }
    for (int owner : orLater ? List.of(company, 0) : List.<Integer>of()) {
      var days = rates.get(new Of(currency, owner));
      if (days != null && !days.isEmpty()) {
        return new Found(one(days.firstEntry().getValue()), Optional.of(days.firstKey()));
      }
    }
    return new Found(1, Optional.empty());
  }

  /** The first day after {@code day} on which some rate begins. */
  Optional<LocalDate> nextAfter(LocalDate day) {
    return rates.values().stream()
        .map(days -> days.higherKey(day))
        .filter(java.util.Objects::nonNull)
        .min(Comparator.naturalOrder());
  }

  private static double one(Map<Integer, Double> sameDay) {
    return sameDay.values().iterator().next();
  }
}
