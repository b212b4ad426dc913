package org.odoobridge.inbound;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.config.ConfigType;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.dedup.StockStatuses;
import org.odoobridge.inbound.refund.RefundPolicy;
import org.odoobridge.inbound.sweep.ShopAccess;
import org.odoobridge.inbound.sweep.SweepConfig;

/**
 * A WooCommerce shop.
 *
 * @param id its webhooks come to {@code /hooks/woocommerce/ID}
 * @param url the shop's address, without {@code /wp-json}; https, or http on loopback
 * @param key REST consumer key, read/write for webhooks
 * @param secret of the key
 * @param webhookSecrets all secrets that may sign; the first one signs webhooks the bridge makes
 * @param webhookUrl this bridge's webhook address as the shop reaches it; empty = webhooks are made
 *     by a person, and only mended by the bridge
 * @param sweepEvery between steady sweeps for orders no webhook brought
 * @param sweepOverlap how far each sweep looks back before the one before
 * @param sweepFirst how far the very first sweep looks back
 * @param timeout of one request to the shop
 * @param stockStatuses further order statuses in which the shop has taken the stock
 * @param orders how its orders are entered into Odoo
 * @param refunds how its refunds are carried out in Odoo
 * @param notes whether the shop's staff are told by a note on the order where Odoo goes another way
 */
@ConfigType("woocommerce")
public record WooSource(
    ChannelId id,
    URI url,
    Secret key,
    Secret secret,
    List<Secret> webhookSecrets,
    @Default("") String webhookUrl,
    @Default("60s") Duration sweepEvery,
    @Default("5m") Duration sweepOverlap,
    @Default("1d") Duration sweepFirst,
    @Default("30s") Duration timeout,
    @Default("[]") List<String> stockStatuses,
    @Default("") OrderPolicy orders,
    @Default("") RefundPolicy refunds,
    @Default("true") boolean notes)
    implements SourceConfig {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public WooSource {
    webhookSecrets = List.copyOf(webhookSecrets);
    stockStatuses = List.copyOf(stockStatuses);
    if (url.getHost() == null
        || !("https".equals(url.getScheme())
            || ("http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost())))) {
      throw new IllegalArgumentException(
          "'"
              + url
              + "' must be https: over plain http a shop ignores the key, and it would be"
              + " readable on the way");
    }
    if (url.getPath().endsWith("/")) {
      url = URI.create(url.toString().replaceAll("/+$", ""));
    }
    if (webhookSecrets.isEmpty()) {
      throw new IllegalArgumentException("webhookSecrets needs at least one secret");
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be above zero");
    }
    // Checked here, so that a wrong value is reported at its place.
    SweepConfig unused = new SweepConfig(sweepEvery, sweepOverlap, sweepFirst);
  }

  /** In which statuses the shop has taken the stock. */
  StockStatuses stock() {
    return new StockStatuses(Set.copyOf(stockStatuses), orders.noOrders());
  }

  SweepConfig sweeps() {
    return new SweepConfig(sweepEvery, sweepOverlap, sweepFirst);
  }

  ShopAccess access() {
    return new ShopAccess(url, key, secret, timeout);
  }
}
