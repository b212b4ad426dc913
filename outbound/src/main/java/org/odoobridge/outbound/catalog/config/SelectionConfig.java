package org.odoobridge.outbound.catalog.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.config.Default;

/**
 * Which templates a channel has: active ones that may be sold and meet everything said here.
 *
 * @param categories complete names of Odoo's product categories, each with all below it; empty =
 *     all
 * @param tags names of product tags of which it must have one; empty = all
 * @param companies names of companies; products of these or of none; empty = all
 * @param skus internal references of templates or of one of their variants; empty = all
 * @param where value by column of {@code product_template}, as PostgreSQL writes it, such as {@code
 *     x_in_shop: "true"}
 * @param websitePublished whether Odoo's own website must show it, too
 */
public record SelectionConfig(
    @Default("") List<String> categories,
    @Default("") List<String> tags,
    @Default("") List<String> companies,
    @Default("") List<String> skus,
    @Default("") Map<String, String> where,
    @Default("false") boolean websitePublished) {
  public SelectionConfig {
    categories = List.copyOf(categories);
    tags = List.copyOf(tags);
    companies = List.copyOf(companies);
    skus = List.copyOf(skus);
    where = Collections.unmodifiableMap(new LinkedHashMap<>(where));
    where
        .keySet()
        .forEach(
            column -> {
              if (!column.matches("[a-z_][a-z0-9_]*")) {
                throw new IllegalArgumentException(
                    "where: '" + column + "' is no column; write its technical name");
              }
            });
  }

  /** Whatever may be sold. */
  public static SelectionConfig everything() {
    return new SelectionConfig(List.of(), List.of(), List.of(), List.of(), Map.of(), false);
  }
}
