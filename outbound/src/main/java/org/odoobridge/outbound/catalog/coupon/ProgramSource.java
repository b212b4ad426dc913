package org.odoobridge.outbound.catalog.coupon;

import java.util.List;

/** Where programs come from. */
public interface ProgramSource {
  /**
   * Every active program, read in one snapshot.
   *
   * @param byProducts whether some of them depends on which products there are
   * @param problems what the configuration names that Odoo does not have, each with the remedy
   */
  record Reading(List<Program> programs, boolean byProducts, List<String> problems) {
    public Reading {
      programs = List.copyOf(programs);
      problems = List.copyOf(problems);
    }
  }

  /** Blocks; throws {@link org.odoobridge.core.runtime.SqlFailure}. */
  Reading read();
}
