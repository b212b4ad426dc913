package org.odoobridge.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.apply.OrderRefunds;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.refund.CreditLoop;
import org.odoobridge.inbound.refund.CreditStep;
import org.odoobridge.inbound.refund.PgOrderHistory;
import org.odoobridge.inbound.refund.PgRefundBook;
import org.odoobridge.inbound.refund.RefundBook;
import org.odoobridge.inbound.refund.RefundDesk;
import org.odoobridge.inbound.refund.RefundPolicy;
import org.odoobridge.inbound.sweep.ShopReader;
import org.odoobridge.inbound.sweep.ShopWriter;

/** Everything about refunds, assembled: their part of an order's message, and what comes later. */
public final class RefundsModule implements Component {
  private final OrderRefunds desk;
  private final CreditLoop credits;

  /**
   * What the process provides.
   *
   * @param journal the bridge's own database, migrated
   * @param readers of the sources' shops
   * @param writers of those whose staff want notes
   * @param requestLimit after which Odoo has ended any request
   */
  public record Parts(
      PgSession journal,
      OdooDirectory directory,
      OdooRpc rpc,
      Function<ChannelId, Optional<ShopReader>> readers,
      Function<ChannelId, Optional<ShopWriter>> writers,
      Clock clock,
      RandomGenerator random,
      Duration requestLimit) {}

  public RefundsModule(InboundConfig config, Parts parts) {
    RefundBook book = new PgRefundBook(parts.journal());
    Map<ChannelId, RefundPolicy> policies = policies(config);
    OdooCalls calls = new OdooCalls(parts.rpc(), parts.random());
    RefundDesk refunds =
        new RefundDesk(
            policies,
            book,
            new ShopRefunds(parts.readers()),
            new PgOrderHistory(parts.journal()),
            parts.directory(),
            calls,
            parts.clock(),
            parts.requestLimit());
    this.desk = new TellingShop(refunds, parts.writers(), new ShopNotes(parts.journal()));
    this.credits =
        new CreditLoop(
            book,
            new CreditStep(policies, parts.directory(), calls, parts.clock(), parts.requestLimit()),
            parts.clock(),
            parts.requestLimit());
  }

  static Map<ChannelId, RefundPolicy> policies(InboundConfig config) {
    Map<ChannelId, RefundPolicy> policies = new HashMap<>();
    for (SourceConfig source : config.sources()) {
      policies.put(source.id(), source.refunds());
    }
    return policies;
  }

  /** The operational step, within the messages of orders. */
  public OrderRefunds desk() {
    return desk;
  }

  @Override
  public String name() {
    return "refunds";
  }

  @Override
  public void start() {
    credits.start();
  }

  @Override
  public void stop(Duration deadline) {
    credits.stop(deadline);
  }
}
