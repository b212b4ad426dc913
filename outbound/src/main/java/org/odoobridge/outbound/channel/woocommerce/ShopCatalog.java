package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the shop keeps each SKU: found by asking it, remembered in memory and in the journal, asked
 * again when an answer proved it wrong, or some time after the shop had none.
 */
final class ShopCatalog {
  private static final Logger LOG = LoggerFactory.getLogger(ShopCatalog.class);

  /** What the shop has under one SKU. */
  sealed interface Place {
    record At(ShopItem item) implements Place {}

    record Nowhere() implements Place {}

    /** Several products have it, as old versions and plugins for languages allow. */
    record Several(List<ShopItem> items) implements Place {}
  }

  private final ChannelId channel;
  private final ShopApi api;
  private final ShopItemStore store;
  private final Duration lookupAgain;
  private final Map<Sku, ShopItem> known = new ConcurrentHashMap<>();
  private final Map<Sku, List<ShopItem>> several = new ConcurrentHashMap<>();

  ShopCatalog(ChannelId channel, ShopApi api, ShopItemStore store, Duration lookupAgain) {
    this.channel = channel;
    this.api = api;
    this.store = store;
    this.lookupAgain = lookupAgain;
    store.load(channel).forEach(item -> known.put(item.sku(), item));
  }

  /** Places of all SKUs; asks the shop about those not known. Throws {@link ShopFailure}. */
  Map<Sku, Place> locate(Collection<Sku> skus, Instant now) {
    Map<Sku, Place> places = new LinkedHashMap<>();
    List<Sku> ask = new ArrayList<>();
    for (Sku sku : skus) {
      List<ShopItem> all = several.get(sku);
      ShopItem item = known.get(sku);
      if (all != null) {
        places.put(sku, new Place.Several(all));
      } else if (item != null && item.found()) {
        places.put(sku, new Place.At(item));
      } else if (item != null && item.lookedUpAt().plus(lookupAgain).isAfter(now)) {
        places.put(sku, new Place.Nowhere());
      } else {
        ask.add(sku);
      }
    }
    if (!ask.isEmpty()) {
      places.putAll(remember(ask, api.find(ask), now));
    }
    return places;
  }

  /** What the shop shows for these SKUs, by asking it; several rows for a SKU it has twice. */
  Map<Sku, List<JsonNode>> read(List<Sku> skus, Instant now) {
    List<Sku> ask = skus.stream().filter(sku -> !missingLately(sku, now)).toList();
    List<JsonNode> found = api.find(ask);
    Map<Sku, Place> unused = remember(ask, found, now);
    return bySku(found);
  }

  /** The parent of a SKU that is known to be a variation, else 0; asks nobody. */
  long parentOf(Sku sku) {
    ShopItem item = known.get(sku);
    return item == null ? 0 : item.parent();
  }

  /** The shop's answer did not fit: look the SKU up anew. */
  void forget(Sku sku) {
    known.remove(sku);
    several.remove(sku);
  }

  /** Where the shop has a SKU, as far as is known; asks nobody. */
  List<ShopItem> items(Sku sku) {
    ShopItem item = known.get(sku);
    return several.getOrDefault(sku, item == null || !item.found() ? List.of() : List.of(item));
  }

  private boolean missingLately(Sku sku, Instant now) {
    ShopItem item = known.get(sku);
    return item != null && !item.found() && item.lookedUpAt().plus(lookupAgain).isAfter(now);
  }

  private Map<Sku, Place> remember(List<Sku> asked, List<JsonNode> found, Instant now) {
    Map<Sku, List<JsonNode>> bySku = bySku(found);
    Map<Sku, Place> places = new HashMap<>();
    List<ShopItem> save = new ArrayList<>();
    for (Sku sku : asked) {
      List<JsonNode> rows = bySku.getOrDefault(sku, List.of());
      if (rows.size() > 1) {
        List<ShopItem> all = rows.stream().map(row -> item(sku, row, now)).toList();
        known.remove(sku);
        several.put(sku, all);
        places.put(sku, new Place.Several(all));
        // One place a SKU is remembered over a restart: of several, that they are to be looked up.
        save.add(new ShopItem(sku, ShopItem.NONE, 0, Instant.EPOCH));
        continue;
      }
      ShopItem item =
          rows.isEmpty()
              ? new ShopItem(sku, ShopItem.NONE, 0, now)
              : item(sku, rows.getFirst(), now);
      several.remove(sku);
      known.put(sku, item);
      save.add(item);
      places.put(sku, item.found() ? new Place.At(item) : new Place.Nowhere());
    }
    save(save);
    return places;
  }

  private void save(List<ShopItem> items) {
    try {
      store.save(channel, items);
    } catch (SqlFailure e) {
      // Only a cache: the next start asks the shop again.
      LOG.atWarn()
          .addKeyValue("channel", channel)
          .addKeyValue("problem", e.getMessage())
          .log("shop.items.not.remembered");
    }
  }

  private static ShopItem item(Sku sku, JsonNode row, Instant now) {
    return new ShopItem(sku, row.path("id").asLong(), parentOf(row), now);
  }

  private static long parentOf(JsonNode row) {
    return row.path("type").asText("").equals("variation") ? row.path("parent_id").asLong(0) : 0;
  }

  private static Map<Sku, List<JsonNode>> bySku(List<JsonNode> rows) {
    Map<Sku, List<JsonNode>> result = new HashMap<>();
    for (JsonNode row : rows) {
      String sku = row.path("sku").asText("");
      if (!sku.isBlank()) {
        result.computeIfAbsent(new Sku(sku), key -> new ArrayList<>()).add(row);
      }
    }
    return result;
  }
}
