package org.odoobridge.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.conformance.harness.CatalogDatabase.Item;
import org.odoobridge.testkit.shop.ShopSimulator;

/** Publishes as connectors do: a request for each product and for each variation, in turn. */
final class NaivePublisher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final ShopSimulator shop;
  private final String authorization;
  private final Map<String, Integer> categories = new HashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();
  private int requests;

  NaivePublisher(ShopSimulator shop) {
    this.shop = shop;
    String key = shop.key() + ":" + shop.secret();
    authorization =
        "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  int requests() {
    return requests;
  }

  /** Creates all of them with their stock. */
  void create(List<Item> items) throws IOException, InterruptedException {
    for (Item item : items) {
      ObjectNode body = JSON.createObjectNode().put("name", item.name());
      body.put("description", item.text()).put("status", "publish");
      body.putArray("categories").addObject().put("id", category(item.category()));
      if (!item.image().isEmpty()) {
        body.putArray("images").addObject().put("src", "http://media/" + item.image() + ".jpg");
      }
      if (item.variants().isEmpty()) {
        body.put("sku", item.sku()).put("regular_price", item.price());
        body.put("manage_stock", true).put("stock_quantity", 10);
      } else {
        body.put("type", "variable");
        ObjectNode size = body.putArray("attributes").addObject().put("name", "Size");
        size.put("variation", true).put("visible", true);
        item.variants().keySet().forEach(option -> size.withArrayProperty("options").add(option));
      }
      String path = "/products/" + send("POST", "/products", body).path("id").asInt();
      if (item.variants().isEmpty()) {
        paths.put(item.sku(), path);
      }
      for (Map.Entry<String, String> variant : item.variants().entrySet()) {
        ObjectNode one = JSON.createObjectNode().put("sku", variant.getValue());
        one.put("regular_price", item.price()).put("manage_stock", true).put("stock_quantity", 10);
        one.putArray("attributes").addObject().put("name", "Size").put("option", variant.getKey());
        int id = send("POST", path + "/variations", one).path("id").asInt();
        paths.put(variant.getValue(), path + "/variations/" + id);
      }
    }
  }

  /** A new price for each SKU that was created. */
  void reprice(String price) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode().put("regular_price", price);
    for (String path : paths.values()) {
      send("PUT", path, body);
    }
  }

  private int category(String name) throws IOException, InterruptedException {
    Integer known = categories.get(name);
    if (known == null) {
      ObjectNode body = JSON.createObjectNode().put("name", name);
      known = send("POST", "/products/categories", body).path("id").asInt();
      categories.put(name, known);
    }
    return known;
  }

  private JsonNode send(String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    requests++;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/wp-json/wc/v3" + path))
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " gave " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }
}
