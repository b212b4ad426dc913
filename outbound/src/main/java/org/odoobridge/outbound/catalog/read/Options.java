package org.odoobridge.outbound.catalog.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.read.Batch.Line;
import org.odoobridge.outbound.catalog.read.Batch.Variant;

/**
 * Attributes of a template and the options its active variants have.
 *
 * @param variable whether the shop needs variations
 * @param chosen option by attribute name, by variant
 */
record Options(
    boolean variable,
    List<FieldValue.Attribute> attributes,
    Map<Integer, Map<String, String>> chosen,
    Map<String, String> byEnglishName) {

  /** Chosen options of a variant. */
  Map<String, String> of(int variant) {
    return chosen.getOrDefault(variant, Map.of());
  }

  static Options of(
      List<Line> lines, List<Variant> variants, Map<Integer, Set<Integer>> combinations) {
    boolean variable =
        variants.size() > 1
            || lines.stream().anyMatch(line -> line.makesVariants() && line.values().size() > 1);
    Set<Integer> used = new LinkedHashSet<>();
    variants.forEach(variant -> used.addAll(combinations.getOrDefault(variant.id(), Set.of())));
    Map<String, Set<String>> options = new LinkedHashMap<>();
    Map<String, Boolean> varying = new HashMap<>();
    Map<String, String> english = new HashMap<>();
    Map<Integer, Map<String, String>> chosen = new HashMap<>();
    for (Line line : lines) {
      boolean varies = variable && line.makesVariants() && line.values().size() > 1;
      List<String> shown = new ArrayList<>();
      line.values()
          .forEach(
              (id, name) -> {
                if (!varies || used.contains(id)) {
                  shown.add(name);
                }
              });
      options.computeIfAbsent(line.name(), n -> new LinkedHashSet<>()).addAll(shown);
      varying.merge(line.name(), varies, Boolean::logicalOr);
      english.put(line.english(), String.join(", ", shown));
      if (varies) {
        choose(line, variants, combinations, chosen);
      }
    }
    List<FieldValue.Attribute> attributes = new ArrayList<>();
    options.forEach(
        (name, shown) -> {
          if (!shown.isEmpty()) {
            attributes.add(
                new FieldValue.Attribute(
                    name, List.copyOf(shown), Boolean.TRUE.equals(varying.get(name))));
          }
        });
    return new Options(variable, attributes, chosen, english);
  }

  private static void choose(
      Line line,
      List<Variant> variants,
      Map<Integer, Set<Integer>> combinations,
      Map<Integer, Map<String, String>> chosen) {
    for (Variant variant : variants) {
      for (Integer value : combinations.getOrDefault(variant.id(), Set.of())) {
        String name = line.values().get(value);
        if (name != null) {
          chosen.computeIfAbsent(variant.id(), v -> new LinkedHashMap<>()).put(line.name(), name);
        }
      }
    }
  }
}
