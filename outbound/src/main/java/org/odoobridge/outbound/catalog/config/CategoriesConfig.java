package org.odoobridge.outbound.catalog.config;

import java.util.List;
import org.odoobridge.core.config.Default;

/**
 * Where the shop's category tree comes from.
 *
 * @param from which of Odoo's trees
 * @param roots complete names that are not shown: what lies below them becomes the top; the longest
 *     that fits counts
 */
public record CategoriesConfig(
    @Default("auto") From from, @Default("['All / Saleable', All]") List<String> roots) {
  /** One of Odoo's category trees. */
  public enum From {
    /** The website's where it is installed, else the internal one. */
    AUTO,
    /** The one category every product has for accounting and stock. */
    INTERNAL,
    /** The website's, of which a product may have several. */
    WEBSITE
  }

  public CategoriesConfig {
    roots = List.copyOf(roots);
  }

  public static CategoriesConfig byDefault() {
    return new CategoriesConfig(From.AUTO, List.of("All / Saleable", "All"));
  }
}
