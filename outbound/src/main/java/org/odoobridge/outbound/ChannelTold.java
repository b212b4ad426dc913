package org.odoobridge.outbound;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.drift.Told;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;
import org.odoobridge.outbound.catalog.publish.CatalogLane;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.Listing;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelLane;

/**
 * What one channel was told, by its lanes and the journal.
 *
 * @param sharesSkus whether several of its products may have one SKU
 * @param products empty when only the stock of this channel is told
 */
record ChannelTold(
    ChannelId channel,
    Channel adapter,
    ChannelLane stock,
    boolean sharesSkus,
    CatalogStore store,
    PgSession odoo,
    @Nullable Products products)
    implements Told {

  /** The channel's products: their lane and their documents. */
  record Products(CatalogLane lane, ProductSource source) {}

  private static final String IN_STEP = "in-step";

  @Override
  public OptionalLong settledStock(Sku sku) {
    return stock
        .item(sku)
        .filter(item -> item.state().equals(IN_STEP))
        .map(item -> item.reported())
        .orElse(OptionalLong.empty());
  }

  @Override
  public List<Sku> acknowledgedStock() {
    return stock.acknowledged();
  }

  @Override
  public boolean knows(Sku sku) {
    return stock.item(sku).isPresent()
        || odoo.read(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select 1 from product_product where default_code = ? and active limit 1")) {
                statement.setString(1, sku.value());
                try (ResultSet row = statement.executeQuery()) {
                  return row.next();
                }
              }
            });
  }

  @Override
  public Map<Sku, OptionalLong> readStock(List<Sku> skus) {
    Map<Sku, OptionalLong> shown = new HashMap<>();
    int limit = adapter.batchLimit();
    for (int from = 0; from < skus.size(); from += limit) {
      adapter
          .read(new ArrayList<>(skus.subList(from, Math.min(skus.size(), from + limit))))
          .forEach(one -> shown.put(one.sku(), one.quantity()));
    }
    return shown;
  }

  @Override
  public void repairStock(Collection<Sku> skus) {
    stock.recheck(skus);
  }

  @Override
  public boolean publishesProducts() {
    return products != null;
  }

  @Override
  public Map<Long, Integer> owners(Collection<Long> shopIds) {
    return store.owners(channel, shopIds);
  }

  @Override
  public Map<Integer, Listing> listings(Collection<Integer> templates) {
    return store.listings(channel, templates);
  }

  @Override
  public List<Integer> listed(int afterId, int limit) {
    return store.listed(channel, afterId, limit);
  }

  @Override
  public List<DesiredProduct> desired(Collection<Integer> templates) {
    return products == null ? List.of() : products.source().read(templates);
  }

  @Override
  public void repairFields(
      int template, Set<ProductField> fields, Map<Integer, Set<ProductField>> variants) {
    if (products != null) {
      products.lane().rewrite(template, fields, variants);
    }
  }

  @Override
  public void makeAgain(int template, int product) {
    if (products != null) {
      products.lane().makeAgain(template, product);
    }
  }
}
