package org.odoobridge.inbound;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.OrderRefunds;
import org.odoobridge.inbound.apply.plan.Plan;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.sweep.ShopFailure;
import org.odoobridge.inbound.sweep.ShopWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the shop's staff, by a note on the order, where Odoo goes another way than the shop: each
 * thing once. A note that cannot be written holds nothing up.
 */
final class TellingShop implements OrderRefunds {
  private static final Logger LOG = LoggerFactory.getLogger(TellingShop.class);

  /** Problems that are a disagreement with the shop, not a lack in Odoo. */
  private static final Set<String> DISAGREEMENTS =
      Set.of(
          "cancelled-in-odoo",
          "edited-on-both-sides",
          "changed-after-shipping",
          "changed-after-invoicing",
          "changed-after-locking",
          "address-changed-after-shipping",
          "cancelled-after-shipping",
          "cancelled-after-invoicing",
          "cancelled-after-locking");

  private final OrderRefunds refunds;
  private final Function<ChannelId, Optional<ShopWriter>> writers;
  private final ShopNotes told;

  /**
   * @param writers of the sources whose staff want to be told
   */
  TellingShop(
      OrderRefunds refunds, Function<ChannelId, Optional<ShopWriter>> writers, ShopNotes told) {
    this.refunds = refunds;
    this.writers = writers;
    this.told = told;
  }

  @Override
  public Prepared before(ChannelOrder order) {
    return refunds.before(order);
  }

  @Override
  public Outcome after(ChannelOrder order, Outcome outcome) {
    Outcome last = refunds.after(order, outcome);
    text(last).ifPresent(text -> tell(order.key(), text));
    return last;
  }

  private static Optional<String> text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Rejected rejected ->
          DISAGREEMENTS.contains(rejected.problem().code())
              ? Optional.of(
                  "Odoo: "
                      + rejected.problem().detail()
                      + ". To do: "
                      + rejected.problem().remedy())
              : Optional.empty();
      case Outcome.Superseded superseded ->
          superseded.detail().startsWith(Plan.EDITED_IN_ODOO)
              ? Optional.of("Odoo: " + superseded.detail())
              : Optional.empty();
      case Outcome.Applied ignored -> Optional.empty();
      case Outcome.Failed ignored -> Optional.empty();
      case Outcome.Uncertain ignored -> Optional.empty();
    };
  }

  private void tell(OrderKey order, String text) {
    try {
      Optional<ShopWriter> writer = writers.apply(order.channel());
      if (writer.isEmpty() || !told.first(order, text)) {
        return;
      }
      try {
        writer.get().note(order.orderId(), text);
      } catch (ShopFailure failure) {
        told.forget(order, text); // the next message of the order says it again
        warn(order, String.valueOf(failure.getMessage()));
      }
    } catch (SqlFailure failure) {
      warn(order, String.valueOf(failure.getMessage()));
    }
  }

  private static void warn(OrderKey order, String problem) {
    LOG.atWarn()
        .addKeyValue("channel", order.channel())
        .addKeyValue("order", order.orderId())
        .addKeyValue("problem", problem)
        .log("shop.not-told");
  }
}
