package org.odoobridge.testkit.odoo.orm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns values as RPC carries them into columns, and list commands into rows. */
final class Commands {

  /** Columns rounded to a named decimal precision. */
  private static final Map<String, String> PRECISIONS =
      Map.ofEntries(
          Map.entry("sale_order_line.price_unit", "Product Price"),
          Map.entry("sale_order_line.discount", "Discount"),
          Map.entry("sale_order_line.product_uom_qty", "Product Unit of Measure"),
          Map.entry("product_template.list_price", "Product Price"),
          Map.entry("product_pricelist_item.fixed_price", "Product Price"),
          Map.entry("stock_move.product_uom_qty", "Product Unit of Measure"),
          Map.entry("stock_move_line.product_uom_qty", "Product Unit of Measure"),
          Map.entry("stock_move_line.qty_done", "Product Unit of Measure"));

  private final Records records;
  private final Registry registry;

  Commands(Records records, Registry registry) {
    this.records = records;
    this.registry = registry;
  }

  /** The values that are columns of the model's own table, rounded as Odoo rounds them. */
  Map<String, Object> columns(Env env, Model model, Map<String, Object> values) {
    Map<String, Object> columns = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (model.require(name) instanceof Field.Column column && !name.equals("id")) {
            columns.put(name, converted(env, model, column, value));
          }
        });
    return columns;
  }

  private static Object converted(Env env, Model model, Field.Column column, Object value) {
    boolean number = column.odooType().equals("float");
    if (number && Boolean.FALSE.equals(value)) {
      return 0;
    }
    String precision = PRECISIONS.get(model.table() + "." + column.name());
    boolean rounded = env.release().roundsLinePrices() || !column.name().equals("price_unit");
    if (precision != null && rounded && value instanceof Number n) {
      return Decimals.round(Decimals.of(n), digits(env, precision));
    }
    if (!column.relation().isEmpty() && value instanceof List<?> pair && !pair.isEmpty()) {
      return pair.getFirst();
    }
    return value;
  }

  static int digits(Env env, String precision) {
    return env.row("SELECT digits FROM decimal_precision WHERE name = ?", precision)
        .map(row -> row.ref("digits"))
        .orElse(2);
  }

  /** Applies the list commands among the values to a stored record. */
  void apply(Env env, Model model, int id, Map<String, Object> values) {
    values.forEach(
        (name, value) -> {
          switch (model.require(name)) {
            case Field.OneToMany many -> children(env, many, id, Args.list(value));
            case Field.ManyToMany many -> links(env, many, id, Args.list(value));
            case Field.Column c -> {}
            case Field.Inherited i -> {}
            case Field.Computed c -> {}
          }
        });
  }

  private void children(Env env, Field.OneToMany field, int id, List<Object> list) {
    for (Object item : list) {
      List<Object> command = Args.list(item);
      switch (code(command)) {
        case 0 -> {
          Map<String, Object> values = Args.map(command.get(2));
          values.put(field.inverse(), id);
          Object externalId = values.remove("id");
          int child = records.create(env, field.relation(), values);
          if (externalId instanceof String name) {
            ExternalIds.bind(env, ExternalIds.Name.of(name), field.relation(), child);
          }
        }
        case 1 ->
            records.write(
                env, field.relation(), Args.ids(command.get(1)), Args.map(command.get(2)));
        case 2 -> records.unlink(env, field.relation(), Args.ids(command.get(1)));
        case 4 ->
            env.update(
                registry.table(field.relation()),
                Args.ids(command.get(1)),
                Map.of(field.inverse(), id));
        case 5 ->
            records.unlink(
                env,
                field.relation(),
                env.ids(
                    "SELECT id FROM %s WHERE %s = ?"
                        .formatted(registry.table(field.relation()), field.inverse()),
                    id));
        default -> throw OdooError.value("Unsupported command " + command + " on " + field.name());
      }
    }
  }

  private void links(Env env, Field.ManyToMany field, int id, List<Object> list) {
    for (Object item : list) {
      if (item instanceof Number target) {
        link(env, field, id, target.intValue());
        continue;
      }
      List<Object> command = Args.list(item);
      switch (code(command)) {
        case 0 ->
            link(env, field, id, records.create(env, field.relation(), Args.map(command.get(2))));
        case 3 ->
            env.execute(
                "DELETE FROM %s WHERE %s = ? AND %s = ?"
                    .formatted(field.table(), field.here(), field.there()),
                id,
                Args.ids(command.get(1)).getFirst());
        case 4 -> link(env, field, id, Args.ids(command.get(1)).getFirst());
        case 5 -> replace(env, field, id, List.of());
        case 6 -> replace(env, field, id, Args.ids(command.get(2)));
        default -> throw OdooError.value("Unsupported command " + command + " on " + field.name());
      }
    }
  }

  private static void replace(Env env, Field.ManyToMany field, int id, List<Integer> targets) {
    env.execute(
        "DELETE FROM %s WHERE %s = ? AND NOT %s = ANY (?)"
            .formatted(field.table(), field.here(), field.there()),
        id,
        targets);
    targets.forEach(target -> link(env, field, id, target));
  }

  private static void link(Env env, Field.ManyToMany field, int id, int target) {
    env.execute(
        "INSERT INTO %s (%s, %s) VALUES (?, ?) ON CONFLICT DO NOTHING"
            .formatted(field.table(), field.here(), field.there()),
        id,
        target);
  }

  private static int code(List<Object> command) {
    if (command.isEmpty() || !(command.getFirst() instanceof Number code)) {
      throw OdooError.value("Not a command: " + command);
    }
    return code.intValue();
  }
}
