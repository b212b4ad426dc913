package org.odoobridge.conformance.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;

/** Counts a shop's requests by kind; must look often enough, since the shop's log is bounded. */
final class RequestTally {
  static final String LOOK_UP = "look-up";

  /** Stock of the live products alone, which is not what is measured. */
  static final String LIVE = "live stock";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ShopSimulator shop;
  private final Set<Integer> live = new HashSet<>();
  private final Map<String, Integer> byKind = new TreeMap<>();
  private long last;

  RequestTally(ShopSimulator shop) {
    this.shop = shop;
    shop.products().stream()
        .filter(product -> product.path("sku").asText().startsWith("LIVE-"))
        .forEach(product -> live.add(product.path("id").asInt()));
    look();
    byKind.clear();
  }

  /** Takes in what came since the last look. */
  void look() {
    List<RecordedRequest> log = shop.requests();
    for (RecordedRequest request : log) {
      if (request.sequence() > last) {
        byKind.merge(kind(request), 1, Integer::sum);
      }
    }
    last = log.isEmpty() ? last : log.getLast().sequence();
  }

  /** Number since the last call or the beginning, and forgets it. */
  Map<String, Integer> take() {
    look();
    Map<String, Integer> taken = new TreeMap<>(byKind);
    byKind.clear();
    return taken;
  }

  /** All but those for the live products. */
  static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum()
        - counts.getOrDefault(LIVE, 0);
  }

  private String kind(RecordedRequest request) {
    if (!request.writes()) {
      return LOOK_UP;
    }
    boolean batch = request.path().endsWith("/batch");
    if (!batch
        || request.path().contains("/categories")
        || request.path().contains("/attributes")) {
      return "terms";
    }
    JsonNode body = read(request.body());
    JsonNode updates = body.path("update");
    boolean stock = body.path("create").isEmpty() && updates.path(0).has("stock_quantity");
    if (request.path().endsWith("/variations/batch")) {
      return stock ? "stock of a parent" : "variations of a parent";
    }
    if (!stock) {
      return "products";
    }
    for (JsonNode update : updates) {
      if (!live.contains(update.path("id").asInt())) {
        return "stock";
      }
    }
    return LIVE;
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
