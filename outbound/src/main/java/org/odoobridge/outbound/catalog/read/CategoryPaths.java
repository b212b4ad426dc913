package org.odoobridge.outbound.catalog.read;

import java.util.Arrays;
import java.util.List;

/** Paths of categories, as Odoo writes them: {@code All / Saleable / Office}. */
final class CategoryPaths {
  private static final String SEPARATOR = " / ";

  private CategoryPaths() {}

  /** What is left below the longest root that fits; all of it when none does. */
  static List<String> below(List<String> path, List<String> roots) {
    int cut = 0;
    for (String root : roots) {
      List<String> steps = parse(root);
      if (steps.size() <= path.size() && path.subList(0, steps.size()).equals(steps)) {
        cut = Math.max(cut, steps.size());
      }
    }
    return path.subList(cut, path.size());
  }

  static String text(List<String> path) {
    return String.join(SEPARATOR, path);
  }

  static List<String> parse(String text) {
    return Arrays.stream(text.split(SEPARATOR, -1))
        .map(String::strip)
        .filter(step -> !step.isEmpty())
        .toList();
  }
}
