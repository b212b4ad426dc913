package org.odoobridge.inbound.apply.plan;

import java.time.Instant;
import java.util.Optional;
import org.odoobridge.core.work.Problem;

/** How far an order shall come in Odoo. */
public sealed interface Goal {
  /**
   * A quotation that waits for the shop's next word.
   *
   * @param expires when it is cancelled without one; empty = never
   */
  record Quotation(Optional<Instant> expires) implements Goal {}

  /** A quotation that waits for a person; the problem says why and what to do. */
  record Held(Problem.Business because) implements Goal {
    private static final String WAITS = " waits as a quotation: ";

    /** The problem as a person reads it, with the quotation's name. */
    public Problem.Business of(String quotation) {
      return new Problem.Business(
          because.code(), quotation + WAITS + because.detail(), because.remedy());
    }

    /** The reason inside a detail that {@link #of} made. */
    public static String reasonIn(String detail) {
      int at = detail.indexOf(WAITS);
      return at < 0 ? detail : detail.substring(at + WAITS.length());
    }
  }

  /** A confirmed order. */
  record Confirmed() implements Goal {}
}
