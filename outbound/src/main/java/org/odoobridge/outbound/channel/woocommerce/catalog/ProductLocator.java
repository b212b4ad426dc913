package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Match;

/**
 * Finds products in the shop that we have not told it about: by SKU, by their variants' SKUs, or by
 * our own mark when a creation's end is not known. Only one fitting product is a match; anything
 * else is a person's to decide.
 */
final class ProductLocator {
  /** Clocks of a shop and of the bridge may differ by this. */
  private static final Duration CLOCKS = Duration.ofMinutes(10);

  /** Which templates products of the shop are known to be. */
  @FunctionalInterface
  interface Owners {
    Map<Long, Integer> of(Collection<Long> shopIds);
  }

  private final CatalogApi api;
  private final Owners owners;

  ProductLocator(CatalogApi api, Owners owners) {
    this.api = api;
    this.owners = owners;
  }

  /** By template; throws {@code ShopFailure}. */
  Map<Integer, Match> locate(Collection<Work> works) {
    Set<String> skus = new LinkedHashSet<>();
    for (Work work : works) {
      work.desired().sku().ifPresent(sku -> skus.add(sku.value()));
      work.desired()
          .variants()
          .forEach(variant -> variant.sku().ifPresent(sku -> skus.add(sku.value())));
    }
    Map<String, List<JsonNode>> bySku = bySku(skus.isEmpty() ? List.of() : api.bySku(skus));
    Map<Long, Integer> known = owners.of(productIds(bySku));
    Map<Integer, Match> matches = new HashMap<>();
    for (Work work : works) {
      matches.put(work.template(), match(work, bySku, known));
    }
    marked(works, matches);
    return matches;
  }

  private static Match match(
      Work work, Map<String, List<JsonNode>> bySku, Map<Long, Integer> known) {
    DesiredProduct desired = work.desired();
    return switch (desired.kind()) {
      case SIMPLE ->
          desired
              .sku()
              .map(sku -> own(work, sku, bySku, known))
              .orElseGet(() -> work.desired().published() ? withoutSku() : new Match.Nowhere());
      case VARIABLE -> variable(work, bySku, known);
    };
  }

  private static Match withoutSku() {
    return conflict(
        "no-sku",
        "the product has no SKU, so the shop could not be told its stock",
        "give it an internal reference in Odoo");
  }

  private static Match own(
      Work work, Sku sku, Map<String, List<JsonNode>> bySku, Map<Long, Integer> known) {
    List<JsonNode> rows = bySku.getOrDefault(sku.value(), List.of());
    if (rows.size() > 1) {
      List<JsonNode> ours = rows.stream().filter(row -> mark(row) == work.template()).toList();
      return ours.size() == 1
          ? new Match.At(id(ours.getFirst()))
          : conflict(
              "ambiguous-sku",
              "several products of the shop have the SKU " + sku + ": " + ids(rows),
              "leave the SKU to one of them, then redrive this product");
    }
    return rows.isEmpty() ? new Match.Nowhere() : one(work, sku.value(), rows.getFirst(), known);
  }

  /** Whether a product of the shop may be ours. */
  static Match one(Work work, String sku, JsonNode row, Map<Long, Integer> known) {
    String type = row.path("type").asText("simple");
    Integer owner = known.get(id(row));
    long marked = mark(row);
    if (owner != null && owner != work.template()) {
      return duplicate(sku, owner);
    }
    if (owner == null && marked != 0 && marked != work.template()) {
      return duplicate(sku, marked);
    }
    boolean fits = type.equals("simple") || type.equals("variable");
    if (type.equals("variation")) {
      return conflict(
          "sku-taken",
          "the SKU " + sku + " belongs to a variation of product " + row.path("parent_id").asLong(),
          "give the variation another SKU in the shop, or the product in Odoo");
    }
    return fits
        ? new Match.At(id(row))
        : conflict(
            "sku-taken",
            "product " + id(row) + " of the shop has the SKU " + sku + " and is of type " + type,
            "give it another SKU in the shop, or the product in Odoo");
  }

  private static Match duplicate(String sku, long template) {
    return conflict(
        "duplicate-sku",
        "the SKU " + sku + " is published for Odoo's product template " + template + " already",
        "give one of the two another internal reference in Odoo");
  }

  private static Match variable(
      Work work, Map<String, List<JsonNode>> bySku, Map<Long, Integer> known) {
    Set<Long> parents = new TreeSet<>();
    for (DesiredProduct.Variant variant : work.desired().variants()) {
      String sku = variant.sku().map(Sku::value).orElse("");
      List<JsonNode> rows = bySku.getOrDefault(sku, List.of());
      if (rows.size() > 1) {
        return conflict(
            "ambiguous-sku",
            "several products of the shop have the SKU " + sku + ": " + ids(rows),
            "leave the SKU to one of them, then redrive this product");
      }
      for (JsonNode row : rows) {
        long parent = row.path("parent_id").asLong(0);
        if (parent == 0) {
          return conflict(
              "sku-taken",
              "product " + id(row) + " of the shop has the SKU " + sku + " of one of the variants",
              "give it another SKU in the shop, or make it a variation there");
        }
        parents.add(parent);
      }
    }
    if (parents.size() > 1) {
      return conflict(
          "variants-apart",
          "the shop has its variants under several products: " + parents,
          "bring them together in the shop, or give them other SKUs there");
    }
    if (parents.size() == 1) {
      long parent = parents.iterator().next();
      Integer owner = known.get(parent);
      return owner == null || owner == work.template()
          ? new Match.At(parent)
          : duplicate("of a variant", owner);
    }
    return work.desired()
        .sku()
        .map(sku -> own(work, sku, bySku, known))
        .orElseGet(Match.Nowhere::new);
  }

  /** A creation whose end is not known may have left a parent without any variation. */
  private void marked(Collection<Work> works, Map<Integer, Match> matches) {
    List<Work> open =
        works.stream()
            .filter(work -> work.job.listing().unsure() && work.variable())
            .filter(work -> matches.get(work.template()) instanceof Match.Nowhere)
            .toList();
    Optional<Instant> since =
        open.stream()
            .flatMap(work -> work.job.listing().askedAt().stream())
            .min(Instant::compareTo);
    if (since.isEmpty()) {
      return;
    }
    Map<Long, List<JsonNode>> byMark = new HashMap<>();
    for (JsonNode row : api.createdAfter(since.get().minus(CLOCKS))) {
      byMark.computeIfAbsent(mark(row), key -> new ArrayList<>()).add(row);
    }
    for (Work work : open) {
      List<JsonNode> rows = byMark.getOrDefault((long) work.template(), List.of());
      if (rows.size() == 1) {
        matches.put(work.template(), new Match.At(id(rows.getFirst())));
      } else if (rows.size() > 1) {
        matches.put(
            work.template(),
            conflict(
                "created-twice",
                "the shop has this product several times: " + ids(rows),
                "delete all but one of them in the shop, then redrive this product"));
      }
    }
  }

  /** The template a product of the shop was written for; 0 when it is none of ours. */
  static long mark(JsonNode row) {
    for (JsonNode meta : row.path("meta_data")) {
      if (meta.path("key").asText("").equals(ProductBody.MARK)) {
        return meta.path("value").asLong(0);
      }
    }
    return 0;
  }

  private static Match conflict(String code, String detail, String remedy) {
    return new Match.Conflict(new Problem.Business(code, detail, remedy));
  }

  private static Set<Long> productIds(Map<String, List<JsonNode>> bySku) {
    Set<Long> ids = new TreeSet<>();
    bySku
        .values()
        .forEach(
            rows ->
                rows.forEach(
                    row -> {
                      long parent = row.path("parent_id").asLong(0);
                      ids.add(parent == 0 ? id(row) : parent);
                    }));
    return ids;
  }

  private static Map<String, List<JsonNode>> bySku(List<JsonNode> rows) {
    Map<String, List<JsonNode>> result = new HashMap<>();
    for (JsonNode row : rows) {
      result.computeIfAbsent(row.path("sku").asText(""), key -> new ArrayList<>()).add(row);
    }
    return result;
  }

  static long id(JsonNode row) {
    return row.path("id").asLong();
  }

  private static List<Long> ids(List<JsonNode> rows) {
    return rows.stream().map(ProductLocator::id).toList();
  }
}
