package org.odoobridge.inbound.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.WooOrderParser;
import org.odoobridge.inbound.route.MessageHandler;

/**
 * Stored messages about orders: parsed, then applied together. The journal hands on no message that
 * a newer version of its order has overtaken.
 */
public final class OrderMessageHandler implements MessageHandler {
  /** How the journal files bodies that name no resource. */
  private static final String UNREADABLE = "unreadable";

  private final OrderApplier applier;
  private final OrderRefunds refunds;

  public OrderMessageHandler(OrderApplier applier, OrderRefunds refunds) {
    this.applier = applier;
    this.refunds = refunds;
  }

  @Override
  public List<Outcome> handle(List<JournalEntry> entries) {
    List<Slot> slots = entries.stream().map(this::slot).toList();
    List<OrderChange> changes = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot instanceof Slot.ToApply toApply) {
        changes.add(toApply.change());
      }
    }
    List<Outcome> applied = changes.isEmpty() ? List.of() : applier.apply(changes);
    List<Outcome> outcomes = new ArrayList<>();
    int next = 0;
    for (Slot slot : slots) {
      outcomes.add(
          switch (slot) {
            case Slot.Decided decided -> decided.outcome();
            case Slot.ToApply toApply -> finished(toApply, applied.get(next++));
          });
    }
    return outcomes;
  }

  private Outcome finished(Slot.ToApply slot, Outcome outcome) {
    return slot.stated().map(order -> refunds.after(order, outcome)).orElse(outcome);
  }

  /** The place of one entry in the answer. */
  private sealed interface Slot {
    record Decided(Outcome outcome) implements Slot {}

    /**
     * @param stated the order as the shop states it, if it says anything but that it is gone
     */
    record ToApply(OrderChange change, Optional<ChannelOrder> stated) implements Slot {}
  }

  private Slot slot(JournalEntry entry) {
    String type = entry.key().type();
    if (!entry.key().isOrder() && !type.equals(UNREADABLE)) {
      return new Slot.Decided(new Outcome.Superseded("nothing is applied for a " + type));
    }
    return switch (WooOrderParser.parse(entry.key().source(), entry.body().bytes())) {
      case ParsedOrder.Unreadable unreadable ->
          new Slot.Decided(new Outcome.Rejected(unreadable.problem()));
      case ParsedOrder.Nothing nothing ->
          new Slot.Decided(new Outcome.Superseded(nothing.reason()));
      case ParsedOrder.Deleted deleted ->
          new Slot.ToApply(
              new OrderChange.Gone(new OrderKey(entry.key().source(), deleted.orderId())),
              Optional.empty());
      case ParsedOrder.Order parsed -> prepared(parsed.order());
    };
  }

  private Slot prepared(ChannelOrder order) {
    return switch (refunds.before(order)) {
      case OrderRefunds.Prepared.Ready ready ->
          new Slot.ToApply(ready.change(), Optional.of(order));
      case OrderRefunds.Prepared.Decided decided -> new Slot.Decided(decided.outcome());
    };
  }
}
