package org.odoobridge.outbound.catalog.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.config.Default;

/**
 * Which products may be ordered beyond their stock, and below what number they are low: the key
 * {@code catalog.backorders}.
 *
 * @param from whether Odoo says it
 * @param allowed what the shop says where Odoo goes on selling
 * @param rules what is said of some products instead; the most specific one counts
 */
public record BackordersConfig(
    @Default("auto") From from,
    @Default("notify") Allowed allowed,
    @Default("") List<BackorderRule> rules) {
  /** Whether Odoo's own settings count. */
  public enum From {
    /** They do where {@code website_sale_stock} is installed. */
    AUTO,
    /** They never do. */
    NONE
  }

  /** How a shop allows backorders. */
  public enum Allowed {
    /** Customers are told that they wait. */
    NOTIFY,
    /** Nothing is said. */
    YES
  }

  public BackordersConfig {
    rules = List.copyOf(rules);
    Set<String> targets = new HashSet<>();
    for (BackorderRule rule : rules) {
      if (!targets.add(rule.sku() + "\n" + rule.category())) {
        throw new IllegalArgumentException("rules: two rules for the same; keep one");
      }
    }
  }

  /** Odoo's own settings, where it has them. */
  public static BackordersConfig byDefault() {
    return new BackordersConfig(From.AUTO, Allowed.NOTIFY, List.of());
  }
}
