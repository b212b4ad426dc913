package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Batch;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** {@code /products/{id}/variations} and below: always per parent. */
public final class VariationEndpoints {
  private final Site site;
  private final Catalog catalog;
  private final ProductJson json;

  public VariationEndpoints(Site site, Catalog catalog, ProductJson json) {
    this.site = site;
    this.catalog = catalog;
    this.json = json;
  }

  public void register(Routes routes) {
    routes
        .collection("/products/{id}/variations", this::list, this::create)
        .batch("/products/{id}/variations/batch", this::batch)
        .item("/products/{id}/variations/{id}", this::get, this::update, this::delete);
  }

  private Answer list(Call call) {
    Listing listing = new Listing(site, call);
    Set<Integer> include = Set.copyOf(call.numbers("include"));
    List<String> skus = call.list("sku");
    List<Product> found =
        parent(call).variations.stream()
            .filter(p -> include.isEmpty() || include.contains(p.id))
            .filter(p -> skus.isEmpty() || skus.contains(p.sku))
            .filter(p -> listing.within(p.created, p.modified))
            .sorted(listing.sort(Product::id, p -> p.created, p -> p.modified, Product::title))
            .toList();
    return listing.page(found, p -> json.variation(p, false));
  }

  private Answer create(Call call) {
    ProductInput.SCHEMA.verify(call.body());
    ObjectNode created = create(parent(call), call.body());
    // The real location carries the unfilled pattern of the route; nobody can follow it.
    return Answer.created(
        created,
        site.api("/products/(?P<product_id>[\\d]+)/variations/" + created.path("id").asInt()));
  }

  private ObjectNode create(Product parent, JsonNode sent) {
    return json.variation(catalog.create(parent, sent, StockWrite.Cause.TOLD), true);
  }

  private Answer get(Call call) {
    return Answer.ok(json.variation(find(call), false));
  }

  private Answer update(Call call) {
    ProductInput.SCHEMA.verify(call.body());
    Product variation = find(call);
    catalog.update(variation, call.body());
    return Answer.ok(json.variation(variation, true));
  }

  private Answer delete(Call call) {
    Product variation = find(call);
    ObjectNode before = json.variation(variation, true);
    catalog.delete(variation);
    return Answer.ok(before);
  }

  private Answer batch(Call call) {
    Product parent = parent(call);
    return Batch.answer(
        call.body(),
        new Batch.Actions(
            item -> create(parent, item),
            item -> {
              Product variation =
                  find(
                      parent,
                      ProductInput.whole(item.path("id")),
                      site.version().modern() ? 404 : 400);
              catalog.update(variation, item);
              return json.variation(variation, true);
            },
            id -> {
              Product variation = find(parent, id, 404);
              catalog.delete(variation);
              return json.variation(variation, true);
            },
            // The real API answers a failed delete with its own request as the id.
            item ->
                !site.version().modern()
                    ? item
                    : PhpJson.object()
                        .put("id", item.asInt())
                        .put("product_id", parent.id)
                        .put("force", true)));
  }

  private Product parent(Call call) {
    return catalog
        .find(call.ids().get(0))
        .orElseThrow(() -> WooError.of(404, "woocommerce_rest_product_invalid_id", "Invalid ID."));
  }

  private Product find(Call call) {
    return find(parent(call), call.id(), 404);
  }

  private Product find(Product parent, int id, int missing) {
    return catalog
        .find(id)
        .filter(Product::isVariation)
        .filter(p -> p.parent == parent || !site.version().modern())
        .orElseThrow(
            () ->
                WooError.of(
                    missing, "woocommerce_rest_product_variation_invalid_id", "Invalid ID."));
  }
}
