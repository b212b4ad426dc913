package org.odoobridge.testkit.odoo.orm;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Generic methods of every model, with Odoo's forms of values in and out. */
public final class Records {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Pattern ORDER_TERM =
      Pattern.compile("\\s*([a-z_0-9]+)(\\s+(asc|desc))?\\s*", Pattern.CASE_INSENSITIVE);

  private final Registry registry;
  private final Ops ops;
  private final Names names;
  private final Commands commands;

  public Records(Registry registry, Ops ops) {
    this.registry = registry;
    this.ops = ops;
    this.names = new Names(registry);
    this.commands = new Commands(this, registry);
  }

  /** Ids that match, in the order asked for; {@code limit} 0 = all. */
  public List<Integer> search(
      Env env, String modelName, List<?> domain, int offset, int limit, String order) {
    Model model = registry.require(modelName);
    Domain parsed = new Domain(env, registry, archivedToo(env));
    String where = parsed.where(model, domain);
    String sql =
        "SELECT %1$s.id FROM %1$s WHERE %2$s ORDER BY %3$s"
            .formatted(model.table(), where, orderBy(env, model, order));
    if (limit > 0) {
      sql += " LIMIT " + limit;
    }
    if (offset > 0) {
      sql += " OFFSET " + offset;
    }
    return env.ids(sql, parsed.args().toArray());
  }

  public int count(Env env, String modelName, List<?> domain) {
    Model model = registry.require(modelName);
    Domain parsed = new Domain(env, registry, archivedToo(env));
    String where = parsed.where(model, domain);
    return env.ids(
            "SELECT count(*) FROM " + model.table() + " WHERE " + where, parsed.args().toArray())
        .getFirst();
  }

  /** Values of the records that exist, in the order of {@code ids}; no fields = all. */
  public List<Map<String, Object>> read(
      Env env, String modelName, List<Integer> ids, List<String> wanted) {
    Model model = registry.require(modelName);
    List<String> fields = wanted.isEmpty() ? List.copyOf(model.fields().keySet()) : wanted;
    fields.forEach(model::require);
    Map<Integer, Row> rows =
        env.rows("SELECT * FROM " + model.table() + " WHERE id = ANY (?)", ids).stream()
            .collect(Collectors.toMap(Row::id, row -> row));
    Map<Integer, Map<String, Object>> answers = new LinkedHashMap<>();
    for (int id : ids) {
      if (rows.containsKey(id)) {
        answers.computeIfAbsent(id, i -> new LinkedHashMap<>(Map.of("id", i)));
      }
    }
    List<Integer> found = List.copyOf(answers.keySet());
    for (String field : fields) {
      column(env, model, model.require(field), found, rows)
          .forEach(
              (id, value) ->
                  answers.computeIfAbsent(id, i -> new LinkedHashMap<>()).put(field, value));
    }
    return List.copyOf(answers.values());
  }

  public Map<Integer, String> names(Env env, String model, Collection<Integer> ids) {
    return names.of(env, model, ids);
  }

  /** Creates one record by the model's own way, or generically. */
  public int create(Env env, String modelName, Map<String, Object> values) {
    Model model = registry.require(modelName);
    values.keySet().forEach(model::require);
    return ops.create(modelName)
        .map(own -> own.create(env, values))
        .orElseGet(() -> insert(env, modelName, values));
  }

  /** Creates one record from the values alone. */
  public int insert(Env env, String modelName, Map<String, Object> given) {
    Model model = registry.require(modelName);
    Map<String, Object> values = env.present(model.table(), given);
    Map<String, Object> stored = commands.columns(env, model, values);
    if (model.hasColumn("active")) {
      stored.putIfAbsent("active", true);
    }
    model.defaults().forEach(stored::putIfAbsent);
    Map<String, Object> parent = inherited(model, values);
    for (Field field : model.fields().values()) {
      if (field instanceof Field.Inherited link && !stored.containsKey(link.link())) {
        stored.put(link.link(), create(env, link.model(), parent));
      }
    }
    int id = env.insert(model.table(), stored);
    commands.apply(env, model, id, values);
    return id;
  }

  public void write(Env env, String modelName, List<Integer> ids, Map<String, Object> values) {
    Model model = registry.require(modelName);
    values.keySet().forEach(model::require);
    requireAll(env, model, ids);
    if (ops.write(modelName).isPresent()) {
      ops.write(modelName).get().write(env, ids, values);
    } else {
      store(env, modelName, ids, values);
    }
  }

  /** Stores values without the model's own way; a parent's values go to the parent. */
  public void store(Env env, String modelName, List<Integer> ids, Map<String, Object> given) {
    Model model = registry.require(modelName);
    Map<String, Object> values = env.present(model.table(), given);
    Map<String, Object> stored = commands.columns(env, model, values);
    Map<String, Object> parent = inherited(model, values);
    env.update(model.table(), ids, Translations.store(env, model, ids, stored));
    for (Field field : model.fields().values()) {
      if (!parent.isEmpty() && field instanceof Field.Inherited link) {
        List<Integer> parents =
            env.ids(
                "SELECT DISTINCT %s FROM %s WHERE id = ANY (?)"
                    .formatted(link.link(), model.table()),
                ids);
        write(env, link.model(), parents, parent);
        break;
      }
    }
    for (int id : ids) {
      commands.apply(env, model, id, values);
    }
  }

  /** Applies only the list commands among the values. */
  public void applyLists(Env env, String modelName, int id, Map<String, Object> values) {
    commands.apply(env, registry.require(modelName), id, values);
  }

  public void unlink(Env env, String modelName, List<Integer> ids) {
    Model model = registry.require(modelName);
    if (ops.unlink(modelName).isPresent()) {
      ops.unlink(modelName).get().unlink(env, ids);
    } else {
      env.delete(model.table(), ids);
    }
  }

  /** Description of fields: type, required, readonly, relation, string. */
  public Map<String, Object> fieldsGet(String modelName, List<?> only, List<?> attributes) {
    Map<String, Object> described = new LinkedHashMap<>();
    for (Field field : registry.require(modelName).fields().values()) {
      if (only.isEmpty() || only.contains(field.name())) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("type", field.odooType());
        about.put("string", registry.label(modelName, field.name()));
        about.put("readonly", field instanceof Field.Computed);
        switch (field) {
          case Field.OneToMany o -> about.put("relation", o.relation());
          case Field.ManyToMany m -> about.put("relation", m.relation());
          case Field.Column c -> {
            about.put("store", true);
            if (!c.relation().isEmpty()) {
              about.put("relation", c.relation());
            }
          }
          case Field.Inherited i -> about.put("store", false);
          case Field.Computed c -> about.put("store", false);
        }
        about.keySet().removeIf(key -> !attributes.isEmpty() && !attributes.contains(key));
        described.put(field.name(), about);
      }
    }
    return described;
  }

  private void requireAll(Env env, Model model, List<Integer> ids) {
    Set<Integer> gone = new HashSet<>(ids);
    env.ids("SELECT id FROM " + model.table() + " WHERE id = ANY (?)", ids).forEach(gone::remove);
    if (!gone.isEmpty()) {
      throw OdooError.missing(model.name(), List.copyOf(gone), env.uid());
    }
  }

  private static Map<String, Object> inherited(Model model, Map<String, Object> values) {
    Map<String, Object> parent = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (model.require(name) instanceof Field.Inherited) {
            parent.put(name, value);
          }
        });
    return parent;
  }

  private Map<Integer, Object> column(
      Env env, Model model, Field field, List<Integer> ids, Map<Integer, Row> rows) {
    return switch (field) {
      case Field.Column c ->
          c.relation().isEmpty() ? plains(env, model, c, ids, rows) : references(env, c, ids, rows);
      case Field.Inherited i -> parentValues(env, i, ids, rows);
      case Field.OneToMany o ->
          lists(
              env,
              ids,
              "SELECT %s AS here, id AS there FROM %s WHERE %s = ANY (?) ORDER BY %s"
                  .formatted(
                      o.inverse(),
                      registry.table(o.relation()),
                      o.inverse(),
                      registry.require(o.relation()).order()));
      case Field.ManyToMany m ->
          lists(
              env,
              ids,
              "SELECT %s AS here, %s AS there FROM %s WHERE %s = ANY (?) ORDER BY 2"
                  .formatted(m.here(), m.there(), m.table(), m.here()));
      case Field.Computed c -> computed(env, model, c, ids);
    };
  }

  private Map<Integer, Object> computed(
      Env env, Model model, Field.Computed field, List<Integer> ids) {
    Map<Integer, Object> values = new LinkedHashMap<>();
    Object none =
        switch (field.type()) {
          case "float" -> 0.0;
          case "integer" -> 0;
          case "many2many" -> List.of();
          default -> false;
        };
    Map<Integer, ? extends Object> known =
        field.name().equals("display_name")
            ? names.of(env, model.name(), ids)
            : ops.compute(model.name(), field.name()).map(c -> c.values(env, ids)).orElse(Map.of());
    for (int id : ids) {
      Object value = known.get(id);
      values.put(
          id, value == null ? none : value instanceof BigDecimal d ? d.doubleValue() : value);
    }
    return values;
  }

  private Map<Integer, Object> parentValues(
      Env env, Field.Inherited field, List<Integer> ids, Map<Integer, Row> rows) {
    Map<Integer, Integer> parents = new LinkedHashMap<>();
    ids.forEach(id -> parents.put(id, rows.getOrDefault(id, new Row(Map.of())).ref(field.link())));
    Map<Integer, Object> read = new LinkedHashMap<>();
    for (Map<String, Object> row :
        read(
            env,
            field.model(),
            List.copyOf(new HashSet<>(parents.values())),
            List.of(field.name()))) {
      read.put((Integer) row.get("id"), row.getOrDefault(field.name(), false));
    }
    Map<Integer, Object> values = new LinkedHashMap<>();
    parents.forEach((id, parent) -> values.put(id, read.getOrDefault(parent, false)));
    return values;
  }

  private Map<Integer, Object> references(
      Env env, Field.Column field, List<Integer> ids, Map<Integer, Row> rows) {
    Set<Integer> targets = new HashSet<>();
    rows.values().forEach(row -> targets.add(row.ref(field.name())));
    targets.remove(0);
    Map<Integer, String> known =
        targets.isEmpty() ? Map.of() : names.of(env, field.relation(), targets);
    Map<Integer, Object> values = new LinkedHashMap<>();
    for (int id : ids) {
      int target = rows.getOrDefault(id, new Row(Map.of())).ref(field.name());
      values.put(id, target == 0 ? false : List.of(target, known.getOrDefault(target, "")));
    }
    return values;
  }

  private static Map<Integer, Object> lists(Env env, List<Integer> ids, String sql) {
    Map<Integer, Object> values = new LinkedHashMap<>();
    Map<Integer, List<Integer>> lists = new LinkedHashMap<>();
    ids.forEach(id -> lists.put(id, new ArrayList<>()));
    for (Row row : env.rows(sql, ids)) {
      lists.computeIfAbsent(row.ref("here"), id -> new ArrayList<>()).add(row.ref("there"));
    }
    values.putAll(lists);
    return values;
  }

  private static Map<Integer, Object> plains(
      Env env, Model model, Field.Column field, List<Integer> ids, Map<Integer, Row> rows) {
    Map<Integer, Object> values = new LinkedHashMap<>();
    for (int id : ids) {
      values.put(id, plain(field, rows.getOrDefault(id, new Row(Map.of())).get(field.name())));
    }
    values.putAll(Translations.of(env, model, field.name(), ids));
    return values;
  }

  private static Object plain(Field.Column field, @Nullable Object value) {
    if (value == null) {
      return switch (field.odooType()) {
        case "float" -> 0.0;
        case "integer" -> field.name().endsWith("_id") ? (Object) false : 0;
        default -> false;
      };
    }
    return switch (value) {
      case BigDecimal number -> number.doubleValue();
      case LocalDateTime time -> time.format(TIME);
      case LocalDate date -> date.toString();
      default -> value;
    };
  }

  private static boolean archivedToo(Env env) {
    return Boolean.FALSE.equals(env.context().get("active_test"));
  }

  private static String orderBy(Env env, Model model, String order) {
    List<String> terms = new ArrayList<>();
    for (String term : (order.isBlank() ? model.order() : order).split(",", -1)) {
      var matcher = ORDER_TERM.matcher(term);
      if (!matcher.matches() || !model.hasColumn(matcher.group(1))) {
        throw OdooError.value("Invalid \"order\" specified (" + order + ").");
      }
      String column = matcher.group(1);
      String direction = matcher.group(3) == null ? "" : " " + matcher.group(3);
      terms.add(env.seen(model.table(), column, model.table() + "." + column) + direction);
    }
    return String.join(", ", terms);
  }
}
