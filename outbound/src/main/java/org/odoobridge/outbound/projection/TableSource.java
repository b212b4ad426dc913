package org.odoobridge.outbound.projection;

import java.time.Instant;
import java.util.Collection;

/** Where the tables come from before the WAL takes over. */
@FunctionalInterface
public interface TableSource {
  /**
   * What was read.
   *
   * @param nonce content of the gate message, committed after the snapshot
   * @param asOf the server's clock at the snapshot
   * @param shape how the tables looked then
   */
  record Loaded(OdooTables tables, String nonce, Instant asOf, SourceShape shape) {}

  /**
   * Reads everything as of one moment, then commits a gate message into the WAL; blocks for as long
   * as that takes.
   *
   * @param openReferences names of references of orders that may be in flight; mode {@code free}
   *     needs their finished moves too
   */
  Loaded load(Collection<String> openReferences);
}
