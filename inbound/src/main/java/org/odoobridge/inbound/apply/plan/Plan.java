package org.odoobridge.inbound.apply.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.apply.policy.StatusAction;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

/** What is to be done in Odoo so that an order there matches what its channel says: pure. */
public sealed interface Plan {
  /** Statuses in which WooCommerce itself takes an order for called off. */
  Set<String> CALLED_OFF = Set.of("cancelled", "failed", "trash");

  /** How an outcome begins that leaves alone what people changed in Odoo. */
  String EDITED_IN_ODOO = "edited in Odoo";

  /** Nothing, or nothing that the bridge may do. */
  record Done(Outcome outcome) implements Plan {}

  /**
   * Cancel it.
   *
   * @param because kept, so that the order may be opened again when the shop changes its mind
   */
  record Cancel(OdooOrder shown, String because) implements Plan {}

  /** Create it, or bring the quotation up to date; opened again first when it is cancelled. */
  record Enter(ChannelOrder order, Goal goal) implements Plan {}

  /** Put the order date back on a confirmed order that is right otherwise. */
  record Redate(ChannelOrder order, OdooOrder shown) implements Plan {}

  /**
   * Bring a confirmed order to what the shop says since.
   *
   * @param reduced external ids of lines that refunds have lowered
   * @param moved whether the shop has changed addresses; else the order keeps those it has
   */
  record Amend(ChannelOrder order, Set<String> reduced, boolean moved, OdooOrder shown)
      implements Plan {}

  /**
   * Decides.
   *
   * @param shown the order in Odoo, if it is there
   */
  static Plan of(OrderChange change, @Nullable OdooOrder shown, Situation at) {
    return switch (change) {
      case OrderChange.Gone ignored -> callOff("deleted", shown, false);
      case OrderChange.Stated stated -> of(stated, shown, at);
    };
  }

  private static Plan of(OrderChange.Stated stated, @Nullable OdooOrder shown, Situation at) {
    ChannelOrder order = stated.order();
    String status = order.status();
    StatusAction action = at.policy().action(status);
    if (shown != null && shown.state() == OdooOrder.State.CONFIRMED) {
      return ofConfirmed(stated, shown, action, at);
    }
    return switch (action) {
      case IGNORE -> superseded("not an order yet: " + status);
      case CANCEL -> callOff(status, shown, stated.refunded().whole());
      case DRAFT -> draft(stated, shown, at);
      case HOLD -> enter(order, shown, held(order, at), at);
      case CONFIRM -> enter(order, shown, paid(order, at), at);
    };
  }

  /** What becomes of an order that Odoo delivers: there is no way back to a quotation. */
  private static Plan ofConfirmed(
      OrderChange.Stated stated, OdooOrder shown, StatusAction action, Situation at) {
    ChannelOrder order = stated.order();
    if (order.status().equals("refunded")) {
      return confirmed(stated, shown, at.policy());
    }
    return switch (action) {
      case IGNORE -> superseded("not an order yet: " + order.status());
      case CANCEL -> callOff(order.status(), shown, stated.refunded().whole());
      case HOLD -> heldTooLate(order, shown);
      case DRAFT, CONFIRM -> confirmed(stated, shown, at.policy());
    };
  }

  /** Enters what is not confirmed in Odoo. */
  private static Plan enter(
      ChannelOrder order, @Nullable OdooOrder shown, Goal goal, Situation at) {
    return shown != null
            && shown.state() == OdooOrder.State.CANCELLED
            && at.marks().closedBecause().isEmpty()
        ? rejected(
            "cancelled-in-odoo",
            "the shop has the order as %s, but %s is cancelled in Odoo"
                .formatted(order.status(), shown.name()),
            "set " + shown.name() + " back to quotation and redrive, or cancel it in the shop")
        : new Enter(order, goal);
  }

  private static Plan draft(OrderChange.Stated stated, @Nullable OdooOrder shown, Situation at) {
    ChannelOrder order = stated.order();
    Optional<Instant> expires =
        Optional.ofNullable(at.policy().expiry().get(order.status()))
            .map(after -> lastWord(order).plus(after));
    if (expires.isEmpty() || at.now().isBefore(expires.get())) {
      return enter(order, shown, new Goal.Quotation(expires), at);
    }
    String because =
        "still %s after %s"
            .formatted(order.status(), text(Duration.between(lastWord(order), expires.get())));
    return shown == null || shown.state() == OdooOrder.State.CANCELLED
        ? superseded(because)
        : new Cancel(shown, because);
  }

  /** When the shop last said something about the order. */
  private static Instant lastWord(ChannelOrder order) {
    return order.version().isPresent()
        ? Instant.ofEpochMilli(order.version().getAsLong())
        : order.createdAt();
  }

  private static Goal paid(ChannelOrder order, Situation at) {
    Optional<String> reason = at.policy().hold().reason(order);
    return reason.isEmpty() || reason.equals(at.marks().releasedFor())
        ? new Goal.Confirmed()
        : new Goal.Held(hold(reason.get()));
  }

  private static Goal held(ChannelOrder order, Situation at) {
    String reason = "the shop has it as " + order.status();
    if (Optional.of(reason).equals(at.marks().releasedFor())) {
      return new Goal.Confirmed();
    }
    return new Goal.Held(
        at.policy().knows(order.status())
            ? hold(reason)
            : new Problem.Business(
                "unknown-status",
                reason,
                "say what it means in the source's orders.statuses, e.g. {%s: confirm}, and redrive; or let this one pass with 'odoo-bridge orders release ID'"
                    .formatted(order.status())));
  }

  private static Problem.Business hold(String reason) {
    return new Problem.Business(
        "held",
        reason,
        "look at the order; let it pass with 'odoo-bridge orders release ID', or cancel it in the"
            + " shop");
  }

  private static Plan heldTooLate(ChannelOrder order, @Nullable OdooOrder shown) {
    String name = shown == null ? "" : shown.name();
    return rejected(
        "held-after-confirming",
        "the shop has the order as %s, but %s is confirmed in Odoo".formatted(order.status(), name),
        "stop the delivery in Odoo by hand if it must not go out; then discard this message");
  }

  private static Plan confirmed(OrderChange.Stated stated, OdooOrder shown, OrderPolicy policy) {
    ChannelOrder order = stated.order();
    Optional<String> difference = ContentCheck.difference(order, shown, policy.residueLimit());
    boolean moved = stated.since().filter(OrderChange.Since::moved).isPresent();
    if (difference.isPresent() || moved) {
      return edited(stated, shown, policy, difference, moved);
    }
    // Any other date is one that a person chose since.
    if (shown.datedByConfirming()
        && shown.date().getEpochSecond() != order.createdAt().getEpochSecond()) {
      return new Redate(order, shown);
    }
    return superseded("in Odoo already as " + shown.name() + ", now " + order.status());
  }

  /** Somebody has edited the order: the shop, people in Odoo, or both. */
  private static Plan edited(
      OrderChange.Stated stated,
      OdooOrder shown,
      OrderPolicy policy,
      Optional<String> difference,
      boolean moved) {
    Amend amend = new Amend(stated.order(), stated.refunded().reduced(), moved, shown);
    if (stated.since().isEmpty()) {
      return amend;
    }
    OrderChange.Since since = stated.since().get();
    if (!since.changed() && !moved) {
      return superseded(
          EDITED_IN_ODOO + ": " + difference.orElse("") + "; the shop has changed nothing");
    }
    Optional<String> byPeople =
        ContentCheck.difference(since.before(), shown, policy.residueLimit());
    if (byPeople.isEmpty() || !since.changed()) {
      return amend;
    }
    if (shown.shipped()) {
      return superseded(
          EDITED_IN_ODOO
              + " and shipped, so %s stays as it is: %s"
                  .formatted(shown.name(), difference.orElse("")));
    }
    return rejected(
        "edited-on-both-sides",
        "%s was edited in Odoo (%s) and in the shop (%s)"
            .formatted(shown.name(), byPeople.get(), difference.orElse("addresses")),
        "make the order in Odoo what it shall be, then discard this message; or undo the edit in"
            + " Odoo and redrive");
  }

  /**
   * @param credited whether credit notes follow by themselves
   */
  private static Plan callOff(String status, @Nullable OdooOrder shown, boolean credited) {
    if (shown == null) {
      return superseded(status + " before it reached Odoo");
    }
    if (shown.state() == OdooOrder.State.CANCELLED) {
      return superseded(shown.name() + " is cancelled already");
    }
    if (shown.shipped() || (shown.invoiced() && !credited)) {
      return rejected(
          shown.shipped() ? "cancelled-after-shipping" : "cancelled-after-invoicing",
          "%s in the shop, but %s is %s"
              .formatted(status, shown.name(), shown.shipped() ? "shipped" : "invoiced"),
          "take the goods back and credit the invoice in Odoo, then discard this message");
    }
    if (shown.locked()) {
      return rejected(
          "cancelled-after-locking",
          "%s in the shop, but %s is locked".formatted(status, shown.name()),
          "unlock it in Odoo, then redrive");
    }
    return new Cancel(shown, status + " in the shop");
  }

  private static Plan superseded(String detail) {
    return new Done(new Outcome.Superseded(detail));
  }

  private static Plan rejected(String code, String detail, String remedy) {
    return new Done(new Outcome.Rejected(new Problem.Business(code, detail, remedy)));
  }

  private static String text(Duration time) {
    long hours = time.toHours();
    return hours >= 48
        ? hours / 24 + " days"
        : hours >= 2 ? hours + " hours" : time.toMinutes() + " minutes";
  }
}
