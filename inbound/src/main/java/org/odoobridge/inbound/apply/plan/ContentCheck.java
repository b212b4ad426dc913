package org.odoobridge.inbound.apply.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

/** What differs between an order as its channel states it and as Odoo shows it. */
public final class ContentCheck {
  private ContentCheck() {}

  /** One line of either side: reference, quantity, net. */
  private record Item(String ref, String what, BigDecimal quantity, BigDecimal net) {}

  /**
   * The first difference in lines, quantities or amounts, or empty when the contents are the same.
   * Lines that people added in Odoo are none of the channel's business.
   *
   * @param limit largest difference of a line's net that counts as rounding
   */
  public static Optional<String> difference(ChannelOrder order, OdooOrder shown, BigDecimal limit) {
    Map<String, OdooOrder.Line> left = new HashMap<>();
    shown.lines().forEach(line -> line.ref().ifPresent(ref -> left.put(ref, line)));
    for (Item item : items(order)) {
      OdooOrder.Line line = left.remove(item.ref());
      if (line == null && item.net().signum() == 0 && item.what().startsWith("charge")) {
        continue; // free shipping is not loaded when no product stands for it
      }
      if (line == null) {
        return Optional.of(item.what() + " is new");
      }
      if (line.quantity().compareTo(item.quantity()) != 0) {
        return Optional.of(
            "%s: quantity %s, in Odoo %s"
                .formatted(item.what(), plain(item.quantity()), plain(line.quantity())));
      }
      if (cents(line.subtotal()).subtract(cents(item.net())).abs().compareTo(limit) > 0) {
        return Optional.of(
            "%s: net %s, in Odoo %s"
                .formatted(item.what(), plain(item.net()), plain(line.subtotal())));
      }
    }
    // A confirmed order's line cannot be taken out: it goes to zero.
    long gone = left.values().stream().filter(line -> line.quantity().signum() != 0).count();
    return gone == 0 ? Optional.empty() : Optional.of(gone + " lines are gone");
  }

  /** Whether loading {@code draft} would change nothing of {@code shown}. */
  public static boolean isLoaded(OrderDraft draft, Contacts contacts, OdooOrder shown) {
    if (shown.partner() != contacts.partner()
        || shown.invoiceTo() != contacts.invoiceTo()
        || shown.shipTo() != contacts.shipTo()
        || shown.lines().size() != draft.lines().size()) {
      return false;
    }
    Map<String, OdooOrder.Line> lines = new HashMap<>();
    shown.lines().forEach(line -> line.ref().ifPresent(ref -> lines.put(ref, line)));
    return draft.lines().stream()
        .allMatch(
            wanted -> {
              OdooOrder.Line line = lines.get(wanted.ref().name());
              return line != null
                  && line.product() == wanted.product()
                  && line.quantity().compareTo(wanted.quantity()) == 0
                  && line.price().compareTo(wanted.price().unit()) == 0
                  && line.discount().compareTo(wanted.price().discount()) == 0
                  && line.taxes().equals(wanted.taxes());
            });
  }

  /** Database ids of our lines that the channel's order does not have any more. */
  public static List<Integer> stale(OrderDraft draft, OdooOrder shown) {
    List<String> wanted = draft.lines().stream().map(line -> line.ref().name()).toList();
    List<Integer> stale = new ArrayList<>();
    for (OdooOrder.Line line : shown.lines()) {
      line.ref().filter(ref -> !wanted.contains(ref)).ifPresent(ref -> stale.add(line.id()));
    }
    return stale;
  }

  private static List<Item> items(ChannelOrder order) {
    Stream<Item> lines =
        order.lines().stream()
            .map(line -> item(order, line.id(), "line", line.quantity(), line.total()));
    Stream<Item> charges =
        Stream.concat(order.shippingLines().stream(), order.fees().stream())
            .map(line -> item(order, line.id(), "charge", BigDecimal.ONE, line.total()));
    return Stream.concat(lines, charges).toList();
  }

  private static Item item(
      ChannelOrder order, String id, String kind, BigDecimal quantity, BigDecimal net) {
    return new Item(ExternalRef.orderLine(order.key(), id).name(), kind + " " + id, quantity, net);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
