package org.odoobridge.outbound.catalog.read;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Translations that lie in a table of their own, as in Odoo 14 and 15. Those of whole texts replace
 * the text; those of HTML replace its terms, one by one.
 */
final class Texts {
  private static final String SQL =
      """
      select name, res_id, type, src, value from ir_translation
       where lang = ? and name = any (?) and res_id = any (?) and value <> ''
         and type in ('model', 'model_terms')""";

  /** A part of an HTML text. */
  private record Term(String source, String value) {}

  private final Map<String, String> whole = new HashMap<>();
  private final Map<String, List<Term>> terms = new HashMap<>();

  /**
   * Reads what is there for some records of a model.
   *
   * @param model such as {@code product.template}
   */
  void load(
      Query query, Shape shape, String model, Collection<String> fields, Collection<Integer> ids)
      throws SQLException {
    if (!shape.translatedAside() || ids.isEmpty() || fields.isEmpty()) {
      return;
    }
    List<String> names = fields.stream().map(field -> model + ',' + field).toList();
    query.each(
        SQL,
        List.of(shape.language(), names, ids),
        row -> {
          String key = row.getString(1) + '#' + row.getInt(2);
          String value = Query.text(row.getString(5));
          if ("model".equals(row.getString(3))) {
            whole.put(key, value);
          } else {
            terms
                .computeIfAbsent(key, k -> new ArrayList<>())
                .add(new Term(Query.text(row.getString(4)), value));
          }
        });
  }

  boolean has(String model, String field, int id) {
    return whole.containsKey(key(model, field, id));
  }

  /** The translation, else the text itself. */
  String of(String model, String field, int id, String source) {
    String key = key(model, field, id);
    String text = whole.getOrDefault(key, source);
    List<Term> parts = new ArrayList<>(terms.getOrDefault(key, List.of()));
    // A term may be part of another: the longer one first.
    parts.sort(Comparator.comparingInt((Term term) -> term.source().length()).reversed());
    for (Term term : parts) {
      text = term.source().isEmpty() ? text : text.replace(term.source(), term.value());
    }
    return text;
  }

  private static String key(String model, String field, int id) {
    return model + ',' + field + '#' + id;
  }
}
