package org.odoobridge.outbound;

import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.function.Consumer;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.webhook.StockWebhookChannel;
import org.odoobridge.outbound.channel.woocommerce.ShopItemStore;
import org.odoobridge.outbound.channel.woocommerce.WooCommerceChannel;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;

/** Makes the adapter a channel's configuration asks for. */
final class ChannelFactory {
  /** A batch of 100 whole products is about half a megabyte. */
  private static final int SHOP_ANSWER_BYTES = 16 * 1024 * 1024;

  private static final int RECEIVER_ANSWER_BYTES = 64 * 1024;

  private final Vertx vertx;
  private final ShopItemStore shopItems;
  private final Timers timers;

  ChannelFactory(Vertx vertx, ShopItemStore shopItems, Timers timers) {
    this.vertx = vertx;
    this.shopItems = shopItems;
    this.timers = timers;
  }

  /** An adapter and how to end it. */
  record Made(Channel channel, AutoCloseable close) {}

  /**
   * @param disturbed see {@link WooCommerceChannel}
   */
  Made make(
      ChannelConfig config, long epoch, TokenBucket bucket, Consumer<Collection<Sku>> disturbed) {
    return switch (config) {
      case WooCommerceChannelConfig woo -> {
        WooCommerceChannel channel = woo(woo, bucket, disturbed);
        yield new Made(channel, channel);
      }
      case StockWebhookConfig webhook -> {
        StockWebhookChannel channel = webhook(webhook, epoch, bucket);
        yield new Made(channel, channel);
      }
    };
  }

  private WooCommerceChannel woo(
      WooCommerceChannelConfig config, TokenBucket bucket, Consumer<Collection<Sku>> disturbed) {
    return new WooCommerceChannel(
        new WooCommerceChannel.Settings(
            config.id(),
            config.key(),
            config.secret(),
            config.batchLimit(),
            config.raiseAfterSweep(),
            config.requestLimit(),
            config.lookupAgain(),
            config.duplicateSkus()),
        new ChannelHttp(
            vertx,
            config.url(),
            new ChannelHttp.Limits(config.timeout(), config.rate().inFlight(), SHOP_ANSWER_BYTES)),
        shopItems,
        bucket,
        timers,
        disturbed);
  }

  private StockWebhookChannel webhook(StockWebhookConfig config, long epoch, TokenBucket bucket) {
    return new StockWebhookChannel(
        new StockWebhookChannel.Settings(
            config.id(),
            config.secrets(),
            epoch,
            config.batchLimit(),
            config.raiseAfterSweep(),
            config.requestLimit()),
        new ChannelHttp(
            vertx,
            config.url(),
            new ChannelHttp.Limits(
                config.timeout(), config.rate().inFlight(), RECEIVER_ANSWER_BYTES)),
        bucket,
        timers);
  }
}
