package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.drift.Shelf;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.channel.woocommerce.ShopFailure;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.delivery.ChannelUnavailable;

/**
 * What a WooCommerce shop has, read page by page. Writes nothing: a field whose terms or pictures
 * the shop has no number for yet is not compared.
 */
public final class ShopShelf implements Shelf {
  private static final int PAGE = 100;
  private static final String FIELDS =
      "_fields=id,parent_id,type,name,sku,status,description,short_description,catalog_visibility,"
          + "categories,tags,brands,attributes,global_unique_id,weight,dimensions,tax_status,"
          + "tax_class,virtual,regular_price,sale_price,date_on_sale_from_gmt,"
          + "date_on_sale_to_gmt,images,image,upsell_ids,cross_sell_ids,backorders,manage_stock,"
          + "stock_quantity,low_stock_amount,menu_order";

  private final CatalogSettings settings;
  private final ShopHttp shop;
  private final CatalogCache cache;
  private final Function<Collection<Integer>, Map<Integer, Long>> shopIds;
  private final CatalogApi api;
  private TermBook terms;
  private MediaBook media;

  /**
   * @param shopIds the shop's numbers of templates
   */
  public ShopShelf(
      CatalogSettings settings,
      ShopHttp shop,
      CatalogCache cache,
      Function<Collection<Integer>, Map<Integer, Long>> shopIds) {
    this.settings = settings;
    this.shop = shop;
    this.cache = cache;
    this.shopIds = shopIds;
    this.api = new CatalogApi(shop);
    this.terms = new TermBook(settings.id(), api, cache);
    this.media = new MediaBook(settings.id(), cache, settings.mediaUrl());
  }

  @Override
  public Page page(int number) {
    // Read anew each time: the lane that publishes learns new ones meanwhile.
    terms = new TermBook(settings.id(), api, cache);
    media = new MediaBook(settings.id(), cache, settings.mediaUrl());
    String query =
        "/products?" + FIELDS + "&orderby=id&order=asc&per_page=" + PAGE + "&page=" + number;
    try {
      ShopHttp.Reply reply = shop.exchange(HttpMethod.GET, query, null);
      List<Row> rows = rows(shop.understood(reply), false);
      return new Page(rows, rows.size() < PAGE, total(reply));
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  private static int total(ShopHttp.Reply reply) {
    String text = reply.answer().headers().get("X-WP-Total");
    return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  @Override
  public List<Row> variations(Row product) {
    List<Row> all = new ArrayList<>();
    try {
      for (int page = 1; ; page++) {
        List<Row> rows =
            rows(
                shop.call(
                    HttpMethod.GET,
                    "/products/"
                        + product.id()
                        + "/variations?"
                        + FIELDS
                        + "&orderby=id&order=asc&per_page="
                        + PAGE
                        + "&page="
                        + page,
                    null),
                true);
        all.addAll(rows);
        if (rows.size() < PAGE) {
          return all;
        }
      }
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  @Override
  public Set<Long> existing(Collection<Long> ids) {
    Set<Long> found = new HashSet<>();
    if (ids.isEmpty()) {
      return found;
    }
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining("%2C"));
    try {
      shop.call(HttpMethod.GET, "/products?_fields=id&per_page=" + PAGE + "&include=" + list, null)
          .forEach(row -> found.add(row.path("id").asLong()));
      return found;
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  private List<Row> rows(JsonNode list, boolean variations) {
    if (!list.isArray()) {
      throw ShopHttp.notUnderstood("a list of products was expected");
    }
    List<Row> rows = new ArrayList<>();
    list.forEach(row -> rows.add(new ShopRow(row, variations)));
    return rows;
  }

  /** One row of the shop's answer. */
  private final class ShopRow implements Row {
    private final JsonNode json;
    private final boolean variation;

    ShopRow(JsonNode json, boolean variation) {
      this.json = json;
      this.variation = variation;
    }

    @Override
    public long id() {
      return json.path("id").asLong();
    }

    @Override
    public String name() {
      return json.path("name").asText("");
    }

    @Override
    public Optional<Sku> sku() {
      String text = json.path("sku").asText("");
      return text.isBlank() ? Optional.empty() : Optional.of(new Sku(text));
    }

    @Override
    public boolean variable() {
      return json.path("type").asText("").equals("variable");
    }

    @Override
    public boolean published() {
      return json.path("status").asText("").equals("publish");
    }

    @Override
    public OptionalLong quantity() {
      JsonNode manages = json.path("manage_stock");
      JsonNode quantity = json.path("stock_quantity");
      return manages.isBoolean() && manages.asBoolean() && quantity.isNumber()
          ? OptionalLong.of(quantity.asLong())
          : OptionalLong.empty();
    }

    @Override
    public Map<ProductField, String> mismatches(Map<ProductField, FieldValue> wanted) {
      ObjectNode sent = JsonNodeFactory.instance.objectNode();
      Map<Integer, Long> ids = new HashMap<>();
      Set<Integer> named = ProductBody.references(wanted.values());
      if (!named.isEmpty()) {
        ids.putAll(shopIds.apply(named));
      }
      ProductBody body = new ProductBody(terms, media, settings.globalAttributes(), ids);
      for (ProductField field : wanted.keySet()) {
        ProductBody.Built built =
            variation ? body.variation(wanted, Set.of(field)) : body.product(wanted, Set.of(field));
        boolean comparable =
            built.problems().isEmpty()
                && built.newImages().isEmpty()
                && built.missing().isEmpty()
                && built.waiting().isEmpty();
        if (comparable) {
          merge(sent, built.json());
        }
      }
      return ShownProduct.mismatches(sent, json);
    }

    /** Sizes share one object. */
    private static void merge(ObjectNode into, ObjectNode more) {
      more.properties()
          .forEach(
              entry -> {
                if (into.get(entry.getKey()) instanceof ObjectNode there
                    && entry.getValue() instanceof ObjectNode here) {
                  there.setAll(here);
                } else {
                  into.set(entry.getKey(), entry.getValue());
                }
              });
    }
  }
}
