package org.odoobridge.core.cluster;

import java.util.Collection;

/**
 * Memory of what was stored lately, across the cluster or on this node. A hint: it may forget, and
 * a hit only chooses the cheaper way of asking the journal.
 */
public interface RecentKeys {
  /** Whether {@code key} was remembered and not yet forgotten. */
  boolean seen(String key);

  /** Remembers keys whose messages are committed. Never throws for a cluster that is away. */
  void remember(Collection<String> keys);
}
