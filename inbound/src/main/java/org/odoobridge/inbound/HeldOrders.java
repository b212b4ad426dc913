package org.odoobridge.inbound;

import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.plan.Goal;

/** Orders that wait for a person, and the person's word that lets one pass. */
public final class HeldOrders {
  private static final Set<String> PROBLEMS = Set.of("held", "unknown-status");

  private final JournalView view;
  private final Journal journal;
  private final OrderMarks marks;

  HeldOrders(JournalView view, Journal journal, OrderMarks marks) {
    this.view = view;
    this.journal = journal;
    this.marks = marks;
  }

  /**
   * Lets the order of a held entry pass, for the reason it is held now and no other.
   *
   * @return false when the entry is not one that is held
   */
  public boolean release(long entryId, String actor) {
    Optional<JournalView.Line> held =
        view.find(entryId)
            .map(JournalView.Detail::line)
            .filter(line -> line.state() == EntryState.REJECTED)
            .filter(line -> PROBLEMS.contains(line.problem()));
    Optional<OrderKey> order = held.flatMap(line -> line.key().order());
    if (held.isEmpty() || order.isEmpty()) {
      return false;
    }
    marks.release(order.get(), Goal.Held.reasonIn(held.get().detail()), actor);
    return journal.redrive(entryId, actor);
  }
}
