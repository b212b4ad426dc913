package org.odoobridge.app.preflight.database;

import java.util.List;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.ChannelConfig;
import org.odoobridge.outbound.projection.LotDates;
import org.odoobridge.outbound.projection.SourceShape;

/** Whether Odoo keeps the dates by which a channel leaves out lots. */
public final class LotCheck implements Check {
  private final ChannelConfig channel;
  private final PgUrl odoo;

  /**
   * @param odoo Odoo's database, as the bridge's own role
   */
  public LotCheck(ChannelConfig channel, PgUrl odoo) {
    this.channel = channel;
    this.odoo = odoo;
  }

  @Override
  public String about() {
    return "lots of " + channel.id();
  }

  @Override
  public List<Finding> look() {
    try (PgSession session = PgSession.open(odoo, "odoo-bridge check", 1)) {
      SourceShape shape = session.read(connection -> SourceShape.read(connection, ""));
      return LotDates.missing(channel.id().value(), channel.stock(), shape)
          .map(found -> List.of(Finding.problem(about(), found.message(), found.remedy())))
          .orElseGet(() -> List.of(Finding.ok(about(), "Odoo keeps the dates")));
    }
  }
}
