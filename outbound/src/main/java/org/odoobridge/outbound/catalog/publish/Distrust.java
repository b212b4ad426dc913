package org.odoobridge.outbound.catalog.publish;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What the channel was seen to show otherwise than it acknowledged: applied to a listing the next
 * time its product is compared, so that it is written again. In memory: what a restart forgets, the
 * next look at the channel finds again.
 */
final class Distrust {
  private final Map<Integer, Doubt> doubts = new ConcurrentHashMap<>();

  /**
   * @param gone whether the channel has lost the whole product
   * @param goneVariants variants it has lost, by {@code product_product.id}
   */
  private record Doubt(
      Set<ProductField> fields,
      Map<Integer, Set<ProductField>> variants,
      boolean gone,
      Set<Integer> goneVariants) {
    Doubt and(Doubt more) {
      Set<ProductField> allFields = EnumSet.noneOf(ProductField.class);
      allFields.addAll(fields);
      allFields.addAll(more.fields);
      Map<Integer, Set<ProductField>> allVariants = new HashMap<>();
      for (Map<Integer, Set<ProductField>> one : java.util.List.of(variants, more.variants)) {
        one.forEach(
            (product, some) ->
                allVariants
                    .computeIfAbsent(product, key -> EnumSet.noneOf(ProductField.class))
                    .addAll(some));
      }
      Set<Integer> allGone = new HashSet<>(goneVariants);
      allGone.addAll(more.goneVariants);
      return new Doubt(allFields, allVariants, gone || more.gone, allGone);
    }
  }

  void fields(int template, Set<ProductField> fields, Map<Integer, Set<ProductField>> variants) {
    add(template, new Doubt(fields, variants, false, Set.of()));
  }

  void gone(int template) {
    add(template, new Doubt(Set.of(), Map.of(), true, Set.of()));
  }

  void goneVariant(int template, int product) {
    add(template, new Doubt(Set.of(), Map.of(), false, Set.of(product)));
  }

  private void add(int template, Doubt doubt) {
    doubts.merge(template, doubt, Doubt::and);
  }

  /** The listing as far as it can be believed; what was doubted is forgotten. */
  Listing believed(Listing listing) {
    Doubt doubt = doubts.remove(listing.template());
    if (doubt == null) {
      return listing;
    }
    if (doubt.gone()) {
      return Listing.none(listing.template());
    }
    Map<Integer, Listing.Variant> variants = new HashMap<>(listing.variants());
    variants.keySet().removeAll(doubt.goneVariants());
    doubt
        .variants()
        .forEach(
            (product, fields) ->
                variants.computeIfPresent(
                    product,
                    (key, variant) ->
                        new Listing.Variant(
                            variant.shopId(),
                            variant.sku(),
                            variant.options(),
                            variant.onSale(),
                            unsure(variant.fields(), fields))));
    return new Listing(
        listing.template(),
        listing.shopId(),
        listing.kind(),
        unsure(listing.fields(), doubt.fields()),
        variants,
        listing.unsure(),
        listing.askedAt());
  }

  private static Map<ProductField, String> unsure(
      Map<ProductField, String> known, Set<ProductField> doubted) {
    Map<ProductField, String> result = new EnumMap<>(ProductField.class);
    result.putAll(known);
    doubted.forEach(field -> result.put(field, Fingerprint.UNSURE));
    return result;
  }
}
