package org.odoobridge.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.capture.TransactionHandler;
import org.odoobridge.outbound.catalog.coupon.CouponLane;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.catalog.model.ImageSource;
import org.odoobridge.outbound.catalog.model.ProductSource;
import org.odoobridge.outbound.catalog.model.StoredImage;
import org.odoobridge.outbound.catalog.publish.CatalogEnvironment;
import org.odoobridge.outbound.catalog.publish.CatalogLane;
import org.odoobridge.outbound.catalog.publish.CatalogPace;
import org.odoobridge.outbound.catalog.publish.CatalogPlan;
import org.odoobridge.outbound.catalog.publish.CatalogPlanner;
import org.odoobridge.outbound.catalog.publish.CatalogStatus;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.ParkedProduct;
import org.odoobridge.outbound.catalog.publish.PgCatalogStore;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogCache;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogSettings;
import org.odoobridge.outbound.channel.woocommerce.catalog.PgCatalogCache;
import org.odoobridge.outbound.channel.woocommerce.catalog.WooCatalogChannel;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.delivery.SystemTimers;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products of the channels whose catalogue the bridge publishes: one lane each while this node
 * leads, beside the channel's stock, with which it shares the rate.
 */
public final class CatalogDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogDesk.class);

  /** A shop takes its time for 100 new products with their pictures. */
  private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(90);

  /** Behind busy stock the catalogue takes one turn in this time. */
  private static final Duration LONGEST_YIELD = Duration.ofSeconds(2);

  private static final int ANSWER_BYTES = 32 * 1024 * 1024;

  private final Vertx vertx;
  private final PgSession odoo;
  private final SystemTimers timers;
  private final ImageSource images;
  private final CatalogStore store;
  private final CatalogCache cache;
  private final CatalogFeed feed;
  private final CouponDesk coupons;
  private final Map<ChannelId, WooCommerceChannelConfig> published = new LinkedHashMap<>();
  private volatile Map<ChannelId, Open> open = Map.of();

  private record Open(
      CatalogLane lane, ProductSource source, CatalogPlanner planner, AutoCloseable close) {}

  CatalogDesk(
      OutboundConfig config,
      OutboundModule.Surroundings around,
      PgSession odoo,
      SystemTimers timers,
      TransactionHandler next) {
    this.vertx = around.vertx();
    this.odoo = odoo;
    this.timers = timers;
    this.images = around.images();
    this.store = new PgCatalogStore(around.journal());
    this.cache = new PgCatalogCache(around.journal());
    this.feed = new CatalogFeed(next, odoo);
    this.coupons = new CouponDesk(odoo, around.journal(), store, timers);
    for (ChannelConfig channel : config.channels()) {
      switch (channel) {
        case WooCommerceChannelConfig woo -> {
          if (woo.catalog().publish()) {
            published.put(woo.id(), woo);
          }
        }
        case StockWebhookConfig webhook -> {}
      }
    }
  }

  /** Before anything is captured. */
  void start() {
    if (!published.isEmpty()) {
      feed.start();
    }
  }

  /** For good; see {@link #stop} for the end of a lead. */
  void close() {
    feed.stop();
  }

  /** What transactions go through on their way to the stock's flow. */
  TransactionHandler feed() {
    return feed;
  }

  /** Who is told of products whose documents may have changed for other reasons than rows. */
  CatalogSink sink() {
    return feed;
  }

  /** Odoo's tables look otherwise than before: every product is compared again. */
  void reshaped(String how) {
    feed.reshaped(how);
  }

  /**
   * This node leads. Blocks while it reads what belongs to which template.
   *
   * @param stock the channels' stock lanes
   * @param buckets the channels' rates
   * @param source reads a channel's documents
   */
  void lead(
      long epoch,
      Map<ChannelId, ChannelLane> stock,
      Map<ChannelId, TokenBucket> buckets,
      Function<WooCommerceChannelConfig, ProductSource> source) {
    if (published.isEmpty()) {
      return;
    }
    feed.load();
    Map<ChannelId, Open> lanes = new LinkedHashMap<>();
    published.forEach(
        (id, config) -> {
          ChannelLane stockLane = stock.get(id);
          TokenBucket bucket = buckets.get(id);
          if (stockLane != null && bucket != null) {
            lanes.put(id, open(epoch, config, stockLane, bucket, source.apply(config)));
          }
        });
    open = Map.copyOf(lanes);
    feed.lanes(lanes.values().stream().map(Open::lane).toList());
    lanes.values().forEach(one -> one.lane().start());
    feed.coupons(coupons.start());
  }

  private Open open(
      long epoch,
      WooCommerceChannelConfig config,
      ChannelLane stock,
      TokenBucket bucket,
      ProductSource source) {
    Duration timeout =
        config.timeout().compareTo(LEAST_TIMEOUT) > 0 ? config.timeout() : LEAST_TIMEOUT;
    ChannelHttp http =
        new ChannelHttp(vertx, config.url(), new ChannelHttp.Limits(timeout, 1, ANSWER_BYTES));
    CatalogPace pace = new CatalogPace(bucket, timers, stock::wantsToSend, LONGEST_YIELD);
    String mediaUrl = config.catalog().mediaUrl();
    ShopHttp shop = new ShopHttp(http, config.key(), config.secret(), pace::pay, timers);
    WooCatalogChannel channel =
        new WooCatalogChannel(
            new CatalogSettings(
                config.id(),
                config.batchLimit(),
                config.catalog().globalAttributes(),
                mediaUrl.isEmpty() ? Optional.empty() : Optional.of(mediaUrl),
                config.requestLimit(),
                stock::wanted),
            shop,
            store,
            cache,
            timers);
    CatalogLane lane =
        new CatalogLane(
            channel,
            epoch,
            config.lane(),
            new CatalogEnvironment(
                source,
                store,
                timers,
                RandomGenerator.of("L64X128MixRandom"),
                skus -> created(config.id(), stock, skus),
                stock::present));
    if (config.catalog().dryRun()) {
      lane.pause("catalog.dryRun is on: nothing is written");
    }
    coupons.open(epoch, config, shop);
    return new Open(lane, source, new CatalogPlanner(source, store, channel), http);
  }

  /** The channel has more products: their stock follows at once, and coupons that name them. */
  private void created(ChannelId channel, ChannelLane stock, Collection<Sku> skus) {
    stock.told(skus);
    coupons.lane(channel).ifPresent(CouponLane::productsChanged);
  }

  /** Ends the lanes of the present lead; their last answers get {@code deadline}. */
  void stop(Duration deadline) {
    Collection<Open> ending = open.values();
    open = Map.of();
    feed.lanes(List.of());
    feed.coupons(List.of());
    coupons.stop(deadline);
    for (Open one : ending) {
      try {
        one.lane().stop(deadline);
        one.close().close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception e) {
        LOG.atWarn().addKeyValue("problem", e.toString()).log("catalog.not.closed");
      }
    }
  }

  /** The lane of a channel's products and their documents; empty when they are not published. */
  Optional<ChannelTold.Products> products(ChannelId channel) {
    return find(channel).map(one -> new ChannelTold.Products(one.lane(), one.source()));
  }

  /** Promotions, where they are coupons of channels. */
  public CouponDesk coupons() {
    return coupons;
  }

  /** What channels acknowledged. */
  CatalogStore store() {
    return store;
  }

  void pause(ChannelId channel, String reason) {
    find(channel).ifPresent(one -> one.lane().pause(reason));
    coupons.lane(channel).ifPresent(lane -> lane.pause(reason));
  }

  void pauseAll(String reason) {
    open.values().forEach(one -> one.lane().pause(reason));
    coupons.pauseAll(reason);
  }

  void resume(ChannelId channel) {
    WooCommerceChannelConfig config = published.get(channel);
    if (config != null && !config.catalog().dryRun()) {
      find(channel).ifPresent(one -> one.lane().resume());
      coupons.lane(channel).ifPresent(CouponLane::resume);
    }
  }

  Health health(ChannelId channel) {
    Health ofCoupons = coupons.lane(channel).map(CouponLane::health).orElse(Health.UP);
    Health ofProducts = find(channel).map(one -> one.lane().health()).orElse(Health.UP);
    return ofProducts.equals(Health.UP) ? ofCoupons : ofProducts;
  }

  /** Channels whose catalogue the bridge publishes. */
  public List<ChannelId> channels() {
    return new ArrayList<>(published.keySet());
  }

  /** Empty when this node does not publish this channel's products now. */
  public Optional<CatalogStatus> status(ChannelId channel) {
    return find(channel).map(one -> one.lane().status());
  }

  /** Products the channel will not take. */
  public List<ParkedProduct> parked(ChannelId channel) {
    return find(channel).map(one -> one.lane().parked()).orElse(List.of());
  }

  /** Compares every product once more, in the background; false when there is no such lane. */
  public boolean publish(ChannelId channel, String reason) {
    find(channel).ifPresent(one -> one.lane().dirtyAll(reason));
    coupons.lane(channel).ifPresent(CouponLane::changed);
    return find(channel).isPresent();
  }

  /** Tries all parked products and coupons again; returns how many. */
  public int redriveAll(ChannelId channel) {
    return find(channel).map(one -> one.lane().redriveAll()).orElse(0)
        + coupons.lane(channel).map(CouponLane::redriveAll).orElse(0);
  }

  /** Tries one parked product again; returns whether it was parked. */
  public boolean redrive(ChannelId channel, int template) {
    return find(channel).map(one -> one.lane().redrive(template)).orElse(false);
  }

  /** What publishing would change; empty when this node does not publish this channel now. */
  public Optional<CatalogPlan> plan(ChannelId channel, int after, int limit) {
    return find(channel).map(one -> one.planner().page(after, limit));
  }

  private Optional<Open> find(ChannelId channel) {
    return Optional.ofNullable(open.get(channel));
  }

  /** An image's content. */
  public record Media(Buffer content, String mimeType) {}

  private record Found(StoredImage stored, String mimeType) {}

  /**
   * The product image of this content hash; empty when Odoo has none. Only originals of product
   * images are given away: whoever knows a hash has seen the image.
   *
   * @throws IOException when its bytes cannot be read
   */
  public Optional<Media> media(String hash) throws IOException {
    if (published.isEmpty() || !hash.matches("[0-9a-f]{40}")) {
      return Optional.empty();
    }
    Optional<Found> image =
        odoo.read(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select res_model, res_id, res_field, coalesce(mimetype, '')"
                          + " from ir_attachment where checksum = ?"
                          + " and res_model in"
                          + " ('product.template', 'product.product', 'product.image')"
                          + " and res_field in ('image_1920', 'image_variant_1920')"
                          + " order by id limit 1")) {
                statement.setString(1, hash);
                try (ResultSet row = statement.executeQuery()) {
                  return row.next()
                      ? Optional.of(
                          new Found(
                              new StoredImage(
                                  hash, row.getString(1), row.getInt(2), row.getString(3)),
                              row.getString(4)))
                      : Optional.<Found>empty();
                }
              }
            });
    return image.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Media(Buffer.buffer(images.read(image.get().stored())), image.get().mimeType()));
  }
}
