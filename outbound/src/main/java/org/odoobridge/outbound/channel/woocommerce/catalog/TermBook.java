package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogCache.Term;

/**
 * The shop's numbers for categories, tags, brands, attributes and their options: found or created
 * by one and the same request, since a name that exists is refused with its number; then
 * remembered.
 */
final class TermBook {
  static final String CATEGORIES = "categories";
  static final String TAGS = "tags";
  static final String BRANDS = "brands";
  private static final String ATTRIBUTES = "attributes";
  private static final int BATCH = 100;

  /** WooCommerce's limit for an attribute's slug, {@code pa_} apart. */
  private static final int LONGEST_SLUG = 25;

  private final ChannelId channel;
  private final CatalogApi api;
  private final CatalogCache cache;
  private final Map<Term, Long> known = new ConcurrentHashMap<>();
  private final Map<Term, String> refused = new HashMap<>();
  private boolean attributesListed;

  TermBook(ChannelId channel, CatalogApi api, CatalogCache cache) {
    this.channel = channel;
    this.api = api;
    this.cache = cache;
    known.putAll(cache.terms(channel));
  }

  OptionalLong id(String taxonomy, List<String> path) {
    Long id = known.get(term(taxonomy, path));
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  OptionalLong attribute(String name) {
    return id(ATTRIBUTES, List.of(name));
  }

  /** Why the shop would not have a term; empty when it does. */
  Optional<String> refusal(String taxonomy, List<String> path) {
    return Optional.ofNullable(refused.get(term(taxonomy, path)));
  }

  /** Makes the shop have all these; throws {@code ShopFailure}. */
  void ensure(String taxonomy, Collection<List<String>> paths) {
    int deepest = paths.stream().mapToInt(List::size).max().orElse(0);
    for (int depth = 1; depth <= deepest; depth++) {
      Set<List<String>> level = new LinkedHashSet<>();
      for (List<String> path : paths) {
        if (path.size() >= depth) {
          level.add(List.copyOf(path.subList(0, depth)));
        }
      }
      level.removeIf(path -> known.containsKey(term(taxonomy, path)));
      create(taxonomy, "/products/" + taxonomy, new ArrayList<>(level));
    }
  }

  /** Makes the shop have global attributes with these options. */
  void ensureAttributes(Map<String, Set<String>> optionsByName) {
    for (String name : optionsByName.keySet()) {
      if (attribute(name).isEmpty()) {
        ensureAttribute(name);
      }
    }
    optionsByName.forEach(
        (name, options) -> {
          OptionalLong id = attribute(name);
          if (id.isPresent()) {
            String taxonomy = optionsOf(id.getAsLong());
            List<List<String>> missing = new ArrayList<>();
            for (String option : options) {
              if (!known.containsKey(term(taxonomy, List.of(option)))) {
                missing.add(List.of(option));
              }
            }
            create(taxonomy, "/products/attributes/" + id.getAsLong() + "/terms", missing);
          }
        });
  }

  private static String optionsOf(long attribute) {
    return "attribute " + attribute;
  }

  private void ensureAttribute(String name) {
    if (!attributesListed) {
      Map<Term, Long> listed = new HashMap<>();
      for (JsonNode row : api.attributes()) {
        listed.put(term(ATTRIBUTES, List.of(row.path("name").asText())), row.path("id").asLong());
      }
      remember(listed);
      attributesListed = true;
    }
    if (attribute(name).isPresent()) {
      return;
    }
    JsonNode answer = api.createAttribute(name, slug(name));
    Term term = term(ATTRIBUTES, List.of(name));
    if (answer.has("error")) {
      refused.put(term, answer.path("error").path("message").asText());
    } else {
      refused.remove(term);
      remember(Map.of(term, answer.path("id").asLong()));
    }
  }

  /** Short enough, and of characters every shop takes. */
  static String slug(String name) {
    String plain =
        Normalizer.normalize(name.replace("ß", "ss"), Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    if (plain.length() <= LONGEST_SLUG && !plain.isEmpty()) {
      return plain;
    }
    String mark = Integer.toHexString(name.hashCode());
    String start = plain.substring(0, Math.min(plain.length(), LONGEST_SLUG - 9));
    return (start + "-" + mark).replaceAll("^-+", "a-");
  }

  private void create(String taxonomy, String path, List<List<String>> missing) {
    for (int from = 0; from < missing.size(); from += BATCH) {
      List<List<String>> part = missing.subList(from, Math.min(missing.size(), from + BATCH));
      List<List<String>> sent = new ArrayList<>();
      List<ObjectNode> bodies = new ArrayList<>();
      for (List<String> one : part) {
        body(taxonomy, one)
            .ifPresent(
                body -> {
                  sent.add(one);
                  bodies.add(body);
                });
      }
      if (!sent.isEmpty()) {
        created(taxonomy, sent, api.terms(path, bodies));
      }
    }
  }

  /** Empty when its parent was refused. */
  private Optional<ObjectNode> body(String taxonomy, List<String> path) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", path.getLast());
    if (path.size() > 1) {
      List<String> parent = path.subList(0, path.size() - 1);
      OptionalLong id = id(taxonomy, parent);
      if (id.isEmpty()) {
        refused.put(
            term(taxonomy, path),
            refused.getOrDefault(term(taxonomy, parent), "its parent is missing"));
        return Optional.empty();
      }
      body.put("parent", id.getAsLong());
    }
    return Optional.of(body);
  }

  private void created(String taxonomy, List<List<String>> sent, Optional<List<JsonNode>> answers) {
    Map<Term, Long> learned = new HashMap<>();
    for (int i = 0; i < sent.size(); i++) {
      Term term = term(taxonomy, sent.get(i));
      JsonNode answer =
          answers.isEmpty() ? JsonNodeFactory.instance.objectNode() : answers.get().get(i);
      JsonNode error = answer.path("error");
      long id =
          error.isObject()
              ? error.path("data").path("resource_id").asLong(0)
              : answer.path("id").asLong(0);
      if (id != 0) {
        learned.put(term, id);
        refused.remove(term);
      } else {
        refused.put(
            term,
            answers.isEmpty()
                ? "the shop has no " + taxonomy
                : error.path("message").asText("no answer"));
      }
    }
    remember(learned);
  }

  /** A product's answer did not show it: it is gone. */
  void forget(String taxonomy, List<String> path) {
    Map<Term, Long> gone = new HashMap<>();
    for (int depth = 1; depth <= path.size(); depth++) {
      gone.put(term(taxonomy, path.subList(0, depth)), 0L);
    }
    gone.keySet().forEach(known::remove);
    cache.saveTerms(channel, gone);
  }

  private void remember(Map<Term, Long> learned) {
    known.putAll(learned);
    cache.saveTerms(channel, learned);
  }

  private static Term term(String taxonomy, List<String> path) {
    return new Term(taxonomy, String.join("\n", path));
  }
}
