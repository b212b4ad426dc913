package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Batch;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** One kind of terms: categories and brands as a tree, tags and an attribute's options flat. */
final class Taxonomy {
  private final Site site;
  private final String path;
  private final boolean tree;
  private final IntSupplier ids;
  private final Map<Integer, ObjectNode> terms = new LinkedHashMap<>();

  /**
   * @param path below the API's base
   * @param ids numbers all terms of a shop in one row
   */
  Taxonomy(Site site, String path, boolean tree, IntSupplier ids) {
    this.site = site;
    this.path = path;
    this.tree = tree;
    this.ids = ids;
  }

  /** How a product shows one of its terms. */
  Optional<ObjectNode> reference(int id) {
    return Optional.ofNullable(terms.get(id))
        .map(
            term ->
                PhpJson.object()
                    .put("id", term.path("id").asInt())
                    .put("name", term.path("name").asText())
                    .put("slug", term.path("slug").asText()));
  }

  Answer list(Call call) {
    Optional<Integer> parent =
        call.has("parent") ? Optional.of(Integer.valueOf(call.param("parent"))) : Optional.empty();
    List<ObjectNode> found =
        terms.values().stream()
            .filter(term -> parent.isEmpty() || term.path("parent").asInt() == parent.get())
            .filter(
                term ->
                    !call.has("search")
                        || term.path("name").asText().contains(call.param("search")))
            .toList();
    return new Listing(site, call).page(found, term -> term);
  }

  Answer create(Call call) {
    ObjectNode body = PhpJson.object().put("name", call.param("name"));
    if (call.has("parent")) {
      body.put("parent", Integer.parseInt(call.param("parent")));
    }
    ObjectNode term = create(body);
    return Answer.created(term, site.api(path + "/" + term.path("id").asInt()));
  }

  Answer get(Call call) {
    return Answer.ok(find(call.id()));
  }

  Answer update(Call call) {
    return Answer.ok(rename(call.id(), call.body()));
  }

  Answer delete(Call call) {
    return Answer.ok(remove(call.id()));
  }

  Answer batch(Call call) {
    return Batch.answer(
        call.body(),
        new Batch.Actions(
            this::create,
            item -> rename(item.path("id").asInt(), item),
            this::remove,
            item -> IntNode.valueOf(item.asInt())));
  }

  /** Takes a term with a given number, as a fresh shop has its default one. */
  void put(int id, String name) {
    terms.put(id, term(id, name, 0));
  }

  private ObjectNode create(JsonNode sent) {
    String name = sent.path("name").asText("");
    int parent = sent.path("parent").asInt(0);
    if (name.isEmpty()) {
      throw WooError.of(400, "empty_term_name", "A name is required for this term.");
    }
    if (parent != 0 && !terms.containsKey(parent)) {
      throw WooError.of(400, "woocommerce_rest_term_invalid", "Parent term does not exist.");
    }
    for (ObjectNode existing : terms.values()) {
      boolean same =
          existing.path("name").asText().equalsIgnoreCase(name)
              && existing.path("parent").asInt(0) == parent;
      if (same) {
        throw WooError.of(
                400,
                "term_exists",
                "A term with the name provided already exists with this parent.")
            .with("resource_id", IntNode.valueOf(existing.path("id").asInt()));
      }
    }
    int id = ids.getAsInt();
    ObjectNode term = term(id, name, parent);
    terms.put(id, term);
    return term;
  }

  private ObjectNode rename(int id, JsonNode sent) {
    ObjectNode term = find(id);
    if (sent.has("name")) {
      term.put("name", sent.path("name").asText());
    }
    return term;
  }

  private ObjectNode remove(int id) {
    ObjectNode term = find(id);
    terms.remove(id);
    return term;
  }

  private ObjectNode find(int id) {
    ObjectNode term = terms.get(id);
    if (term == null) {
      throw WooError.of(404, "woocommerce_rest_term_invalid", "Resource does not exist.");
    }
    return term;
  }

  private ObjectNode term(int id, String name, int parent) {
    ObjectNode json =
        PhpJson.object().put("id", id).put("name", name).put("slug", ProductInput.slug(name));
    if (tree) {
      json.put("parent", parent);
    }
    json.put("description", "");
    if (tree) {
      json.put("display", "default").putNull("image");
    }
    json.put("menu_order", 0).put("count", 0);
    json.set("_links", Links.of(site, path, id, Links.ALL));
    return json;
  }
}
