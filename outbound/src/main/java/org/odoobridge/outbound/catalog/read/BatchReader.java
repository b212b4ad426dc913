package org.odoobridge.outbound.catalog.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.read.Batch.Template;
import org.odoobridge.outbound.catalog.read.Batch.Variant;

/**
 * Reads templates and their variants with the columns that are needed, then what hangs on them: one
 * statement a table, whatever the number of templates.
 */
final class BatchReader {
  private static final Set<String> VARIANT_COLUMNS = Set.of("default_code", "barcode", "weight");

  private final Query query;
  private final Shape shape;
  private final SelectionSql selection;
  private final Set<String> names;
  private final Batch batch = new Batch();
  private final Texts texts = new Texts();

  /**
   * @param names columns that the mapping asks for, of either table
   */
  BatchReader(Query query, Shape shape, SelectionSql selection, Set<String> names) {
    this.query = query;
    this.shape = shape;
    this.selection = selection;
    this.names = names;
  }

  Batch read(Collection<Integer> ids, BranchReader branches) throws SQLException {
    templates(ids);
    Set<Integer> chosen = new TreeSet<>();
    batch.templates.values().stream().filter(Template::chosen).forEach(t -> chosen.add(t.id()));
    if (!chosen.isEmpty()) {
      variants(chosen);
      branches.read(query, shape, batch, chosen);
    }
    return batch;
  }

  private void templates(Collection<Integer> ids) throws SQLException {
    List<String> columns = templateColumns();
    texts.load(query, shape, "product.template", columns, ids);
    StringBuilder sql = new StringBuilder("select t.id, (");
    sql.append(selection.condition()).append("), t.type, ");
    sql.append(shape.optional("t", "product_template", "is_storable", "false")).append(", ");
    sql.append("t.categ_id, ");
    sql.append(shape.ownText("t", "product_template", "name")).append(" is not null");
    for (String column : columns) {
      sql.append(", ").append(shape.text("t", "product_template", column));
      sql.append(" as \"").append(column).append('"');
    }
    sql.append(" from product_template t where t.id = any (?)");
    List<Object> parameters = new ArrayList<>(selection.parameters());
    parameters.add(ids);
    query.each(sql.toString(), parameters, row -> put(template(row)));
  }

  private void put(Template template) {
    batch.templates.put(template.id(), template);
  }

  private Template template(ResultSet row) throws SQLException {
    int id = row.getInt(1);
    Map<String, String> values = Query.texts(row, 7);
    if (shape.translatedAside()) {
      values.replaceAll((column, text) -> texts.of("product.template", column, id, text));
    }
    String type = Query.text(row.getString(3));
    return new Template(
        id,
        row.getBoolean(2),
        row.getBoolean(6) || texts.has("product.template", "name", id),
        type,
        type.equals("product") || row.getBoolean(4),
        row.getInt(5),
        values);
  }

  private List<String> templateColumns() {
    Set<String> columns = new LinkedHashSet<>(List.of("name"));
    names.stream().filter(name -> shape.has("product_template", name)).forEach(columns::add);
    return List.copyOf(columns);
  }

  private void variants(Collection<Integer> templates) throws SQLException {
    Set<String> columns = new LinkedHashSet<>(VARIANT_COLUMNS);
    names.stream().filter(name -> shape.has("product_product", name)).forEach(columns::add);
    columns.removeAll(Set.of("id", "product_tmpl_id"));
    StringBuilder sql = new StringBuilder("select p.id, p.product_tmpl_id");
    for (String column : columns) {
      sql.append(", ").append(shape.text("p", "product_product", column));
      sql.append(" as \"").append(column).append('"');
    }
    sql.append(" from product_product p where p.active and p.product_tmpl_id = any (?)");
    sql.append(" order by p.id");
    query.each(
        sql.toString(),
        List.of(templates),
        row ->
            Batch.add(
                batch.variants,
                row.getInt(2),
                new Variant(row.getInt(1), row.getInt(2), Query.texts(row, 3))));
  }
}
