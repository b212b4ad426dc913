package org.odoobridge.outbound.projection;

import java.util.Set;
import org.odoobridge.outbound.capture.RowChange;

/**
 * A further view of Odoo's rows, loaded and folded together with {@link OdooTables} and by the same
 * thread. One object lives for one load.
 */
public interface TablePart {
  /**
   * Tables this part is made of. Those of {@link SourceTables} that only a catalogue needs are
   * loaded when a part asks for them.
   */
  Set<String> tables();

  /**
   * Folds one change of any table; those it does not know are ignored. Rows of a load come as
   * insertions.
   */
  void apply(RowChange change);

  /** The load is over and this part follows the WAL from now on; an earlier one is forgotten. */
  void takeOver();

  /** A whole transaction has been folded: what it changed may be told now. Returns at once. */
  void transactionFolded();
}
