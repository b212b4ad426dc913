package org.odoobridge.outbound.catalog.price;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Rules of each pricelist, found by what they apply to, so that long pricelists stay fast. */
final class RuleIndex {
  private final Map<Integer, Map<Key, List<Numbered>>> lists = new HashMap<>();
  private final Comparator<Numbered> order;

  /** A rule with its id. */
  record Numbered(int id, PriceRule rule) {}

  /** The narrowest thing a rule is limited to. */
  private record Key(char kind, int id) {
    static Key of(PriceRule rule) {
      if (rule.product() != 0) {
        return new Key('p', rule.product());
      }
      if (rule.template() != 0) {
        return new Key('t', rule.template());
      }
      return rule.category() != 0 ? new Key('c', rule.category()) : new Key('a', 0);
    }
  }

  /**
   * @param categoryName complete name of a category; null when there is none
   */
  RuleIndex(IntFunction<@Nullable String> categoryName) {
    // Odoo's own order; PostgreSQL puts NULL first where it sorts downwards.
    this.order =
        Comparator.<Numbered>comparingInt(one -> one.rule().rank())
            .thenComparing(one -> one.rule().minQuantity(), Comparator.<Double>reverseOrder())
            .thenComparing(
                one -> categoryName.apply(one.rule().category()),
                Comparator.nullsFirst(Comparator.<String>reverseOrder()))
            .thenComparing(Numbered::id, Comparator.<Integer>reverseOrder());
  }

  void changed(int id, @Nullable PriceRule old, @Nullable PriceRule now) {
    if (old != null) {
      Map<Key, List<Numbered>> list = lists.getOrDefault(old.pricelist(), Map.of());
      List<Numbered> same = list.get(Key.of(old));
      if (same != null) {
        same.removeIf(one -> one.id() == id);
        if (same.isEmpty()) {
          list.remove(Key.of(old));
        }
      }
    }
    if (now != null) {
      lists
          .computeIfAbsent(now.pricelist(), key -> new HashMap<>())
          .computeIfAbsent(Key.of(now), key -> new ArrayList<>(2))
          .add(new Numbered(id, now));
    }
  }

  /**
   * Rules of a pricelist that may apply to a product, in the order in which Odoo tries them.
   *
   * @param categories the product's category and all above it
   */
  List<Numbered> candidates(int pricelist, int product, int template, List<Integer> categories) {
    Map<Key, List<Numbered>> list = lists.getOrDefault(pricelist, Map.of());
    if (list.isEmpty()) {
      return List.of();
    }
    List<Numbered> found = new ArrayList<>();
    found.addAll(list.getOrDefault(new Key('p', product), List.of()));
    found.addAll(list.getOrDefault(new Key('t', template), List.of()));
    for (int category : categories) {
      found.addAll(list.getOrDefault(new Key('c', category), List.of()));
    }
    found.addAll(list.getOrDefault(new Key('a', 0), List.of()));
    found.removeIf(one -> !applies(one.rule(), product, template, categories));
    found.sort(order);
    return found;
  }

  /** All rules of a pricelist, in no order. */
  List<Numbered> all(int pricelist) {
    return lists.getOrDefault(pricelist, Map.of()).values().stream()
        .flatMap(Collection::stream)
        .toList();
  }

  private static boolean applies(
      PriceRule rule, int product, int template, List<Integer> categories) {
    return (rule.product() == 0 || rule.product() == product)
        && (rule.template() == 0 || rule.template() == template)
        && (rule.category() == 0 || categories.contains(rule.category()));
  }
}
