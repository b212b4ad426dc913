package org.odoobridge.outbound.catalog.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.odoobridge.outbound.catalog.config.SelectionConfig;

/**
 * The condition on {@code product_template t} that says which templates a channel has.
 *
 * @param parameters in the order of the condition's question marks
 */
record SelectionSql(String condition, List<?> parameters) {
  SelectionSql {
    parameters = List.copyOf(parameters);
  }

  static SelectionSql of(SelectionConfig selection, Shape shape) {
    List<String> conditions = new ArrayList<>(List.of("t.active", "t.sale_ok"));
    List<Object> parameters = new ArrayList<>();
    if (!selection.categories().isEmpty()) {
      conditions.add(
          "t.categ_id in (select c.id from product_category r join product_category c on"
              + " starts_with(c.parent_path, r.parent_path) where r.complete_name = any (?))");
      parameters.add(selection.categories());
    }
    if (!selection.tags().isEmpty()) {
      tags(selection, shape, conditions, parameters);
    }
    if (!selection.companies().isEmpty()) {
      conditions.add(
          "(t.company_id is null or t.company_id in"
              + " (select o.id from res_company o where o.name = any (?)))");
      parameters.add(selection.companies());
    }
    if (!selection.skus().isEmpty()) {
      conditions.add(
          "exists (select from product_product s where s.product_tmpl_id = t.id and s.active"
              + " and s.default_code = any (?))");
      parameters.add(selection.skus());
    }
    if (selection.websitePublished()) {
      conditions.add(
          shape.publishedColumn().isEmpty()
              ? "false"
              : "coalesce(t." + shape.publishedColumn().getFirst() + ", false)");
    }
    where(selection.where(), shape, conditions, parameters);
    return new SelectionSql(String.join(" and ", conditions), parameters);
  }

  private static void tags(
      SelectionConfig selection, Shape shape, List<String> conditions, List<Object> parameters) {
    if (!shape.has("product_tag_product_template_rel")) {
      conditions.add("false");
      return;
    }
    conditions.add(
        "exists (select from product_tag_product_template_rel x"
            + " join product_tag g on g.id = x.product_tag_id where x.product_template_id = t.id"
            + " and "
            + shape.english("g", "product_tag", "name")
            + " = any (?))");
    parameters.add(selection.tags());
  }

  private static void where(
      Map<String, String> where, Shape shape, List<String> conditions, List<Object> parameters) {
    where.forEach(
        (column, value) -> {
          if (!shape.has("product_template", column)) {
            conditions.add("false");
            return;
          }
          boolean flag =
              shape
                  .catalogue()
                  .type("product_template", column)
                  .filter("boolean"::equals)
                  .isPresent();
          conditions.add(
              flag
                  ? "coalesce(t.\"" + column + "\", false)::text = ?"
                  : shape.english("t", "product_template", column) + " = ?");
          parameters.add(value);
        });
  }
}
