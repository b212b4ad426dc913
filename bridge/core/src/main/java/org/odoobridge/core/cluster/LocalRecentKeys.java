package org.odoobridge.core.cluster;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Recent keys of this node alone: the newest {@code capacity} of them. */
public final class LocalRecentKeys implements RecentKeys {
  private final Map<String, Boolean> keys;

  public LocalRecentKeys(int capacity) {
    this.keys =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  @Override
  public synchronized boolean seen(String key) {
    return keys.get(key) != null;
  }

  @Override
  public synchronized void remember(Collection<String> added) {
    added.forEach(key -> keys.put(key, true));
  }
}
