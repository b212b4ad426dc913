package org.odoobridge.outbound;

import java.util.List;

/**
 * Some products with what channels should and do show, by SKU.
 *
 * @param total products that were found, on whatever page
 */
public record ShownPage(int total, List<ShownStock> rows) {
  public ShownPage {
    rows = List.copyOf(rows);
  }
}
