package org.odoobridge.outbound.catalog.coupon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.Listing;

/** A channel's own numbers for products, as it acknowledged them. */
final class ShopProducts {
  private final Map<Integer, Listing> listings = new HashMap<>();

  /** Looks up all templates of these sets at once; throws {@code SqlFailure}. */
  ShopProducts(CatalogStore store, ChannelId channel, Collection<ProductSet> sets) {
    Set<Integer> templates = new HashSet<>();
    for (ProductSet set : sets) {
      if (set instanceof ProductSet.Only only) {
        templates.addAll(only.templates().values());
      }
    }
    if (!templates.isEmpty()) {
      listings.putAll(store.listings(channel, templates));
    }
  }

  /**
   * Numbers of those products the channel has: of the product where all its variants are meant,
   * else of the variants.
   */
  List<Long> numbers(ProductSet.Only set) {
    Map<Integer, Set<Integer>> byTemplate = new HashMap<>();
    set.templates()
        .forEach(
            (product, template) ->
                byTemplate.computeIfAbsent(template, key -> new HashSet<>()).add(product));
    List<Long> numbers = new ArrayList<>();
    byTemplate.forEach(
        (template, products) -> {
          Listing listing = listings.get(template);
          if (listing != null && listing.found()) {
            numbers.addAll(numbers(listing, products));
          }
        });
    return numbers;
  }

  private static List<Long> numbers(Listing listing, Set<Integer> products) {
    boolean whole =
        listing.kind() == DesiredProduct.Kind.SIMPLE
            || listing.variants().entrySet().stream()
                .filter(variant -> variant.getValue().onSale())
                .allMatch(variant -> products.contains(variant.getKey()));
    if (whole) {
      return List.of(listing.shopId());
    }
    return listing.variants().entrySet().stream()
        .filter(variant -> products.contains(variant.getKey()))
        .map(variant -> variant.getValue().shopId())
        .filter(id -> id != Listing.NONE)
        .toList();
  }
}
