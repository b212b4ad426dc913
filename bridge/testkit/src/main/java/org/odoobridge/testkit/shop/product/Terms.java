package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** Categories, tags, brands, attributes and their terms. */
final class Terms {
  private static final int UNCATEGORIZED = 15;
  private static final int LONGEST_SLUG = 28;

  private final Site site;
  private final Taxonomy categories;
  private final Taxonomy tags;
  private final Taxonomy brands;
  private final Map<Integer, ObjectNode> attributes = new LinkedHashMap<>();
  private final Map<Integer, Taxonomy> options = new LinkedHashMap<>();
  private int lastTerm = UNCATEGORIZED;

  Terms(Site site) {
    this.site = site;
    categories = new Taxonomy(site, "/products/categories", true, this::nextTerm);
    tags = new Taxonomy(site, "/products/tags", false, this::nextTerm);
    brands = new Taxonomy(site, "/products/brands", true, this::nextTerm);
    categories.put(UNCATEGORIZED, "Uncategorized");
  }

  private int nextTerm() {
    return ++lastTerm;
  }

  void register(Routes routes) {
    register(routes, "/products/categories", categories);
    register(routes, "/products/tags", tags);
    if (site.version().modern()) {
      register(routes, "/products/brands", brands);
    }
    routes
        .collection(
            "/products/attributes",
            call -> new Listing(site, call).page(List.copyOf(attributes.values()), node -> node),
            this::createAttribute)
        .collection(
            "/products/attributes/{id}/terms",
            call -> options(call).list(call),
            call -> options(call).create(call))
        .batch("/products/attributes/{id}/terms/batch", call -> options(call).batch(call));
  }

  private static void register(Routes routes, String path, Taxonomy taxonomy) {
    routes
        .collection(path, taxonomy::list, taxonomy::create)
        .batch(path + "/batch", taxonomy::batch)
        .item(path + "/{id}", taxonomy::get, taxonomy::update, taxonomy::delete);
  }

  Taxonomy categories() {
    return categories;
  }

  Taxonomy tags() {
    return tags;
  }

  Taxonomy brands() {
    return brands;
  }

  ObjectNode uncategorized() {
    return categories.reference(UNCATEGORIZED).orElseGet(PhpJson::object);
  }

  String attributeName(int id) {
    return attributes.getOrDefault(id, PhpJson.object()).path("name").asText();
  }

  private Taxonomy options(Call call) {
    Taxonomy found = options.get(call.ids().get(0));
    if (found == null) {
      throw WooError.of(404, "woocommerce_rest_taxonomy_invalid", "Taxonomy does not exist.");
    }
    return found;
  }

  private Answer createAttribute(Call call) {
    String name = call.param("name");
    String slug = call.has("slug") ? call.param("slug") : ProductInput.slug(name);
    if (slug.length() >= LONGEST_SLUG) {
      throw WooError.of(
          400,
          "woocommerce_rest_cannot_create",
          "Slug \"" + slug + "\" is too long (28 characters max). Shorten it, please.");
    }
    String taken = "pa_" + slug;
    if (attributes.values().stream().anyMatch(one -> one.path("slug").asText().equals(taken))) {
      throw WooError.of(
          400,
          "woocommerce_rest_cannot_create",
          "Slug \"" + slug + "\" is already in use. Change it, please.");
    }
    int id = attributes.size() + 1;
    ObjectNode json =
        PhpJson.object()
            .put("id", id)
            .put("name", name)
            .put("slug", taken)
            .put("type", "select")
            .put("order_by", "menu_order")
            .put("has_archives", false);
    json.set("_links", Links.of(site, "/products/attributes", id, Links.ALL));
    attributes.put(id, json);
    options.put(
        id, new Taxonomy(site, "/products/attributes/" + id + "/terms", false, this::nextTerm));
    return Answer.created(json, site.api("/products/attributes/" + id));
  }
}
