package org.odoobridge.inbound.apply.amend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooOrder;

/** How a confirmed order in Odoo has to change to equal its shop's: pure. */
sealed interface Amendment {
  /** Nothing differs. */
  record None() implements Amendment {}

  /**
   * These differences.
   *
   * @param lines of the shop whose line in Odoo differs, or is not there
   * @param gone lines of ours in Odoo that the shop has not any more; they go to zero
   * @param contacts the order's contacts, when they differ
   */
  record Changes(
      List<OrderDraft.Line> lines, List<OdooOrder.Line> gone, Optional<Contacts> contacts)
      implements Amendment {
    public Changes {
      lines = List.copyOf(lines);
      gone = List.copyOf(gone);
    }

    /** Those of them that need a line that Odoo does not have. */
    Changes added(OdooOrder shown) {
      Set<String> known = known(shown);
      return new Changes(
          lines.stream().filter(line -> !known.contains(line.ref().name())).toList(),
          List.of(),
          Optional.empty());
    }

    /** The others. */
    Changes edited(OdooOrder shown) {
      Set<String> known = known(shown);
      return new Changes(
          lines.stream().filter(line -> known.contains(line.ref().name())).toList(),
          gone,
          contacts);
    }

    boolean isEmpty() {
      return lines.isEmpty() && gone.isEmpty() && contacts.isEmpty();
    }

    private static Set<String> known(OdooOrder shown) {
      Set<String> known = new HashSet<>();
      shown.lines().forEach(line -> line.ref().ifPresent(known::add));
      return known;
    }
  }

  /** A person must do it. */
  record Refused(Problem.Business problem) implements Amendment {}

  /**
   * Compares.
   *
   * @param reduced names of lines that refunds have lowered: for these an invoice is no obstacle,
   *     since a credit note follows
   * @param moves whether the shop has changed addresses; else the order keeps its own
   * @param limit largest difference of a line's net that counts as rounding
   */
  static Amendment of(
      OrderDraft draft,
      Contacts contacts,
      OdooOrder shown,
      OdooFulfilment fulfilment,
      Set<String> reduced,
      boolean moves,
      BigDecimal limit) {
    Map<String, OdooOrder.Line> left = new HashMap<>();
    shown.lines().forEach(line -> line.ref().ifPresent(ref -> left.put(ref, line)));
    List<OrderDraft.Line> changed = new ArrayList<>();
    List<OdooOrder.Line> gone = new ArrayList<>();
    for (OrderDraft.Line wanted : draft.lines()) {
      OdooOrder.Line line = left.remove(wanted.ref().name());
      if (line != null && line.product() != wanted.product()) {
        return refused(
            "changed-product",
            shown,
            "line '%s' is now another product".formatted(wanted.name()),
            "replace the product in Odoo by hand, then redrive");
      }
      if (line == null || differs(wanted, line, draft, limit)) {
        changed.add(wanted);
      }
    }
    for (OdooOrder.Line line : left.values()) {
      if (isOfTheShop(line) && line.quantity().signum() != 0) {
        gone.add(line);
      }
    }
    Optional<Contacts> moved =
        !moves
                || (contacts.partner() == shown.partner()
                    && contacts.invoiceTo() == shown.invoiceTo()
                    && contacts.shipTo() == shown.shipTo())
            ? Optional.empty()
            : Optional.of(contacts);
    Changes changes = new Changes(changed, gone, moved);
    if (changes.isEmpty()) {
      return new None();
    }
    return obstacle(changes, shown, fulfilment, reduced)
        .<Amendment>map(refused -> refused)
        .orElse(changes);
  }

  private static Optional<Refused> obstacle(
      Changes changes, OdooOrder shown, OdooFulfilment fulfilment, Set<String> reduced) {
    if (shown.locked()) {
      return Optional.of(
          refused("changed-after-locking", shown, "it is locked", "unlock it, then redrive"));
    }
    Map<String, BigDecimal> wanted = new HashMap<>();
    changes.lines().forEach(line -> wanted.put(line.ref().name(), line.quantity()));
    changes.gone().forEach(line -> line.ref().ifPresent(ref -> wanted.put(ref, BigDecimal.ZERO)));
    for (Map.Entry<String, BigDecimal> line : wanted.entrySet()) {
      Optional<OdooFulfilment.Line> there = fulfilment.line(line.getKey());
      if (there.isEmpty()) {
        continue;
      }
      if (there.get().goods() && line.getValue().compareTo(there.get().delivered()) < 0) {
        return Optional.of(
            refused(
                "changed-after-shipping",
                shown,
                "%s pieces of a line are delivered, the shop now says %s"
                    .formatted(plain(there.get().delivered()), plain(line.getValue())),
                "take the goods back in Odoo by a return, then redrive; or refund them in the"
                    + " shop"));
      }
      if (there.get().invoiced().signum() != 0 && !reduced.contains(line.getKey())) {
        return Optional.of(
            refused(
                "changed-after-invoicing",
                shown,
                "a line that changed is invoiced",
                "credit the invoice in Odoo and invoice anew, or refund the difference in the"
                    + " shop"));
      }
    }
    boolean moved =
        changes.contacts().filter(contacts -> contacts.shipTo() != shown.shipTo()).isPresent();
    if (moved && shown.shipped()) {
      return Optional.of(
          refused(
              "address-changed-after-shipping",
              shown,
              "goods have left for the address before",
              "call the carrier, and change the address of what is still open by hand; then"
                  + " discard this message"));
    }
    return Optional.empty();
  }

  /** Lines that the bridge adds of its own, such as a rounding line, are not the shop's. */
  private static boolean isOfTheShop(OdooOrder.Line line) {
    return line.ref().filter(ref -> ref.matches(".*~line~[0-9]+")).isPresent();
  }

  private static boolean differs(
      OrderDraft.Line wanted, OdooOrder.Line line, OrderDraft draft, BigDecimal limit) {
    if (wanted.quantity().compareTo(line.quantity()) != 0 || !wanted.taxes().equals(line.taxes())) {
      return true;
    }
    BigDecimal net = Charged.of(wanted, draft).net();
    return cents(line.subtotal()).subtract(cents(net)).abs().compareTo(limit) > 0;
  }

  /** What the shop charges for a line. */
  record Charged(BigDecimal net, BigDecimal tax) {
    static Charged of(OrderDraft.Line wanted, OrderDraft draft) {
      String name = wanted.ref().name();
      String id = name.substring(name.lastIndexOf('~') + 1);
      return draft.order().lines().stream()
          .filter(line -> line.id().equals(id))
          .map(line -> new Charged(line.total(), line.totalTax()))
          .findFirst()
          .or(
              () ->
                  Stream.concat(
                          draft.order().shippingLines().stream(), draft.order().fees().stream())
                      .filter(charge -> charge.id().equals(id))
                      .map(charge -> new Charged(charge.total(), charge.totalTax()))
                      .findFirst())
          .orElse(new Charged(BigDecimal.ZERO, BigDecimal.ZERO));
    }
  }

  private static Refused refused(String code, OdooOrder shown, String why, String remedy) {
    return new Refused(
        new Problem.Business(
            code,
            "the shop has changed the order, but %s cannot follow: %s".formatted(shown.name(), why),
            remedy));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  private static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }
}
