package org.odoobridge.outbound.capture;

import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.core.runtime.PgUrl;

/**
 * What is captured.
 *
 * @param database Odoo's database; a role with LOGIN REPLICATION and SELECT on the tables suffices
 * @param tables names without schema ({@code public}); changes of other published tables are
 *     skipped before they are decoded
 * @param node name of this node, for the epoch's holder and for logs
 */
public record CaptureSource(PgUrl database, Set<String> tables, String node) {
  public CaptureSource {
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("no tables to capture");
    }
    tables = Set.copyOf(new TreeSet<>(tables));
  }
}
