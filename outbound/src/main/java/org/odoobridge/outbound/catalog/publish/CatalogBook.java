package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which products wait for what: to be compared, for another attempt, for a person, for another
 * product. Not thread-safe: its lane guards it.
 */
final class CatalogBook {
  private record Waiting(Instant until, int attempts) {}

  private record Held(ParkedProduct product, Instant retryAt) {}

  private final Duration parkedRetry;
  private final Set<Integer> dirty = new LinkedHashSet<>();
  private final Map<Integer, Waiting> retrying = new HashMap<>();
  private final Map<Integer, Integer> attempts = new HashMap<>();
  private final Map<Integer, Held> parked = new LinkedHashMap<>();

  /** Products that refer to one the channel does not have yet, by that one. */
  private final Map<Integer, Set<Integer>> referring = new HashMap<>();

  CatalogBook(Duration parkedRetry) {
    this.parkedRetry = parkedRetry;
  }

  void load(Collection<ParkedProduct> known, Instant now) {
    known.forEach(one -> parked.put(one.template(), new Held(one, now.plus(parkedRetry))));
  }

  void dirty(Collection<Integer> templates) {
    dirty.addAll(templates);
    templates.forEach(retrying::remove);
  }

  /** The next products to compare, those whose wait is over among them. */
  List<Integer> take(int limit, Instant now) {
    wake(now);
    List<Integer> taken = new ArrayList<>();
    for (Iterator<Integer> next = dirty.iterator(); next.hasNext() && taken.size() < limit; ) {
      taken.add(next.next());
      next.remove();
    }
    return taken;
  }

  private void wake(Instant now) {
    retrying
        .entrySet()
        .removeIf(
            entry -> {
              boolean due = !entry.getValue().until().isAfter(now);
              if (due) {
                dirty.add(entry.getKey());
              }
              return due;
            });
    parked.replaceAll(
        (template, held) -> {
          if (held.retryAt().isAfter(now)) {
            return held;
          }
          dirty.add(template);
          return new Held(held.product(), now.plus(parkedRetry));
        });
  }

  /** When something waits no longer; empty when nothing does. */
  Optional<Instant> nextWake() {
    Instant next = Instant.MAX;
    for (Waiting waiting : retrying.values()) {
      next = waiting.until().isBefore(next) ? waiting.until() : next;
    }
    for (Held held : parked.values()) {
      next = held.retryAt().isBefore(next) ? held.retryAt() : next;
    }
    return next.equals(Instant.MAX) ? Optional.empty() : Optional.of(next);
  }

  /** Shown as it should be; returns whether it was parked. */
  boolean settled(int template) {
    attempts.remove(template);
    return parked.remove(template) != null;
  }

  /** Another attempt at {@code until}, not counted. */
  void later(int template, Instant until) {
    if (!dirty.contains(template)) {
      retrying.put(template, new Waiting(until, attempts.getOrDefault(template, 0)));
    }
  }

  /** Counts a failure of the product's own and returns how many there were in a row. */
  int failed(int template) {
    return attempts.merge(template, 1, Integer::sum);
  }

  /** How a product is kept apart; empty when it is not. */
  Optional<ParkedProduct> parked(int template) {
    return Optional.ofNullable(parked.get(template)).map(Held::product);
  }

  /** Looks again at all that are kept apart for this reason, but for {@code just}. */
  void recheck(String code, Set<Integer> just) {
    parked.forEach(
        (template, held) -> {
          if (held.product().code().equals(code) && !just.contains(template)) {
            dirty.add(template);
          }
        });
  }

  /** Keeps it apart; the time since which it waits is kept while the reason stays the same. */
  ParkedProduct park(ParkedProduct product, Instant now) {
    attempts.remove(product.template());
    retrying.remove(product.template());
    Held before = parked.get(product.template());
    ParkedProduct kept =
        before != null && before.product().code().equals(product.code())
            ? new ParkedProduct(
                product.template(),
                product.sku(),
                product.name(),
                product.code(),
                product.technical(),
                product.detail(),
                product.remedy(),
                before.product().since())
            : product;
    parked.put(product.template(), new Held(kept, now.plus(parkedRetry)));
    return kept;
  }

  boolean redrive(int template) {
    boolean was = parked.containsKey(template);
    if (was) {
      dirty.add(template);
    }
    return was;
  }

  List<ParkedProduct> parked() {
    return parked.values().stream().map(Held::product).toList();
  }

  void refers(int template, Collection<Integer> missing) {
    missing.forEach(one -> referring.computeIfAbsent(one, key -> new HashSet<>()).add(template));
  }

  /** The channel has it from now on: whoever refers to it is compared again. */
  void appeared(int template) {
    Set<Integer> waiting = referring.remove(template);
    if (waiting != null) {
      dirty.addAll(waiting);
    }
  }

  boolean anyDirty() {
    return !dirty.isEmpty();
  }

  int waiting() {
    return dirty.size();
  }

  int retrying() {
    return retrying.size();
  }

  int parkedCount() {
    return parked.size();
  }
}
