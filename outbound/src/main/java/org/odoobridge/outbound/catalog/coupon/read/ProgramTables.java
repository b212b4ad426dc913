package org.odoobridge.outbound.catalog.coupon.read;

import java.sql.SQLException;
import java.util.List;
import org.odoobridge.outbound.catalog.coupon.Program;

/** The tables in which some releases of Odoo keep their programs. */
sealed interface ProgramTables permits CouponPrograms, LoyaltyPrograms {
  /** Every active program, by id. */
  List<Program> programs() throws SQLException;
}
