package org.odoobridge.inbound.apply.plan;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

/** What is to be done in Odoo so that an order there matches what its channel says: pure. */
public sealed interface Plan {
  Set<String> NOT_YET = Set.of("pending", "checkout-draft", "auto-draft", "draft", "new");
  Set<String> CALLED_OFF = Set.of("cancelled", "failed", "trash");

  /** How an outcome begins that leaves alone what people changed in Odoo. */
  String EDITED_IN_ODOO = "edited in Odoo";

  /** Nothing, or nothing that the bridge may do. */
  record Done(Outcome outcome) implements Plan {}

  /** Cancel it. */
  record Cancel(OdooOrder shown) implements Plan {}

  /**
   * Create it, or bring the quotation up to date.
   *
   * @param confirm whether it is paid
   */
  record Enter(ChannelOrder order, boolean confirm) implements Plan {}

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
  static Plan of(OrderChange change, @Nullable OdooOrder shown, OrderPolicy policy) {
    return switch (change) {
      case OrderChange.Gone ignored -> callOff("deleted", shown, false);
      case OrderChange.Stated stated -> of(stated, shown, policy);
    };
  }

  private static Plan of(OrderChange.Stated stated, @Nullable OdooOrder shown, OrderPolicy policy) {
    ChannelOrder order = stated.order();
    String status = order.status();
    if (CALLED_OFF.contains(status)) {
      return callOff(status, shown, stated.refunded().whole());
    }
    if (NOT_YET.contains(status)) {
      return superseded("not an order yet: " + status);
    }
    if (status.equals("refunded")) {
      return refunded(stated, shown, policy);
    }
    boolean confirm = policy.confirm().contains(status);
    if (shown == null) {
      return new Enter(order, confirm);
    }
    return switch (shown.state()) {
      case OPEN -> new Enter(order, confirm);
      case CONFIRMED -> confirmed(stated, shown, policy);
      case CANCELLED ->
          rejected(
              "cancelled-in-odoo",
              "the shop has the order as %s, but %s is cancelled in Odoo"
                  .formatted(status, shown.name()),
              "set " + shown.name() + " back to quotation and redrive, or cancel it in the shop");
    };
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

  private static Plan refunded(
      OrderChange.Stated stated, @Nullable OdooOrder shown, OrderPolicy policy) {
    if (shown != null && shown.state() == OdooOrder.State.CONFIRMED) {
      return confirmed(stated, shown, policy);
    }
    if (shown != null && shown.state() == OdooOrder.State.CANCELLED) {
      return superseded(shown.name() + " is cancelled in Odoo");
    }
    return rejected(
        "refunded-before-import",
        "the order was refunded in full before it was confirmed in Odoo",
        "if goods left the house enter sale and refund by hand; then discard this message");
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
    return new Cancel(shown);
  }

  private static Plan superseded(String detail) {
    return new Done(new Outcome.Superseded(detail));
  }

  private static Plan rejected(String code, String detail, String remedy) {
    return new Done(new Outcome.Rejected(new Problem.Business(code, detail, remedy)));
  }
}
