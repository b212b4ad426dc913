package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.ExternalIds;
import org.odoobridge.testkit.odoo.orm.Field;
import org.odoobridge.testkit.odoo.orm.Model;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Registry;
import org.odoobridge.testkit.odoo.orm.SqlFailure;

/**
 * The import method {@code load}: a table of texts becomes records with their lines and external
 * ids, all or nothing. Errors, a lost race among them, are answered as messages, never raised.
 */
public final class Loader {

  private final Registry registry;
  private final Records records;
  private final References references;

  public Loader(Registry registry, Records records) {
    this.registry = registry;
    this.records = records;
    this.references = new References(registry, records);
  }

  /** One record of the table: its own cells and, per list field, the rows of its lines. */
  private record Entry(int from, int to, List<List<Object>> rows) {}

  /** Answers {@code ids} (false on any error), {@code messages} and {@code nextrow}. */
  public Map<String, Object> load(Env env, String modelName, Args args) {
    Model model = registry.require(modelName);
    List<String[]> paths = new ArrayList<>();
    for (Object field : args.list(0, "fields")) {
      paths.add(path(String.valueOf(field)));
    }
    for (String[] path : paths) {
      if (!path[0].equals("id") && !path[0].equals(".id") && model.field(path[0]).isEmpty()) {
        throw OdooError.other("builtins.KeyError", path[0]);
      }
    }
    List<List<Object>> data = args.list(1, "data").stream().map(Args::list).toList();
    Savepoint start = env.savepoint();
    List<Integer> ids = new ArrayList<>();
    List<Map<String, Object>> messages = new ArrayList<>();
    List<Entry> entries = entries(model, paths, data);
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      int record = i;
      Savepoint before = env.savepoint();
      try {
        ids.add(
            store(env, model, paths, entry, e -> messages.add(message(model, e, entry, record))));
      } catch (SqlFailure | OdooError e) {
        env.rollback(before);
        messages.add(message(model, e, entry, record));
      }
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    if (messages.isEmpty()) {
      answer.put("ids", ids);
    } else {
      env.rollback(start);
      answer.put("ids", false);
    }
    answer.put("messages", messages);
    answer.put("nextrow", 0);
    return answer;
  }

  private static String[] path(String field) {
    String path =
        field.startsWith(".")
            ? field
            : field.replaceAll("([^/])\\.id$", "$1/.id").replaceAll("([^/]):id$", "$1/id");
    return path.split("/", -1);
  }

  /** A row with only line cells belongs to the record above it. */
  private static List<Entry> entries(Model model, List<String[]> paths, List<List<Object>> data) {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at < data.size()) {
      int end = at + 1;
      while (end < data.size() && onlyLines(model, paths, data.get(end))) {
        end++;
      }
      entries.add(new Entry(at, end - 1, data.subList(at, end)));
      at = end;
    }
    return entries;
  }

  private static boolean onlyLines(Model model, List<String[]> paths, List<Object> row) {
    boolean lines = false;
    for (int i = 0; i < paths.size(); i++) {
      if (!empty(row.get(i))) {
        if (!isLines(model, paths.get(i))) {
          return false;
        }
        lines = true;
      }
    }
    return lines;
  }

  private static boolean isLines(Model model, String[] path) {
    return model.field(path[0]).filter(Field.OneToMany.class::isInstance).isPresent();
  }

  private static boolean empty(Object cell) {
    return Boolean.FALSE.equals(cell) || "".equals(cell);
  }

  private int store(
      Env env, Model model, List<String[]> paths, Entry entry, Consumer<OdooError> refused) {
    Map<String, Object> values = new LinkedHashMap<>();
    Optional<ExternalIds.Name> name = Optional.empty();
    Optional<Integer> known = Optional.empty();
    List<Object> first = entry.rows().getFirst();
    for (int i = 0; i < paths.size(); i++) {
      String[] path = paths.get(i);
      Object cell = first.get(i);
      if (path[0].equals("id")) {
        if (!empty(cell)) {
          name = Optional.of(ExternalIds.Name.of(String.valueOf(cell)));
          known = ExternalIds.find(env, name.get(), model);
        }
      } else if (path[0].equals(".id")) {
        if (!empty(cell)) {
          known = Optional.of(Integer.valueOf(String.valueOf(cell)));
        }
      } else if (!isLines(model, path)) {
        attempt(() -> values.put(path[0], converted(env, model, path, cell)), refused);
      }
    }
    model.fields().values().stream()
        .filter(Field.OneToMany.class::isInstance)
        .map(Field.OneToMany.class::cast)
        .filter(field -> paths.stream().anyMatch(p -> p[0].equals(field.name())))
        .forEach(
            field ->
                attempt(
                    () -> values.put(field.name(), lines(env, model, field, paths, entry)),
                    refused));
    int id;
    if (known.isPresent()) {
      id = known.get();
      records.write(env, model.name(), List.of(id), values);
    } else {
      id = records.create(env, model.name(), values);
    }
    name.ifPresent(n -> ExternalIds.bind(env, n, model.name(), id));
    return id;
  }

  /** A cell that cannot be read is left out and reported; the record is tried all the same. */
  private static void attempt(Runnable conversion, Consumer<OdooError> refused) {
    try {
      conversion.run();
    } catch (OdooError e) {
      if (!References.isRefusal(e)) {
        throw e;
      }
      refused.accept(e);
    }
  }

  /** Commands that create the lines, or update those whose external ids are known. */
  private List<Object> lines(
      Env env, Model model, Field.OneToMany field, List<String[]> paths, Entry entry) {
    Model target = registry.require(field.relation());
    List<Object> commands = new ArrayList<>();
    for (List<Object> row : entry.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      Optional<Integer> known = Optional.empty();
      boolean any = false;
      for (int i = 0; i < paths.size(); i++) {
        String[] path = paths.get(i);
        if (path[0].equals(field.name()) && path.length > 1) {
          Object cell = row.get(i);
          any |= !empty(cell);
          String[] rest = Arrays.copyOfRange(path, 1, path.length);
          if (rest[0].equals("id")) {
            if (!empty(cell)) {
              String text = String.valueOf(cell);
              known = ExternalIds.find(env, ExternalIds.Name.of(text), target);
              values.put("id", text);
            }
          } else if (rest[0].equals(".id")) {
            known = Optional.of(Integer.valueOf(String.valueOf(cell)));
          } else {
            String place = registry.label(model.name(), field.name()) + "/";
            values.put(rest[0], converted(env, target, rest, cell, place));
          }
        }
      }
      if (any && known.isPresent()) {
        values.remove("id");
        commands.add(List.of(4, known.get(), 0));
        commands.add(List.of(1, known.get(), values));
      } else if (any) {
        commands.add(List.of(0, 0, values));
      }
    }
    return commands;
  }

  private Object converted(Env env, Model model, String[] path, Object cell) {
    return converted(env, model, path, cell, "");
  }

  private Object converted(Env env, Model model, String[] path, Object cell, String place) {
    Field field = model.require(path[0]);
    String label = place + registry.label(model.name(), path[0]);
    String by = path.length > 1 ? path[1] : "";
    if (field instanceof Field.ManyToMany many) {
      List<Object> ids = new ArrayList<>();
      for (String reference : String.valueOf(empty(cell) ? "" : cell).split(",", -1)) {
        references.find(env, label, many.relation(), by, reference.strip()).ifPresent(ids::add);
      }
      return List.of(List.of(6, 0, ids));
    }
    if (empty(cell)) {
      return false;
    }
    return switch (field.odooType()) {
      case "many2one" ->
          references
              .find(env, label, ((Field.Column) field).relation(), by, String.valueOf(cell))
              .map(Object.class::cast)
              .orElse(false);
      case "float", "integer" -> number(label, cell);
      case "boolean" ->
          List.of("1", "true", "yes").contains(String.valueOf(cell).toLowerCase(Locale.ROOT));
      default -> String.valueOf(cell);
    };
  }

  private static Object number(String field, Object cell) {
    try {
      return new BigDecimal(String.valueOf(cell).strip());
    } catch (NumberFormatException e) {
      throw References.refusal(
          "'%s' does not seem to be a number for field '%s'".formatted(cell, field));
    }
  }

  private Map<String, Object> message(Model model, RuntimeException e, Entry entry, int index) {
    Map<String, Object> message = new LinkedHashMap<>();
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("from", entry.from());
    rows.put("to", entry.to());
    message.put("rows", rows);
    message.put("record", index);
    message.put("type", "error");
    String text = String.valueOf(e.getMessage());
    if (e instanceof OdooError error && !References.isRefusal(error)) {
      text = "Unknown error during import: <class '%s'>: %s".formatted(error.name(), text);
      message.put("moreinfo", "Resolve other errors first");
    }
    if (e instanceof SqlFailure failure && failure.state().equals("23502")) {
      text = "Missing required value for the field '%s'".formatted(failure.column());
      if (failure.table().equals(model.table())) {
        text =
            "Missing required value for the field '%s' (%s)"
                .formatted(registry.label(model.name(), failure.column()), failure.column());
        message.put("field", failure.column());
      }
    }
    message.put("message", text);
    return message;
  }
}
