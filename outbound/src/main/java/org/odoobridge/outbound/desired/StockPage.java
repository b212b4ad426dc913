package org.odoobridge.outbound.desired;

import java.util.List;

/**
 * Some rows of the stock table, by SKU.
 *
 * @param total rows that were found, on whatever page
 */
public record StockPage(int total, List<StockRow> rows) {
  public StockPage {
    rows = List.copyOf(rows);
  }
}
