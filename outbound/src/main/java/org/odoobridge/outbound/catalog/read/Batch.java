package org.odoobridge.outbound.catalog.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What was read of some templates, before it becomes documents. */
final class Batch {
  /**
   * A template.
   *
   * @param chosen whether the channel's selection takes it
   * @param named whether its name is there in the channel's language
   * @param values text by column of those that are needed, in the channel's language
   */
  record Template(
      int id,
      boolean chosen,
      boolean named,
      String type,
      boolean storable,
      int category,
      Map<String, String> values) {}

  /** An active variant. */
  record Variant(int id, int template, Map<String, String> values) {}

  /**
   * An attribute of a template.
   *
   * @param english its name in English, by which expressions ask for it
   * @param values active ones, in Odoo's order: name by {@code product_template_attribute_value.id}
   */
  record Line(
      int template,
      String name,
      String english,
      boolean makesVariants,
      Map<Integer, String> values) {}

  /** An image's content. */
  record Attachment(int id, String hash, String mimeType) {}

  /**
   * An extra image.
   *
   * @param variant of which variant; 0 = of all
   */
  record ExtraImage(int id, int template, int variant, String alt) {}

  /** A customer tax. */
  record Tax(int id, String english) {}

  /** A product category of accounting and stock. */
  record Place(int id, int parent, String completeName) {
    boolean called(String text) {
      return text.equals(completeName) || text.equals("#" + id);
    }
  }

  final Map<Integer, Template> templates = new TreeMap<>();

  /** Every category by its id, where rules ask for one. */
  final Map<Integer, Place> places = new HashMap<>();

  final Map<Integer, List<Variant>> variants = new HashMap<>();
  final Map<Integer, List<Line>> lines = new HashMap<>();

  /** {@code product_template_attribute_value.id} by variant. */
  final Map<Integer, Set<Integer>> combinations = new HashMap<>();

  /** Paths from the root by template. */
  final Map<Integer, List<List<String>>> categories = new HashMap<>();

  final Map<Integer, List<String>> tags = new HashMap<>();
  final Map<Integer, List<Tax>> taxes = new HashMap<>();
  final Map<Integer, Attachment> templateImages = new HashMap<>();
  final Map<Integer, Attachment> variantImages = new HashMap<>();
  final Map<Integer, Attachment> extraContents = new HashMap<>();
  final Map<Integer, List<ExtraImage>> extraImages = new HashMap<>();
  final Map<Integer, List<Integer>> upsells = new HashMap<>();
  final Map<Integer, List<Integer>> crossSells = new HashMap<>();

  /** Names of templates that have a SKU, where more than one active variant has it. */
  final Map<String, List<String>> twins = new HashMap<>();

  static <K, V> List<V> at(Map<K, List<V>> map, K key) {
    return map.getOrDefault(key, List.of());
  }

  static <K, V> void add(Map<K, List<V>> map, K key, V value) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  /** A category, then each above it. */
  List<Place> placesOf(int category) {
    List<Place> path = new ArrayList<>();
    for (Place place = places.get(category);
        place != null && !path.contains(place);
        place = places.get(place.parent())) {
      path.add(place);
    }
    return path;
  }

  Set<Integer> variantIds() {
    Set<Integer> ids = new HashSet<>();
    variants.values().forEach(list -> list.forEach(variant -> ids.add(variant.id())));
    return ids;
  }

  Set<String> skus() {
    Set<String> skus = new HashSet<>();
    variants
        .values()
        .forEach(list -> list.forEach(v -> skus.add(v.values().getOrDefault("default_code", ""))));
    skus.remove("");
    return skus;
  }
}
