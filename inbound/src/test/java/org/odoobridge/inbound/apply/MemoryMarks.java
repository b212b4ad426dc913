package org.odoobridge.inbound.apply;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.apply.mark.OrderMarks;

/** Marks that live as long as the test; held to the real ones by {@link OrderMarksContract}. */
public final class MemoryMarks implements OrderMarks {
  private final Map<OrderKey, Marks> marks = new ConcurrentHashMap<>();

  @Override
  public Map<OrderKey, Marks> of(Collection<OrderKey> orders) {
    Map<OrderKey, Marks> found = new HashMap<>(marks);
    found.keySet().retainAll(orders);
    return found;
  }

  @Override
  public void close(OrderKey order, String because) {
    marks.merge(
        order,
        new Marks(Optional.of(because), Optional.empty()),
        (before, now) -> new Marks(now.closedBecause(), before.releasedFor()));
  }

  @Override
  public void reopen(OrderKey order) {
    marks.computeIfPresent(order, (key, it) -> new Marks(Optional.empty(), it.releasedFor()));
  }

  @Override
  public void release(OrderKey order, String reason, String actor) {
    marks.merge(
        order,
        new Marks(Optional.empty(), Optional.of(reason)),
        (before, now) -> new Marks(before.closedBecause(), now.releasedFor()));
  }
}
