package org.odoobridge.outbound.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.config.CategoriesConfig;
import org.odoobridge.outbound.catalog.config.SelectionConfig;

/** Compares what the configuration names with what this Odoo has. */
record ConfigCheck(CatalogConfig config, Mapping mapping, Query query, Shape shape) {
  /** Everything that is wrong. */
  List<String> problems() throws SQLException {
    List<String> problems = new ArrayList<>(misfits());
    taxes(problems);
    return List.copyOf(problems);
  }

  /**
   * What would empty fields or take products off sale by mistake: with any of it nothing is
   * published.
   */
  List<String> misfits() throws SQLException {
    List<String> problems = new ArrayList<>(mapping.problems(shape));
    SelectionConfig selection = config.selection();
    language(problems);
    missing(
        problems,
        "selection.categories",
        selection.categories(),
        "select complete_name from product_category where complete_name = any (?)",
        "write the complete name as Odoo shows it, such as 'All / Saleable'");
    missing(
        problems,
        "selection.companies",
        selection.companies(),
        "select name from res_company where name = any (?)",
        "write the company's name as Odoo shows it");
    tags(problems, selection);
    for (String column : selection.where().keySet()) {
      if (!shape.has("product_template", column)) {
        problems.add(
            "selection.where: product_template has no column '"
                + column
                + "'; make it a stored field, or choose another");
      }
    }
    if (selection.websitePublished() && shape.publishedColumn().isEmpty()) {
      problems.add(
          "selection.websitePublished: this Odoo has no website shop; remove it, or install"
              + " website_sale");
    }
    if (config.categories().from() == CategoriesConfig.From.WEBSITE
        && !shape.has("product_public_category")) {
      problems.add(
          "categories.from: this Odoo has no website categories; write internal, or install"
              + " website_sale");
    }
    return List.copyOf(problems);
  }

  private void language(List<String> problems) throws SQLException {
    Set<String> active = new LinkedHashSet<>();
    query.each(
        "select code from res_lang where active order by code",
        List.of(),
        row -> active.add(Query.text(row.getString(1))));
    if (!active.contains(config.language())) {
      problems.add(
          "language: '"
              + config.language()
              + "' is not active in Odoo; activate it there, or choose of "
              + String.join(", ", active));
    }
  }

  private void tags(List<String> problems, SelectionConfig selection) throws SQLException {
    if (!selection.tags().isEmpty() && !shape.has("product_tag")) {
      problems.add("selection.tags: this Odoo has no product tags; select by category or by where");
      return;
    }
    if (shape.has("product_tag")) {
      String name = shape.english("g", "product_tag", "name");
      missing(
          problems,
          "selection.tags",
          selection.tags(),
          "select " + name + " from product_tag g where " + name + " = any (?)",
          "write the tag's name as Odoo shows it in English");
    }
  }

  private void taxes(List<String> problems) throws SQLException {
    String name = shape.english("a", "account_tax", "name");
    missing(
        problems,
        "taxClasses",
        List.copyOf(config.taxClasses().keySet()),
        "select "
            + name
            + " from account_tax a where a.type_tax_use = 'sale' and a.active union"
            + " select a.id::text from account_tax a where a.type_tax_use = 'sale' and a.active",
        "write the sale tax's name in English, or its id");
  }

  /** Which of {@code names} the statement does not give back. */
  private void missing(
      List<String> problems, String key, List<String> names, String sql, String remedy)
      throws SQLException {
    if (names.isEmpty()) {
      return;
    }
    Set<String> absent = new LinkedHashSet<>(names);
    List<?> parameters = sql.contains("?") ? List.of(names) : List.of();
    query.each(sql, parameters, row -> absent.remove(Query.text(row.getString(1))));
    absent.forEach(name -> problems.add(key + ": Odoo has no '" + name + "'; " + remedy));
  }
}
