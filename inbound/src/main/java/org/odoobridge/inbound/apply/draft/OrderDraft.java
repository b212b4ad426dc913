package org.odoobridge.inbound.apply.draft;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * A channel order with everything it points to found in Odoo, ready to be loaded.
 *
 * @param company whose books it enters
 * @param header fields of the order but for its contacts: field of the import → value
 * @param taxByTax what the channel charged by Odoo tax
 */
public record OrderDraft(
    ChannelOrder order,
    ExternalRef ref,
    int company,
    Map<String, String> header,
    List<Line> lines,
    Map<Integer, BigDecimal> taxByTax) {
  public OrderDraft {
    header = Map.copyOf(header);
    lines = List.copyOf(lines);
    taxByTax = Map.copyOf(taxByTax);
  }

  /** One line of the order. */
  public record Line(
      ExternalRef ref,
      int product,
      int uom,
      String name,
      BigDecimal quantity,
      LinePrice price,
      Set<Integer> taxes) {}
}
