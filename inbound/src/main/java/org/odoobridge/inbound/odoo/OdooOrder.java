package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sale order as Odoo's database shows it.
 *
 * @param name Odoo's number, e.g. {@code S00012}
 * @param date {@code date_order}
 * @param shipped whether any of its pickings is done
 * @param locked whether people have closed it for changes
 * @param datedByConfirming whether its date can be the moment of its confirmation, which Odoo puts
 *     there, rather than one that a channel or a person gave
 */
public record OdooOrder(
    int id,
    String name,
    State state,
    Instant date,
    int partner,
    int invoiceTo,
    int shipTo,
    BigDecimal net,
    BigDecimal tax,
    BigDecimal gross,
    List<Line> lines,
    boolean shipped,
    boolean locked,
    boolean datedByConfirming) {
  public OdooOrder {
    lines = List.copyOf(lines);
  }

  /** Where an order stands. */
  public enum State {
    /** Draft or sent quotation. */
    OPEN,
    /** Confirmed, locked or not. */
    CONFIRMED,
    CANCELLED;

    static State of(String state) {
      return switch (state) {
        case "draft", "sent" -> OPEN;
        case "sale", "done" -> CONFIRMED;
        case "cancel" -> CANCELLED;
        default -> throw new IllegalStateException("unknown state of a sale order: " + state);
      };
    }
  }

  /**
   * One line.
   *
   * @param ref name of our external id; empty for a line that others added
   * @param subtotal net
   * @param taxes ids of its taxes
   */
  public record Line(
      int id,
      Optional<String> ref,
      int product,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal discount,
      BigDecimal subtotal,
      BigDecimal tax,
      BigDecimal invoiced,
      Set<Integer> taxes) {
    public Line {
      taxes = Set.copyOf(taxes);
    }
  }

  public boolean invoiced() {
    return lines.stream().anyMatch(line -> line.invoiced().signum() != 0);
  }
}
