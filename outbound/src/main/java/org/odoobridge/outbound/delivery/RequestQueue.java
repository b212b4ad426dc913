package org.odoobridge.outbound.delivery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Items that wait to be sent, by the request they can share: in turn by request, within one first
 * come first served. Not thread-safe: its lane guards it.
 */
final class RequestQueue {
  private final Map<Long, Set<LaneItem>> byRequest = new LinkedHashMap<>();

  void add(LaneItem item) {
    byRequest.computeIfAbsent(item.request, request -> new LinkedHashSet<>()).add(item);
  }

  void remove(LaneItem item) {
    Set<LaneItem> sharing = byRequest.get(item.request);
    if (sharing != null && sharing.remove(item) && sharing.isEmpty()) {
      byRequest.remove(item.request);
    }
  }

  boolean isEmpty() {
    return byRequest.isEmpty();
  }

  /** The request whose turn it is; only when not empty. */
  long next() {
    return byRequest.keySet().iterator().next();
  }

  /** Its items until {@code more} has enough. */
  boolean offer(long request, Predicate<LaneItem> more) {
    for (LaneItem item : byRequest.getOrDefault(request, Set.of())) {
      if (!more.test(item)) {
        return false;
      }
    }
    return true;
  }

  /** All items, request by request, until {@code more} has enough. */
  void offerAll(Predicate<LaneItem> more) {
    for (long request : byRequest.keySet()) {
      if (!offer(request, more)) {
        return;
      }
    }
  }

  /** The request has had its turn: what is left of it waits behind the others. */
  void behind(long request) {
    Set<LaneItem> left = byRequest.remove(request);
    if (left != null) {
      byRequest.put(request, left);
    }
  }
}
