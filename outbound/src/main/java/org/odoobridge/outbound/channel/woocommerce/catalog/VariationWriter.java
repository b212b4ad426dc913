package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Difference;
import org.odoobridge.outbound.catalog.publish.Difference.Action;
import org.odoobridge.outbound.catalog.publish.Difference.VariantDifference;
import org.odoobridge.outbound.catalog.publish.Fingerprint;
import org.odoobridge.outbound.catalog.publish.Listing;

/** Writes the variations of one product: its own batch per parent. */
final class VariationWriter {
  private static final int ROUNDS = 4;
  private static final String OFF = "private";

  private final CatalogApi api;
  private final MediaBook media;
  private final CatalogSettings settings;
  private final Predicate<ProductField> supported;

  VariationWriter(
      CatalogApi api,
      MediaBook media,
      CatalogSettings settings,
      Predicate<ProductField> supported) {
    this.api = api;
    this.media = media;
    this.settings = settings;
    this.supported = supported;
  }

  /** One variation's write. */
  private record Write(
      int product, long id, VariantDifference change, ProductBody.Built built, ObjectNode json) {}

  /**
   * A variable product turns simple: its variations give their SKUs back and are offered no more.
   */
  void release(Work work) {
    List<ObjectNode> updates = new ArrayList<>();
    work.variants.forEach(
        (product, variant) ->
            updates.add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("id", variant.shopId())
                    .put("status", OFF)
                    .put("sku", "")));
    for (int from = 0; from < updates.size(); from += settings.batchLimit()) {
      work.out = true;
      api.variations(
          work.shopId,
          List.of(),
          updates.subList(from, Math.min(updates.size(), from + settings.batchLimit())));
      work.out = false;
    }
    work.variants.replaceAll(
        (product, variant) ->
            new Listing.Variant(variant.shopId(), "", Fingerprint.UNSURE, false, Map.of()));
    work.variantsToWrite.clear();
  }

  /** Variations the shop has already are taken over by their SKU. */
  void adopt(Work work) {
    Map<String, Integer> bySku = new HashMap<>();
    for (DesiredProduct.Variant variant : work.desired().variants()) {
      variant.sku().ifPresent(sku -> bySku.put(sku.value(), variant.product()));
    }
    for (JsonNode row : api.variations(work.shopId)) {
      Integer product = bySku.get(row.path("sku").asText(""));
      if (product != null && !work.variants.containsKey(product)) {
        work.variants.put(
            product,
            new Listing.Variant(
                ProductLocator.id(row),
                row.path("sku").asText(""),
                Fingerprint.UNSURE,
                row.path("status").asText("").equals("publish"),
                Map.of()));
        work.variantsToWrite.computeIfPresent(
            product, (key, change) -> new VariantDifference(Action.UPDATE, change.fields(), true));
      }
      // What was sent before and not answered for may be there by now.
      List<FieldValue.Image> images = new ArrayList<>();
      work.desired()
          .variants()
          .forEach(
              variant ->
                  images.addAll(ProductBody.images(variant.fields().get(ProductField.IMAGES))));
      if (row.path("image").isObject()) {
        media.recognise(images, JsonNodeFactory.instance.arrayNode().add(row.path("image")));
      }
    }
  }

  /** Writes what differs; throws {@code ShopFailure}. */
  void write(Work work, ProductBody body) {
    List<Integer> pending = new ArrayList<>(work.variantsToWrite.keySet());
    Set<Integer> withoutImages = new HashSet<>();
    for (int round = 0; round < ROUNDS && !pending.isEmpty(); round++) {
      media.beginRound();
      List<Write> writes = new ArrayList<>();
      List<Integer> next = new ArrayList<>();
      for (int product : pending) {
        build(work, product, body, withoutImages.contains(product), next).ifPresent(writes::add);
      }
      for (int from = 0; from < writes.size(); from += settings.batchLimit()) {
        List<Write> part =
            writes.subList(from, Math.min(writes.size(), from + settings.batchLimit()));
        if (!send(work, part, next, withoutImages)) {
          return;
        }
      }
      pending = List.copyOf(new java.util.LinkedHashSet<>(next));
    }
    if (!pending.isEmpty()) {
      work.again = true;
    }
  }

  private Optional<Write> build(
      Work work, int product, ProductBody body, boolean withoutImages, List<Integer> next) {
    VariantDifference change = work.variantsToWrite.get(product);
    if (change == null) {
      return Optional.empty();
    }
    Listing.Variant known = work.variants.get(product);
    if (change.action() == Action.UNPUBLISH) {
      return known == null ? Optional.empty() : Optional.of(off(product, known.shopId(), change));
    }
    Optional<DesiredProduct.Variant> desired = desired(work, product);
    if (desired.isEmpty()) {
      return Optional.empty();
    }
    Map<ProductField, FieldValue> fields = Difference.fields(desired.get());
    Optional<Problem.Business> wrong = FieldCheck.wrong(fields);
    if (wrong.isPresent()) {
      Problem.Business problem = wrong.get();
      work.problem(
          new Problem.Business(
              problem.code(), named(desired.get()) + ": " + problem.detail(), problem.remedy()));
      return Optional.empty();
    }
    Set<ProductField> which = EnumSet.noneOf(ProductField.class);
    which.addAll(change.fields());
    if (withoutImages) {
      which.remove(ProductField.IMAGES);
    }
    ProductBody.Built built = body.variation(fields, which);
    if (!built.waiting().isEmpty()) {
      next.add(product);
      return Optional.empty();
    }
    built.problems().forEach(problem -> work.problem(refused(named(desired.get()), problem)));
    ObjectNode json = built.json();
    if (change.options()) {
      body.options(json, desired.get().options());
    }
    if (known == null) {
      json.put("status", "publish");
      ProductBody.firstStock(
          json, desired.get().sku().map(settings.stock()).orElse(OptionalLong.empty()));
      return Optional.of(new Write(product, Listing.NONE, change, built, json));
    }
    json.put("id", known.shopId());
    if (!known.onSale()) {
      json.put("status", "publish");
    }
    return Optional.of(new Write(product, known.shopId(), change, built, json));
  }

  private static Write off(int product, long id, VariantDifference change) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("id", id).put("status", OFF);
    return new Write(
        product,
        id,
        change,
        new ProductBody.Built(json, Set.of(), Set.of(), List.of(), List.of(), Set.of(), List.of()),
        json);
  }

  /** False when the parent is gone. */
  private boolean send(
      Work work, List<Write> part, List<Integer> next, Set<Integer> withoutImages) {
    List<Write> creates = part.stream().filter(one -> one.id() == Listing.NONE).toList();
    List<Write> updates = part.stream().filter(one -> one.id() != Listing.NONE).toList();
    work.out = true;
    Optional<CatalogApi.BatchAnswer> answer =
        api.variations(
            work.shopId,
            creates.stream().map(Write::json).toList(),
            updates.stream().map(Write::json).toList());
    work.out = false;
    if (answer.isEmpty()) {
      work.lost(supported);
      work.again = true;
      return false;
    }
    for (int i = 0; i < creates.size(); i++) {
      answered(work, creates.get(i), answer.get().created().get(i), next, withoutImages);
    }
    for (int i = 0; i < updates.size(); i++) {
      answered(work, updates.get(i), answer.get().updated().get(i), next, withoutImages);
    }
    return true;
  }

  private void answered(
      Work work, Write write, JsonNode answer, List<Integer> next, Set<Integer> withoutImages) {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      failed(work, write, ItemError.of(error), next, withoutImages);
      return;
    }
    Optional<DesiredProduct.Variant> desired = desired(work, write.product());
    if (write.change().action() == Action.UNPUBLISH || desired.isEmpty()) {
      work.variants.computeIfPresent(
          write.product(),
          (key, one) ->
              new Listing.Variant(one.shopId(), one.sku(), one.options(), false, one.fields()));
      work.variantsToWrite.remove(write.product());
      return;
    }
    media.learn(
        write.built().images(), JsonNodeFactory.instance.arrayNode().add(answer.path("image")));
    Map<ProductField, String> mismatches = ShownProduct.mismatches(write.json(), answer);
    Map<ProductField, FieldValue> fields = Difference.fields(desired.get());
    Listing.Variant before = work.variants.get(write.product());
    Map<ProductField, String> shown = new EnumMap<>(ProductField.class);
    if (before != null) {
      shown.putAll(before.fields());
    }
    write.built().sent().forEach(field -> shown.put(field, print(fields, field)));
    mismatches.keySet().forEach(field -> shown.put(field, Fingerprint.UNSURE));
    mismatches.forEach(
        (field, what) -> work.problem(notTaken(named(desired.get()) + " " + field.key(), what)));
    boolean optionsShown = !mismatches.containsKey(ProductField.ATTRIBUTES);
    String options =
        write.change().options() && optionsShown
            ? Fingerprint.of(desired.get().options())
            : before == null ? Fingerprint.UNSURE : before.options();
    work.variants.put(
        write.product(),
        new Listing.Variant(
            ProductLocator.id(answer), answer.path("sku").asText(""), options, true, shown));
    work.variantsToWrite.remove(write.product());
    if (write.id() == Listing.NONE) {
      desired.get().sku().ifPresent(work.created::add);
    }
  }

  private void failed(
      Work work, Write write, ItemError error, List<Integer> next, Set<Integer> withoutImages) {
    int product = write.product();
    String who = desired(work, product).map(VariationWriter::named).orElse("a former variant");
    switch (error) {
      case ItemError.Gone gone -> {
        work.variants.remove(product);
        if (write.change().action() == Action.UNPUBLISH) {
          work.variantsToWrite.remove(product);
        } else {
          work.variantsToWrite.put(product, whole(work, product, Action.CREATE));
          next.add(product);
        }
      }
      case ItemError.SkuTaken taken -> skuTaken(work, product, taken, who, next);
      case ItemError.SkuInTrash trash ->
          work.problem(
              new Problem.Business(
                  "sku-in-trash",
                  who + ": " + trash.said(),
                  "empty the shop's trash or restore the product, then redrive this one"));
      case ItemError.BarcodeTaken taken -> {
        work.problem(barcodeTaken(who, taken));
        work.variantsToWrite.computeIfPresent(
            product, (key, change) -> without(change, ProductField.GTIN));
        next.add(product);
      }
      case ItemError.ImageNotFetched image -> {
        work.problem(Problem.Technical.of(TechnicalKind.SERVER_ERROR, who + ": " + image.said()));
        withoutImages.add(product);
        next.add(product);
      }
      case ItemError.ImageGone image -> {
        media.forget(write.built().images());
        next.add(product);
      }
      case ItemError.Refused refused ->
          work.problem(
              new Problem.Business(
                  refused.problem().code(),
                  who + ": " + refused.problem().detail(),
                  refused.problem().remedy()));
      case ItemError.Broken broken -> work.problem(broken.problem());
    }
  }

  /** A former variant of ours may still have the SKU: it becomes the new one. */
  private void skuTaken(
      Work work, int product, ItemError.SkuTaken taken, String who, List<Integer> next) {
    long holder = taken.holder().orElse(0);
    Optional<Integer> former =
        work.variants.entrySet().stream()
            .filter(entry -> entry.getValue().shopId() == holder)
            .map(Map.Entry::getKey)
            .filter(one -> desired(work, one).isEmpty())
            .findFirst();
    if (former.isEmpty()) {
      work.problem(
          new Problem.Business(
              "sku-taken",
              who
                  + ": "
                  + taken.said()
                  + taken.holder().stream()
                      .mapToObj(id -> " (product " + id + ")")
                      .findFirst()
                      .orElse(""),
              "give that product another SKU in the shop, or this one in Odoo"));
      return;
    }
    Listing.Variant old = work.variants.remove(former.get());
    work.variants.put(
        product,
        new Listing.Variant(
            holder, old == null ? "" : old.sku(), Fingerprint.UNSURE, false, Map.of()));
    work.variantsToWrite.put(product, whole(work, product, Action.UPDATE));
    next.add(product);
  }

  private VariantDifference whole(Work work, int product, Action action) {
    Set<ProductField> fields = EnumSet.noneOf(ProductField.class);
    desired(work, product)
        .ifPresent(variant -> fields.addAll(supported(Difference.fields(variant).keySet())));
    return new VariantDifference(action, fields, true);
  }

  private Set<ProductField> supported(Collection<ProductField> fields) {
    Set<ProductField> result = EnumSet.noneOf(ProductField.class);
    fields.stream().filter(supported).forEach(result::add);
    return result;
  }

  private static VariantDifference without(VariantDifference change, ProductField field) {
    Set<ProductField> fields = EnumSet.noneOf(ProductField.class);
    fields.addAll(change.fields());
    fields.remove(field);
    return new VariantDifference(change.action(), fields, change.options());
  }

  static Problem.Business barcodeTaken(String who, ItemError.BarcodeTaken taken) {
    return new Problem.Business(
        "barcode-taken",
        who
            + ": "
            + taken.said()
            + taken.holder().stream()
                .mapToObj(id -> " (product " + id + ")")
                .findFirst()
                .orElse(""),
        "two products cannot have one barcode: correct it in Odoo or in the shop");
  }

  static Problem.Technical notTaken(String field, String what) {
    return Problem.Technical.of(TechnicalKind.PROTOCOL, field + ": " + what);
  }

  static Problem.Business refused(String who, String what) {
    return new Problem.Business(
        "refused-by-shop",
        who + ": " + what,
        "change what the shop names in Odoo or in the shop, then redrive it");
  }

  private static String print(Map<ProductField, FieldValue> fields, ProductField field) {
    FieldValue value = fields.get(field);
    return value == null ? Fingerprint.UNSURE : Fingerprint.of(value);
  }

  private static Optional<DesiredProduct.Variant> desired(Work work, int product) {
    return work.desired().variants().stream()
        .filter(variant -> variant.product() == product)
        .findFirst();
  }

  private static String named(DesiredProduct.Variant variant) {
    return "variant " + variant.sku().map(Sku::value).orElse(variant.options().toString());
  }

  static Map<String, Set<String>> options(Collection<Work> works) {
    Map<String, Set<String>> result = new LinkedHashMap<>();
    for (Work work : works) {
      for (DesiredProduct.Variant variant : work.desired().variants()) {
        variant
            .options()
            .forEach(
                (attribute, option) ->
                    result
                        .computeIfAbsent(attribute, key -> new java.util.LinkedHashSet<>())
                        .add(option));
      }
      if (work.fields.get(ProductField.ATTRIBUTES) instanceof FieldValue.Attributes all) {
        all.attributes()
            .forEach(
                one ->
                    result
                        .computeIfAbsent(one.name(), key -> new java.util.LinkedHashSet<>())
                        .addAll(one.options()));
      }
    }
    return result;
  }
}
