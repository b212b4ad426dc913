package org.odoobridge.outbound.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.read.Batch.Line;
import org.odoobridge.outbound.catalog.read.Batch.Tax;

/** Reads what hangs on templates: attributes, categories, tags, taxes, relations, twins of SKUs. */
final class BranchReader {
  private final CatalogConfig config;

  BranchReader(CatalogConfig config) {
    this.config = config;
  }

  void read(Query query, Shape shape, Batch batch, Set<Integer> templates) throws SQLException {
    lines(query, shape, batch, templates);
    combinations(query, batch, templates);
    if (website(shape)) {
      websiteCategories(query, shape, batch, templates);
    } else {
      categories(query, shape, batch);
    }
    places(query, batch);
    tags(query, shape, batch, templates);
    taxes(query, shape, batch, templates);
    relations(query, shape, batch, templates);
    twins(query, shape, batch);
    new ImageReader(query, shape, batch).read(templates);
  }

  private void places(Query query, Batch batch) throws SQLException {
    if (config.backorders().rules().stream().anyMatch(rule -> !rule.category().isEmpty())) {
      query.each(
          "select id, coalesce(parent_id, 0), complete_name from product_category",
          List.of(),
          row ->
              batch.places.put(
                  row.getInt(1),
                  new Batch.Place(row.getInt(1), row.getInt(2), Query.text(row.getString(3)))));
    }
  }

  private boolean website(Shape shape) {
    return switch (config.categories().from()) {
      case AUTO -> shape.has("product_public_category_product_template_rel");
      case INTERNAL -> false;
      case WEBSITE -> true;
    };
  }

  private record Value(int line, int id, int value, String name) {}

  private record Head(
      int id, int template, int attribute, String name, String english, boolean makes) {}

  private void lines(Query query, Shape shape, Batch batch, Set<Integer> templates)
      throws SQLException {
    List<Head> heads = new ArrayList<>();
    query.each(
        LINES.formatted(
            shape.text("a", "product_attribute", "name"),
            shape.english("a", "product_attribute", "name"),
            shape.optional("l", "product_template_attribute_line", "sequence", "null::int")),
        List.of(templates),
        row ->
            heads.add(
                new Head(
                    row.getInt(1),
                    row.getInt(2),
                    row.getInt(3),
                    Query.text(row.getString(4)),
                    Query.text(row.getString(5)),
                    !"no_variant".equals(row.getString(6)))));
    if (heads.isEmpty()) {
      return;
    }
    List<Value> values = new ArrayList<>();
    query.each(
        VALUES.formatted(shape.text("v", "product_attribute_value", "name")),
        List.of(heads.stream().map(Head::id).toList()),
        row ->
            values.add(
                new Value(
                    row.getInt(1), row.getInt(2), row.getInt(3), Query.text(row.getString(4)))));
    Texts texts = new Texts();
    Set<Integer> attributes = new HashSet<>(heads.stream().map(Head::attribute).toList());
    Set<Integer> valueIds = new HashSet<>(values.stream().map(Value::value).toList());
    texts.load(query, shape, "product.attribute", List.of("name"), attributes);
    texts.load(query, shape, "product.attribute.value", List.of("name"), valueIds);
    Map<Integer, Map<Integer, String>> byLine = new HashMap<>();
    for (Value value : values) {
      byLine
          .computeIfAbsent(value.line(), l -> new LinkedHashMap<>())
          .put(
              value.id(), texts.of("product.attribute.value", "name", value.value(), value.name()));
    }
    for (Head head : heads) {
      Batch.add(
          batch.lines,
          head.template(),
          new Line(
              head.template(),
              texts.of("product.attribute", "name", head.attribute(), head.name()),
              head.english(),
              head.makes(),
              byLine.getOrDefault(head.id(), Map.of())));
    }
  }

  private static final String LINES =
      """
      select l.id, l.product_tmpl_id, a.id, %s, %s, a.create_variant
        from product_template_attribute_line l join product_attribute a on a.id = l.attribute_id
       where l.product_tmpl_id = any (?) and coalesce(l.active, true)
       order by l.product_tmpl_id, %s, a.sequence, a.id, l.id""";
  private static final String VALUES =
      """
      select x.attribute_line_id, x.id, v.id, %s
        from product_template_attribute_value x
        join product_attribute_value v on v.id = x.product_attribute_value_id
       where x.attribute_line_id = any (?) and coalesce(x.ptav_active, true)
       order by x.attribute_line_id, v.sequence, v.id""";

  private static void combinations(Query query, Batch batch, Set<Integer> templates)
      throws SQLException {
    query.each(
        """
        select c.product_product_id, c.product_template_attribute_value_id
          from product_variant_combination c
          join product_product p on p.id = c.product_product_id
         where p.active and p.product_tmpl_id = any (?)""",
        List.of(templates),
        row ->
            batch
                .combinations
                .computeIfAbsent(row.getInt(1), p -> new HashSet<>())
                .add(row.getInt(2)));
  }

  /** The internal tree; its names are not translated. */
  private static void categories(Query query, Shape shape, Batch batch) throws SQLException {
    Map<Integer, List<String>> paths = new HashMap<>();
    Set<Integer> ids = new HashSet<>();
    batch.templates.values().forEach(template -> ids.add(template.category()));
    paths(query, shape, "product_category", ids, paths);
    for (Batch.Template template : batch.templates.values()) {
      List<String> path = paths.get(template.category());
      if (path != null) {
        Batch.add(batch.categories, template.id(), path);
      }
    }
  }

  private static void websiteCategories(
      Query query, Shape shape, Batch batch, Set<Integer> templates) throws SQLException {
    if (!shape.has("product_public_category_product_template_rel")) {
      return;
    }
    Map<Integer, List<Integer>> of = new HashMap<>();
    Set<Integer> ids = new HashSet<>();
    query.each(
        """
        select product_template_id, product_public_category_id
          from product_public_category_product_template_rel
         where product_template_id = any (?) order by 1, 2""",
        List.of(templates),
        row -> {
          Batch.add(of, row.getInt(1), row.getInt(2));
          ids.add(row.getInt(2));
        });
    Map<Integer, List<String>> paths = new HashMap<>();
    paths(query, shape, "product_public_category", ids, paths);
    of.forEach(
        (template, list) ->
            list.forEach(id -> Batch.add(batch.categories, template, Batch.at(paths, id))));
  }

  /** Names from the root down, of categories and their ancestors. */
  private static void paths(
      Query query, Shape shape, String table, Set<Integer> ids, Map<Integer, List<String>> paths)
      throws SQLException {
    record Step(int category, int ancestor, String name) {}
    List<Step> steps = new ArrayList<>();
    query.each(
        """
        with recursive up (category, ancestor, depth) as (
          select c.id, c.id, 0 from %1$s c where c.id = any (?)
          union all
          select up.category, c.parent_id, up.depth + 1
            from up join %1$s c on c.id = up.ancestor
           where c.parent_id is not null and up.depth < 50)
        select up.category, up.ancestor, %2$s from up join %1$s c on c.id = up.ancestor
         order by up.category, up.depth desc"""
            .formatted(table, shape.text("c", table, "name")),
        List.of(ids),
        row -> steps.add(new Step(row.getInt(1), row.getInt(2), Query.text(row.getString(3)))));
    Texts texts = new Texts();
    String model =
        table.equals("product_category") ? "product.category" : "product.public.category";
    Set<Integer> all = new HashSet<>(steps.stream().map(Step::ancestor).toList());
    texts.load(query, shape, model, List.of("name"), all);
    for (Step step : steps) {
      Batch.add(paths, step.category(), texts.of(model, "name", step.ancestor(), step.name()));
    }
  }

  private static void tags(Query query, Shape shape, Batch batch, Set<Integer> templates)
      throws SQLException {
    if (!shape.has("product_tag_product_template_rel")) {
      return;
    }
    // A shop's variations have no tags: what a variant carries by itself is shown with the product.
    String ofVariants =
        shape.has("product_tag_product_product_rel")
            ? """
               union
              select p.product_tmpl_id, x.product_tag_id from product_tag_product_product_rel x
                join product_product p on p.id = x.product_product_id
               where p.active and p.product_tmpl_id = any (?)"""
            : "";
    query.each(
        """
        with x (template, tag) as (
          select x.product_template_id, x.product_tag_id from product_tag_product_template_rel x
           where x.product_template_id = any (?)%s)
        select x.template, %s from x join product_tag g on g.id = x.tag order by 1, g.id"""
            .formatted(ofVariants, shape.text("g", "product_tag", "name")),
        ofVariants.isEmpty() ? List.of(templates) : List.of(templates, templates),
        row -> Batch.add(batch.tags, row.getInt(1), Query.text(row.getString(2))));
  }

  private void taxes(Query query, Shape shape, Batch batch, Set<Integer> templates)
      throws SQLException {
    List<String> companies = config.selection().companies();
    List<Object> parameters = new ArrayList<>();
    parameters.add(templates);
    String ours = "";
    if (!companies.isEmpty()) {
      ours = " and a.company_id in (select o.id from res_company o where o.name = any (?))";
      parameters.add(companies);
    }
    query.each(
        """
        select x.prod_id, a.id, %s from product_taxes_rel x join account_tax a on a.id = x.tax_id
         where x.prod_id = any (?) and a.active and a.type_tax_use = 'sale'%s
         order by x.prod_id, a.sequence, a.id"""
            .formatted(shape.english("a", "account_tax", "name"), ours),
        parameters,
        row ->
            Batch.add(
                batch.taxes, row.getInt(1), new Tax(row.getInt(2), Query.text(row.getString(3)))));
  }

  private static void relations(Query query, Shape shape, Batch batch, Set<Integer> templates)
      throws SQLException {
    if (shape.has("product_alternative_rel")) {
      query.each(
          """
          select x.src_id, t.id from product_alternative_rel x
            join product_template t on t.id = x.dest_id
           where x.src_id = any (?) and t.active order by 1, 2""",
          List.of(templates),
          row -> Batch.add(batch.upsells, row.getInt(1), row.getInt(2)));
    }
    if (shape.has("product_accessory_rel")) {
      query.each(
          """
          select distinct x.src_id, t.id from product_accessory_rel x
            join product_product p on p.id = x.dest_id
            join product_template t on t.id = p.product_tmpl_id
           where x.src_id = any (?) and t.active order by 1, 2""",
          List.of(templates),
          row -> Batch.add(batch.crossSells, row.getInt(1), row.getInt(2)));
    }
  }

  private static void twins(Query query, Shape shape, Batch batch) throws SQLException {
    Set<String> skus = batch.skus();
    if (skus.isEmpty()) {
      return;
    }
    query.each(
        """
        select p.default_code, array_to_string(array_agg(distinct %s), ', ')
          from product_product p join product_template t on t.id = p.product_tmpl_id
         where p.active and t.active and p.default_code = any (?)
         group by 1 having count(*) > 1"""
            .formatted(shape.english("t", "product_template", "name")),
        List.of(skus),
        row -> Batch.add(batch.twins, Query.text(row.getString(1)), Query.text(row.getString(2))));
  }
}
