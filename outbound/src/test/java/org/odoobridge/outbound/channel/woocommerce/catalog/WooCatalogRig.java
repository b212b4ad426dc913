package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.publish.Documents;
import org.odoobridge.outbound.catalog.publish.LaneRig;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.site.WooVersion;

/** A catalogue lane that writes to a simulated shop. */
final class WooCatalogRig implements AutoCloseable {
  private static final Vertx VERTX = Vertx.vertx();
  static final String MEDIA = "https://bridge.example";
  final ShopSimulator shop;
  final MemoryCache cache = new MemoryCache();
  final LaneRig lane;

  /** What the lane speaks to; passes everything on. */
  final IllShop front;

  /** What the stock's lane would tell. */
  final Map<Sku, Long> stock = new ConcurrentHashMap<>();

  private final ChannelHttp http;

  WooCatalogRig(WooVersion version) {
    this(version, Duration.ofSeconds(30));
  }

  WooCatalogRig(WooVersion version, Duration timeout) {
    shop = ShopSimulator.start(VERTX, ShopOptions.defaults().withVersion(version));
    front = new IllShop(VERTX, shop);
    http =
        new ChannelHttp(
            VERTX, URI.create(front.url()), new ChannelHttp.Limits(timeout, 1, 16 << 20));
    lane = new LaneRig(this::channel);
  }

  WooCatalogChannel channel(LaneRig rig) {
    return new WooCatalogChannel(
        new CatalogSettings(
            Documents.SHOP,
            100,
            true,
            Optional.of(MEDIA),
            Duration.ofMinutes(2),
            sku -> stock.containsKey(sku) ? OptionalLong.of(stock.get(sku)) : OptionalLong.empty()),
        new ShopHttp(http, Secret.of(shop.key()), Secret.of(shop.secret()), () -> {}, rig),
        rig.store,
        cache,
        rig);
  }

  /** The bridge ends and begins anew. */
  void restart() {
    lane.restart(channel(lane));
  }

  ObjectNode bySku(String sku) {
    List<ObjectNode> found =
        shop.products().stream().filter(p -> p.path("sku").asText().equals(sku)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " products have the SKU " + sku);
    }
    return found.getFirst();
  }

  List<String> skus() {
    return shop.products().stream().map(p -> p.path("sku").asText()).toList();
  }

  List<RecordedRequest> writes() {
    return shop.requests().stream().filter(r -> !r.method().equals("GET")).toList();
  }

  static long mediaId(JsonNode product, int index) {
    return product.path("images").path(index).path("id").asLong();
  }

  @Override
  public void close() {
    http.close();
    front.close();
    shop.close();
  }
}
