package org.odoobridge.inbound.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.odoobridge.core.journal.ResourceKey;

/**
 * Counts orders that a sweep brought and no webhook within a grace time: a shop delivers late when
 * nobody visits it, which is not yet a miss.
 */
public final class MissedWebhooks {
  private static final int REMEMBERED = 10_000;

  private final Duration grace;
  private final Map<ResourceKey, Instant> sweptFirst =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ResourceKey, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  public MissedWebhooks(Duration grace) {
    this.grace = grace;
  }

  synchronized void sweptFirst(ResourceKey key, Instant at) {
    sweptFirst.putIfAbsent(key, at);
  }

  /** A webhook about {@code key} has come. */
  public synchronized void webhookCame(ResourceKey key) {
    sweptFirst.remove(key);
  }

  /** How many have become misses since the last call. */
  synchronized int take(Instant now) {
    int missed = 0;
    Iterator<Instant> each = sweptFirst.values().iterator();
    while (each.hasNext()) {
      if (!each.next().plus(grace).isAfter(now)) {
        each.remove();
        missed++;
      }
    }
    return missed;
  }
}
