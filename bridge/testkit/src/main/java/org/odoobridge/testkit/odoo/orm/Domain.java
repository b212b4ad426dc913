package org.odoobridge.testkit.odoo.orm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A search domain turned into one SQL condition over the model's table. */
final class Domain {

  private final Env env;
  private final Registry registry;
  private final List<Object> args = new ArrayList<>();
  private final boolean withArchived;

  Domain(Env env, Registry registry, boolean withArchived) {
    this.env = env;
    this.registry = registry;
    this.withArchived = withArchived;
  }

  /** Arguments of the conditions built so far, in order. */
  List<Object> args() {
    return args;
  }

  /** The condition; archived rows are left out unless the domain speaks of {@code active}. */
  String where(Model model, List<?> domain) {
    List<String> conditions = new ArrayList<>();
    Cursor cursor = new Cursor(domain);
    while (cursor.more()) {
      conditions.add(next(model, cursor));
    }
    if (!withArchived && model.hasColumn("active") && !speaksOfActive(domain)) {
      conditions.add(model.table() + ".active");
    }
    return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
  }

  private static boolean speaksOfActive(List<?> domain) {
    return domain.stream()
        .anyMatch(item -> item instanceof List<?> leaf && "active".equals(leaf.getFirst()));
  }

  private String next(Model model, Cursor cursor) {
    Object item = cursor.take();
    if (item instanceof List<?> leaf && leaf.size() == 3) {
      return leaf(
          model, text(leaf.get(0)), text(leaf.get(1)).toLowerCase(Locale.ROOT), leaf.get(2));
    }
    return switch (text(item)) {
      case "&" -> pair(model, cursor, "AND");
      case "|" -> pair(model, cursor, "OR");
      case "!" -> "(NOT coalesce(" + next(model, cursor) + ", FALSE))";
      default -> throw OdooError.value("Invalid leaf " + item);
    };
  }

  private String pair(Model model, Cursor cursor, String operator) {
    String first = next(model, cursor);
    return "(" + first + " " + operator + " " + next(model, cursor) + ")";
  }

  private String leaf(Model model, String path, String operator, Object value) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Field field =
        model
            .field(name)
            .orElseThrow(
                () ->
                    OdooError.value(
                        "Invalid field %s.%s in leaf ('%s', '%s', %s)"
                            .formatted(model.name(), name, path, operator, python(value))));
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    return switch (field) {
      case Field.Column c ->
          rest.isEmpty()
              ? columnLeaf(model, c, operator, value)
              : column(model, c) + " IN " + subselect(c.relation(), "id", rest, operator, value);
      case Field.Inherited i ->
          model.table()
              + "."
              + i.link()
              + " IN "
              + subselect(i.model(), "id", path, operator, value);
      case Field.OneToMany o ->
          value instanceof Boolean set
              ? exists(
                  model,
                  registry.table(o.relation()),
                  o.inverse(),
                  set.equals(operator.equals("=")))
              : model.table()
                  + ".id IN "
                  + subselect(
                      o.relation(), o.inverse(), rest.isEmpty() ? "id" : rest, operator, value);
      case Field.ManyToMany m ->
          value instanceof Boolean set
              ? exists(model, m.table(), m.here(), set.equals(operator.equals("=")))
              : "%s.id IN (SELECT %s FROM %s WHERE %s IN %s)"
                  .formatted(
                      model.table(),
                      m.here(),
                      m.table(),
                      m.there(),
                      subselect(m.relation(), "id", rest.isEmpty() ? "id" : rest, operator, value));
      case Field.Computed c ->
          throw OdooError.value(
              "Non-stored field %s.%s cannot be searched.".formatted(model.name(), name));
    };
  }

  private static String exists(Model model, String table, String column, boolean wanted) {
    return "%sEXISTS (SELECT FROM %s x WHERE x.%s = %s.id)"
        .formatted(wanted ? "" : "NOT ", table, column, model.table());
  }

  private String subselect(
      String modelName, String column, String path, String operator, Object value) {
    Model target = registry.require(modelName);
    Domain inner = new Domain(env, registry, true);
    String where = inner.where(target, List.of(List.of(path, operator, value)));
    args.addAll(inner.args);
    return "(SELECT %s FROM %s WHERE %s)".formatted(column, target.table(), where);
  }

  private String column(Model model, Field.Column column) {
    return env.seen(model.table(), column.name(), model.table() + "." + Env.quoted(column.name()));
  }

  private String columnLeaf(Model model, Field.Column field, String operator, Object value) {
    String column = column(model, field);
    boolean bool = field.type().equals("boolean");
    if (!field.relation().isEmpty() && isName(value)) {
      String by = registry.require(field.relation()).hasColumn("name") ? "name" : "id";
      return column + " IN " + subselect(field.relation(), "id", by, operator, value);
    }
    return switch (operator) {
      case "=", "!=", "<>" -> {
        boolean equal = operator.equals("=");
        if (bool) {
          boolean wanted = Boolean.TRUE.equals(value) == equal;
          yield wanted ? column : "coalesce(" + column + ", FALSE) = FALSE";
        }
        if (Boolean.FALSE.equals(value)) {
          yield column + (equal ? " IS NULL" : " IS NOT NULL");
        }
        yield equal
            ? column + " = " + bound(field, value)
            : "(" + column + " IS NULL OR " + column + " != " + bound(field, value) + ")";
      }
      case ">", "<", ">=", "<=" -> column + " " + operator + " " + bound(field, value);
      case "in" -> in(field, column, many(value));
      case "not in" -> "NOT coalesce(" + in(field, column, many(value)) + ", FALSE)";
      case "like", "ilike" -> match(column, operator, "%" + text(value) + "%");
      case "=like", "=ilike" -> match(column, operator.substring(1), text(value));
      case "not like", "not ilike" ->
          "NOT coalesce("
              + match(column, operator.substring(4), "%" + text(value) + "%")
              + ", FALSE)";
      case "child_of" -> childOf(model, field, column, many(value));
      default -> throw OdooError.value("Invalid operator " + operator);
    };
  }

  private static boolean isName(Object value) {
    return value instanceof String;
  }

  private String in(Field.Column field, String column, Collection<?> values) {
    List<String> parts = new ArrayList<>();
    for (Object value : values) {
      if (Boolean.FALSE.equals(value)) {
        parts.add(column + " IS NULL");
      }
    }
    List<String> markers =
        values.stream().filter(v -> !Boolean.FALSE.equals(v)).map(v -> bound(field, v)).toList();
    if (!markers.isEmpty()) {
      parts.add(column + " IN (" + String.join(", ", markers) + ")");
    }
    return parts.isEmpty() ? "FALSE" : "(" + String.join(" OR ", parts) + ")";
  }

  private String match(String column, String operator, String pattern) {
    args.add(pattern);
    return column + "::text " + operator + " ?";
  }

  private String childOf(Model model, Field.Column field, String column, Collection<?> ids) {
    String table = field.relation().isEmpty() ? model.table() : registry.table(field.relation());
    args.add(ids.stream().map(id -> ((Number) id).intValue()).toList());
    return "%s IN (SELECT c.id FROM %s c JOIN %s p ON c.parent_path LIKE p.parent_path || '%%' WHERE p.id = ANY (?))"
        .formatted(column, table, table);
  }

  private String bound(Field.Column field, Object value) {
    args.add(value instanceof Number n ? Decimals.text(Decimals.of(n)) : value.toString());
    if (field.type().equals("jsonb")) {
      return "?::text";
    }
    return "?::" + field.type();
  }

  private static String python(Object value) {
    return switch (value) {
      case String s -> "'" + s + "'";
      case Boolean b -> b ? "True" : "False";
      case List<?> list -> list.stream().map(Domain::python).toList().toString();
      default -> String.valueOf(value);
    };
  }

  private static Collection<?> many(Object value) {
    return value instanceof Collection<?> several ? several : List.of(value);
  }

  private static String text(Object value) {
    return String.valueOf(value);
  }

  private static final class Cursor {
    private final List<?> items;
    private int at;

    Cursor(List<?> items) {
      this.items = items;
    }

    boolean more() {
      return at < items.size();
    }

    Object take() {
      if (!more()) {
        throw OdooError.value("Domain ends too early");
      }
      return items.get(at++);
    }
  }
}
