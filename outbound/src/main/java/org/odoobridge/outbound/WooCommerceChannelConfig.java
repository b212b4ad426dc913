package org.odoobridge.outbound;

import java.net.URI;
import java.time.Duration;
import org.odoobridge.core.config.ConfigType;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.StockPolicy;

/**
 * A WooCommerce shop that shows our stock.
 *
 * @param url the shop's address, such as {@code https://shop.example}; plain http on this machine
 *     only, since the key would travel readable
 * @param key consumer key with read and write access ({@code ck_…})
 * @param secret consumer secret ({@code cs_…})
 * @param stock which stock it may sell
 * @param raiseAfterSweep increases wait for a look at the shop's newest orders
 * @param timeout longest wait for one answer
 * @param batchLimit products per request, at most 100
 * @param parkedRetry a refused item is tried again after this
 * @param requestLimit longest time the shop goes on working on a request after we stopped waiting
 * @param lookupAgain a SKU the shop did not have is looked for again after this
 * @param duplicateSkus what is done with a SKU that several of the shop's products have
 * @param catalog its products, if they come from Odoo
 * @param prices its prices, if they come from Odoo
 * @param drift how the shop is read back and repaired
 */
@ConfigType("woocommerce")
public record WooCommerceChannelConfig(
    ChannelId id,
    URI url,
    Secret key,
    Secret secret,
    StockPolicy stock,
    @Default("true") boolean raiseAfterSweep,
    @Default("30s") Duration timeout,
    @Default("100") int batchLimit,
    @Default("{ perSecond: 10, inFlight: 1 }") RateConfig rate,
    @Default("") RetryConfig retry,
    @Default("") BreakerConfig breaker,
    @Default("1h") Duration parkedRetry,
    @Default("2m") Duration requestLimit,
    @Default("15m") Duration lookupAgain,
    @Default("park") DuplicateSkus duplicateSkus,
    @Default("") CatalogConfig catalog,
    @Default("") PricesConfig prices,
    @Default("") DriftConfig drift)
    implements ChannelConfig {
  private static final int SHOPS_LIMIT = 100;

  public WooCommerceChannelConfig {
    ChannelHttp.refuse(url.toString())
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException("url: " + reason);
            });
    if (!"https".equalsIgnoreCase(url.getScheme()) && !ChannelHttp.isLoopback(url)) {
      throw new IllegalArgumentException(
          "url: '" + url + "' must be https, or the key would travel readable");
    }
    if (batchLimit < 1 || batchLimit > SHOPS_LIMIT) {
      throw new IllegalArgumentException("batchLimit must be 1 to 100, WooCommerce's own limit");
    }
    ChannelConfig.positive("timeout", timeout);
    ChannelConfig.positive("parkedRetry", parkedRetry);
    ChannelConfig.positive("requestLimit", requestLimit);
    ChannelConfig.positive("lookupAgain", lookupAgain);
  }

  @Override
  public String typeName() {
    return "woocommerce";
  }
}
