package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** Product categories, attributes and their terms: as much as products refer to. */
final class Terms {
  private static final int UNCATEGORIZED = 15;

  private final Site site;
  private final Map<Integer, ObjectNode> categories = new LinkedHashMap<>();
  private final Map<Integer, ObjectNode> attributes = new LinkedHashMap<>();
  private final Map<Integer, Map<Integer, ObjectNode>> attributeTerms = new LinkedHashMap<>();
  private int lastTerm = UNCATEGORIZED;

  Terms(Site site) {
    this.site = site;
    categories.put(UNCATEGORIZED, category(UNCATEGORIZED, "Uncategorized"));
  }

  void register(Routes routes) {
    routes
        .collection("/products/categories", call -> list(call, categories), this::createCategory)
        .collection("/products/attributes", call -> list(call, attributes), this::createAttribute)
        .collection(
            "/products/attributes/{id}/terms",
            call -> list(call, attributeTerms.getOrDefault(call.id(), Map.of())),
            this::createTerm);
  }

  /** How a product shows one of its categories. */
  Optional<ObjectNode> category(int id) {
    return Optional.ofNullable(categories.get(id)).map(Terms::reference);
  }

  ObjectNode uncategorized() {
    return reference(categories.getOrDefault(UNCATEGORIZED, PhpJson.object()));
  }

  private static ObjectNode reference(ObjectNode category) {
    return PhpJson.object()
        .put("id", category.path("id").asInt())
        .put("name", category.path("name").asText())
        .put("slug", category.path("slug").asText());
  }

  String attributeName(int id) {
    return attributes.getOrDefault(id, PhpJson.object()).path("name").asText();
  }

  private Answer list(Call call, Map<Integer, ObjectNode> records) {
    return new Listing(site, call).page(List.copyOf(records.values()), node -> node);
  }

  private Answer createCategory(Call call) {
    String name = call.param("name");
    for (ObjectNode existing : categories.values()) {
      if (existing.path("name").asText().equals(name)) {
        throw WooError.of(
                400,
                "term_exists",
                "A term with the name provided already exists with this parent.")
            .with("resource_id", IntNode.valueOf(existing.path("id").asInt()));
      }
    }
    ObjectNode category = category(++lastTerm, name);
    categories.put(lastTerm, category);
    return Answer.created(category, site.api("/products/categories/" + lastTerm));
  }

  private ObjectNode category(int id, String name) {
    ObjectNode json =
        PhpJson.object()
            .put("id", id)
            .put("name", name)
            .put("slug", ProductInput.slug(name))
            .put("parent", 0)
            .put("description", "")
            .put("display", "default")
            .putNull("image")
            .put("menu_order", 0)
            .put("count", 0);
    json.set("_links", Links.of(site, "/products/categories", id, Links.ALL));
    return json;
  }

  private Answer createAttribute(Call call) {
    int id = attributes.size() + 1;
    String name = call.param("name");
    ObjectNode json =
        PhpJson.object()
            .put("id", id)
            .put("name", name)
            .put("slug", "pa_" + ProductInput.slug(name))
            .put("type", "select")
            .put("order_by", "menu_order")
            .put("has_archives", false);
    json.set("_links", Links.of(site, "/products/attributes", id, Links.ALL));
    attributes.put(id, json);
    return Answer.created(json, site.api("/products/attributes/" + id));
  }

  private Answer createTerm(Call call) {
    String path = "/products/attributes/" + call.id() + "/terms";
    int id = ++lastTerm;
    ObjectNode json =
        PhpJson.object()
            .put("id", id)
            .put("name", call.param("name"))
            .put("slug", ProductInput.slug(call.param("name")))
            .put("description", "")
            .put("menu_order", 0)
            .put("count", 0);
    json.set("_links", Links.of(site, path, id, Links.ALL));
    attributeTerms.computeIfAbsent(call.id(), key -> new LinkedHashMap<>()).put(id, json);
    return Answer.created(json, site.api(path + "/" + id));
  }
}
