package org.odoobridge.core.cluster;

import com.hazelcast.map.IMap;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Recent keys in a map of the cluster; when the cluster fails nothing is known, which is safe. */
final class HazelcastRecentKeys implements RecentKeys {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastRecentKeys.class);

  private final Supplier<@Nullable IMap<String, Boolean>> map;

  HazelcastRecentKeys(Supplier<@Nullable IMap<String, Boolean>> map) {
    this.map = map;
  }

  @Override
  public boolean seen(String key) {
    try {
      IMap<String, Boolean> keys = map.get();
      return keys != null && keys.containsKey(key);
    } catch (RuntimeException e) { // whatever the cluster's trouble, the journal decides
      lost(e);
      return false;
    }
  }

  @Override
  public void remember(Collection<String> added) {
    try {
      IMap<String, Boolean> keys = map.get();
      if (keys != null) {
        Map<String, Boolean> all = new HashMap<>();
        added.forEach(key -> all.put(key, true));
        // The writer goes on with the next commit meanwhile.
        var unused =
            keys.putAllAsync(all)
                .exceptionally(
                    e -> {
                      lost(e);
                      return null;
                    });
      }
    } catch (RuntimeException e) {
      lost(e);
    }
  }

  private static void lost(Throwable cause) {
    LOG.atDebug().setCause(cause).log("recent-keys.lost");
  }
}
