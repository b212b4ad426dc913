package org.odoobridge.core.cluster;

import java.util.List;
import org.odoobridge.core.config.Default;

/**
 * Membership of several bridges.
 *
 * @param enabled off = this process keeps its hints to itself
 * @param host address on which members talk to each other; it is not authenticated, so it must
 *     never be reachable from outside
 * @param port of this member; exactly this one is used
 * @param members {@code host:port} of the others; nothing is discovered
 * @param name members with another name are no members
 */
public record ClusterConfig(
    @Default("false") boolean enabled,
    @Default("127.0.0.1") String host,
    @Default("5701") int port,
    @Default("[]") List<String> members,
    @Default("odoo-bridge") String name) {
  public static final ClusterConfig OFF =
      new ClusterConfig(false, "127.0.0.1", 5701, List.of(), "odoo-bridge");

  public ClusterConfig {
    members = List.copyOf(members);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be 1 to 65535, not " + port);
    }
  }
}
