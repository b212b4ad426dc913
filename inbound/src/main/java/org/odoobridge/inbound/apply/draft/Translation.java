package org.odoobridge.inbound.apply.draft;

import org.odoobridge.core.work.Problem;

/** Whether everything an order names was found in Odoo. */
public sealed interface Translation {
  record Ready(OrderDraft draft) implements Translation {}

  record Refused(Problem.Business problem) implements Translation {}
}
