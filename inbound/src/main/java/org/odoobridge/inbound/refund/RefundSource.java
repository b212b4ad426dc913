package org.odoobridge.inbound.refund;

import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Problem;

/** What a shop says about one order's refunds, asked now. */
@FunctionalInterface
public interface RefundSource {
  Answer read(OrderKey order);

  /** The shop's answer. */
  sealed interface Answer {
    record Given(RefundSplit.Snapshot snapshot) implements Answer {}

    /** It did not answer as it should. */
    record Away(Problem.Technical problem) implements Answer {}

    /** It answered what nobody can read. */
    record Unreadable(Problem.Business problem) implements Answer {}
  }
}
