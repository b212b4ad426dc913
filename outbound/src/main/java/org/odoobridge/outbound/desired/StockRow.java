package org.odoobridge.outbound.desired;

import java.math.BigDecimal;
import java.util.Map;

/**
 * One product in the console's stock table.
 *
 * @param onHand all that lies in internal locations of Odoo, whatever the channel
 * @param desired units each channel should show, by channel id; those that publish it only
 */
public record StockRow(String sku, String name, BigDecimal onHand, Map<String, Long> desired) {
  public StockRow {
    desired = Map.copyOf(desired);
  }
}
