package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;

/** The few calls of WooCommerce's REST API v3 that stock needs; each throws {@link ShopFailure}. */
final class ShopApi {
  /** What the query's SKUs may add to the URL; servers refuse lines of 8 kB. */
  private static final int LONGEST_QUERY = 3_000;

  private static final int PAGE = 100;

  /** SKUs a question: their products fill one page, with room for some that have one twice. */
  private static final int SKUS = 80;

  private static final int MOST_PAGES = 5;
  private static final String PRODUCTS = "/products";
  private static final String FIELDS =
      "&_fields=id,parent_id,type,sku,manage_stock,stock_quantity&per_page=" + PAGE;
  private static final JsonFactory JSON = new JsonFactory();

  /** One number to write. */
  record Update(long id, long quantity) {}

  private final ShopHttp shop;

  ShopApi(ChannelHttp http, Secret key, Secret secret, TokenBucket bucket, Timers timers) {
    this.shop = new ShopHttp(http, key, secret, () -> bucket.spend(1), timers);
  }

  /** Products and variations with any of these SKUs, with their stock; perhaps some others too. */
  List<JsonNode> find(List<Sku> skus) {
    List<JsonNode> found = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    int inList = 0;
    for (Sku sku : skus) {
      if (sku.value().indexOf(',') >= 0) {
        // The shop splits ?sku= at commas; a partial match is the only other way to ask.
        found.addAll(pages("search_sku=" + ShopHttp.encoded(sku.value())));
        continue;
      }
      if (inList == SKUS || list.length() > LONGEST_QUERY) {
        found.addAll(pages("sku=" + list));
        list.setLength(0);
        inList = 0;
      }
      list.append(inList == 0 ? "" : "%2C").append(ShopHttp.encoded(sku.value()));
      inList++;
    }
    if (inList > 0) {
      found.addAll(pages("sku=" + list));
    }
    return found;
  }

  private List<JsonNode> pages(String query) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode list =
          shop.call(HttpMethod.GET, PRODUCTS + "?" + query + FIELDS + "&page=" + page, null);
      if (!list.isArray()) {
        throw ShopHttp.notUnderstood("a list of products was expected");
      }
      list.forEach(all::add);
      if (list.size() < PAGE) {
        return all;
      }
    }
    return all;
  }

  /**
   * Writes stock, at most 100 numbers; answers for each in the order sent.
   *
   * @param parent 0 for products, else the variable product whose variations these are
   * @return empty when the parent itself is gone
   */
  Optional<List<JsonNode>> update(long parent, List<Update> updates) {
    String path = parent == 0 ? PRODUCTS : PRODUCTS + "/" + parent + "/variations";
    ShopHttp.Reply reply = shop.exchange(HttpMethod.POST, path + "/batch", body(updates));
    if (reply.status() == 404 && parent != 0 && reply.code().startsWith("woocommerce_")) {
      return Optional.empty();
    }
    JsonNode list = shop.understood(reply).path("update");
    if (!list.isArray()) {
      throw ShopHttp.notUnderstood("the answer has no list of updates");
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return Optional.of(items);
  }

  private static Buffer body(List<Update> updates) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * updates.size() + 32);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("update");
      for (Update update : updates) {
        json.writeStartObject();
        json.writeNumberField("id", update.id());
        json.writeBooleanField("manage_stock", true);
        json.writeNumberField("stock_quantity", update.quantity());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Buffer.buffer(out.toByteArray());
  }
}
