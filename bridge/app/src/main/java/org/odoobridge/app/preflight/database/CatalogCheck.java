package org.odoobridge.app.preflight.database;

import java.util.ArrayList;
import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.WooCommerceChannelConfig;
import org.odoobridge.outbound.catalog.coupon.read.OdooProgramReader;
import org.odoobridge.outbound.catalog.read.OdooProductReader;

/**
 * Whether Odoo has what a channel's catalogue names: columns, categories, companies, taxes,
 * programs.
 */
public final class CatalogCheck implements Check {
  private final WooCommerceChannelConfig channel;
  private final PgUrl odoo;

  /**
   * @param odoo Odoo's database, as the bridge's own role
   */
  public CatalogCheck(WooCommerceChannelConfig channel, PgUrl odoo) {
    this.channel = channel;
    this.odoo = odoo;
  }

  @Override
  public String about() {
    return "catalogue of " + channel.id();
  }

  @Override
  public List<Finding> look() {
    try (PgSession session = PgSession.open(odoo, "odoo-bridge check", 1)) {
      OdooProductReader reader = new OdooProductReader(channel.id(), channel.catalog(), session);
      List<Finding> findings = new ArrayList<>();
      List<String> problems = new ArrayList<>(reader.problems());
      if (channel.catalog().coupons().isOn()) {
        problems.addAll(
            new OdooProgramReader(
                    channel.catalog().coupons(), channel.prices().pricelist(), session)
                .read()
                .problems());
      }
      for (String problem : problems) {
        int remedy = problem.lastIndexOf("; ");
        findings.add(
            Finding.problem(
                about(),
                "catalog." + problem.substring(0, remedy),
                problem.substring(remedy + "; ".length())));
      }
      if (findings.isEmpty()) {
        findings.add(Finding.ok(about(), reader.count() + " products of Odoo are selected"));
      }
      return List.copyOf(findings);
    }
  }
}
