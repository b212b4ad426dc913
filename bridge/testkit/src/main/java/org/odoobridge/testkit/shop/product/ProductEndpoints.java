package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Batch;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** {@code /products}, {@code /products/{id}} and {@code /products/batch}. */
public final class ProductEndpoints {
  private final Site site;
  private final Catalog catalog;
  private final ProductJson json;

  public ProductEndpoints(Site site, Catalog catalog, ProductJson json) {
    this.site = site;
    this.catalog = catalog;
    this.json = json;
  }

  public void register(Routes routes) {
    routes
        .collection("/products", this::list, this::create)
        .batch("/products/batch", this::batch)
        .item("/products/{id}", this::get, this::update, this::delete);
    catalog.terms().register(routes);
  }

  private Answer list(Call call) {
    Listing listing = new Listing(site, call);
    listing.requireOneOf("type", ProductInput.TYPES);
    listing.requireOneOf("stock_status", ProductInput.STOCK_STATUSES);
    Set<Integer> include = Set.copyOf(call.numbers("include"));
    Set<Integer> exclude = Set.copyOf(call.numbers("exclude"));
    List<Product> found =
        candidates(call)
            .filter(p -> include.isEmpty() || include.contains(p.id))
            .filter(p -> !exclude.contains(p.id))
            .filter(p -> matches(call, p))
            .filter(p -> listing.within(p.created, p.modified))
            .sorted(listing.sort(Product::id, p -> p.created, p -> p.modified, Product::title))
            .toList();
    return listing.page(found, json::read);
  }

  /** Only a look-up by SKU finds variations here. */
  private Stream<Product> candidates(Call call) {
    if (call.has("sku")) {
      return call.list("sku").stream().flatMap(sku -> catalog.allBySku(sku).stream()).distinct();
    }
    return catalog.all().stream().filter(p -> !p.isVariation());
  }

  private static boolean matches(Call call, Product p) {
    String status = call.param("status");
    boolean statusFits =
        (status.isEmpty() || status.equals("any"))
            ? !p.status.equals("trash")
            : call.list("status").contains(p.status);
    String search = call.param("search").toLowerCase(Locale.ROOT);
    return statusFits
        && (!call.has("type") || p.type.equals(call.param("type")))
        && (!call.has("stock_status") || p.shownStockStatus().equals(call.param("stock_status")))
        && (search.isEmpty() || p.name.toLowerCase(Locale.ROOT).contains(search));
  }

  private Answer create(Call call) {
    ProductInput.SCHEMA.verify(call.body());
    ObjectNode created = create(call.body());
    return Answer.created(created, site.api("/products/" + created.path("id").asInt()));
  }

  private ObjectNode create(JsonNode sent) {
    return json.written(catalog.create(null, sent, StockWrite.Cause.TOLD));
  }

  private Answer get(Call call) {
    return Answer.ok(json.read(find(call.id(), 404)));
  }

  private Answer update(Call call) {
    ProductInput.SCHEMA.verify(call.body());
    return Answer.ok(update(call.id(), call.body()));
  }

  private ObjectNode update(int id, JsonNode sent) {
    Product product = find(id, 400);
    if (product.isVariation()) {
      throw WooError.of(
          404,
          "woocommerce_rest_invalid_product_id",
          "To manipulate product variations you should use the"
              + " /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.");
    }
    catalog.update(product, sent);
    return json.written(product);
  }

  private Answer delete(Call call) {
    Product product = find(call.id(), 404);
    if (call.flag("force")) {
      return Answer.ok(delete(product.id));
    }
    if (product.status.equals("trash")) {
      throw WooError.of(
          410, "woocommerce_rest_already_trashed", "The product has already been deleted.");
    }
    ObjectNode before = json.written(product);
    catalog.trash(product);
    return Answer.ok(before);
  }

  private ObjectNode delete(int id) {
    Product product = find(id, 404);
    ObjectNode before = json.written(product);
    catalog.delete(product);
    return before;
  }

  private Answer batch(Call call) {
    return Batch.answer(
        call.body(),
        new Batch.Actions(
            this::create,
            item -> update(ProductInput.whole(item.path("id")), item),
            this::delete,
            item -> IntNode.valueOf(item.asInt())));
  }

  private Product find(int id, int missing) {
    return catalog
        .find(id)
        .orElseThrow(
            () -> WooError.of(missing, "woocommerce_rest_product_invalid_id", "Invalid ID."));
  }
}
