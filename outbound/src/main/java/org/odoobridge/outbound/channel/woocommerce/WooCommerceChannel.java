package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.ShownAt;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * A WooCommerce shop. Simple products go by {@code products/batch}, variations by their parent's
 * {@code variations/batch}; every answer is compared with what was sent, since a batch takes
 * nonsense without a word. A number sent for a variation makes the shop manage that variation's
 * stock by itself, also where its parent did before: Odoo counts variants.
 */
public final class WooCommerceChannel implements Channel, AutoCloseable {
  /**
   * @param requestLimit longest time the shop may go on working on an unanswered request
   * @param lookupAgain when a SKU the shop did not have is looked for again
   * @param duplicates what is done with a SKU that several of the shop's products have
   */
  public record Settings(
      ChannelId id,
      Secret key,
      Secret secret,
      int batchLimit,
      boolean raiseAfterSweep,
      Duration requestLimit,
      Duration lookupAgain,
      DuplicateSkus duplicates) {}

  private final Settings settings;
  private final ChannelHttp http;
  private final Timers timers;
  private final TokenBucket bucket;
  private final ShopCatalog catalog;
  private final SaidNumbers said = new SaidNumbers();
  private final StockWriter writer;

  /**
   * @param bucket the lane's; pays for every request
   * @param disturbed told the SKUs of products that got another's number, since the shop had given
   *     our product's SKU away: they must be read and told again
   */
  public WooCommerceChannel(
      Settings settings,
      ChannelHttp http,
      ShopItemStore store,
      TokenBucket bucket,
      Timers timers,
      Consumer<Collection<Sku>> disturbed) {
    this.settings = settings;
    this.http = http;
    this.timers = timers;
    this.bucket = bucket;
    ShopApi api = new ShopApi(http, settings.key(), settings.secret(), bucket, timers);
    this.catalog = new ShopCatalog(settings.id(), api, store, settings.lookupAgain());
    this.writer = new StockWriter(settings, api, catalog, said, timers, disturbed);
  }

  @Override
  public ChannelId id() {
    return settings.id();
  }

  @Override
  public int batchLimit() {
    return settings.batchLimit();
  }

  /** Simple products go together, variations by their parent. */
  @Override
  public long requestOf(Sku sku) {
    return catalog.parentOf(sku);
  }

  @Override
  public boolean raiseAfterSweep() {
    return settings.raiseAfterSweep();
  }

  @Override
  public void lookAgain(Collection<Sku> skus) {
    skus.forEach(catalog::forget);
  }

  @Override
  public boolean readable() {
    return true;
  }

  @Override
  public List<ItemOutcome> send(List<DesiredStock> batch) {
    refundFirst();
    return writer.send(batch);
  }

  @Override
  public List<ReadBack> read(List<Sku> skus) {
    refundFirst();
    Map<Sku, List<JsonNode>> rows;
    try {
      rows = catalog.read(skus, timers.now());
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
    List<ReadBack> answers = new ArrayList<>();
    for (Sku sku : skus) {
      List<JsonNode> found = rows.getOrDefault(sku, List.of());
      if (!found.isEmpty()) {
        answers.add(new ReadBack(sku, shown(found)));
      }
    }
    return answers;
  }

  /** The number that all products of a SKU show; empty when they differ, or none may be told. */
  private OptionalLong shown(List<JsonNode> rows) {
    OptionalLong first = ItemAnswer.quantity(rows.getFirst());
    if (rows.size() == 1) {
      return first;
    }
    boolean same = settings.duplicates() == DuplicateSkus.ALL;
    for (JsonNode row : rows) {
      OptionalLong one = ItemAnswer.quantity(row);
      said.said(row.path("id").asLong(), one, timers.now());
      same &= one.equals(first);
    }
    return same ? first : OptionalLong.empty();
  }

  @Override
  public List<ShownAt> places(Sku sku) {
    return catalog.items(sku).stream().map(said::at).toList();
  }

  /** The lane has paid for one request already; each call pays for itself. */
  private void refundFirst() {
    bucket.spend(-1);
  }

  @Override
  public void close() {
    http.close();
  }
}
