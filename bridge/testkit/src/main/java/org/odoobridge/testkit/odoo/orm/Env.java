package org.odoobridge.testkit.odoo.orm;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.util.PGobject;

/**
 * One database transaction of one RPC call: who calls, with which context, and the SQL primitives.
 * {@code false} as a value means NULL unless the column is boolean, as in Odoo.
 */
public final class Env {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final Connection connection;
  private final Catalog catalog;
  private final OdooRelease release;
  private final int uid;
  private final Map<String, Object> context;
  private @Nullable LocalDateTime now;
  private int company;

  public Env(
      Connection connection,
      Catalog catalog,
      OdooRelease release,
      int uid,
      Map<String, Object> context) {
    this.connection = connection;
    this.catalog = catalog;
    this.release = release;
    this.uid = uid;
    this.context = Map.copyOf(context);
  }

  public int uid() {
    return uid;
  }

  /** What this Odoo is; asked for single differences. */
  public OdooRelease release() {
    return release;
  }

  public Map<String, Object> context() {
    return context;
  }

  /** Language of the call's texts. */
  public String language() {
    return context.get("lang") instanceof String lang && !lang.isBlank() ? lang : Jsonb.SOURCE;
  }

  /** The company that the call works for: the first allowed one, or the user's own. */
  public int company() {
    if (context.get("allowed_company_ids") instanceof List<?> allowed
        && !allowed.isEmpty()
        && allowed.getFirst() instanceof Number first) {
      return first.intValue();
    }
    int known = company;
    if (known == 0) {
      known =
          row("SELECT company_id FROM res_users WHERE id = ?", uid)
              .map(user -> user.ref("company_id"))
              .orElse(1);
      company = known;
    }
    return known;
  }

  /** The SQL of a jsonb column's value as the caller sees it; any other column as it is. */
  public String seen(String table, String column, String sql) {
    return "jsonb".equals(catalog.columns(table).get(column))
        ? Jsonb.of(table, column).sql(sql, language(), company())
        : sql;
  }

  /** Whether the call's context has the key with a true value. */
  public boolean asks(String key) {
    Object value = context.get(key);
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** The same transaction under more context. */
  public Env with(String key, Object value) {
    Map<String, Object> more = new HashMap<>(context);
    more.put(key, value);
    Env env = new Env(connection, catalog, release, uid, more);
    env.now = now;
    return env;
  }

  /** Start of the transaction in UTC, to the microsecond; what {@code write_date} becomes. */
  public LocalDateTime now() {
    LocalDateTime known = now;
    if (known == null) {
      known = rows("SELECT now() AT TIME ZONE 'UTC' AS t").getFirst().time("t");
      now = known;
    }
    return known;
  }

  /** The same to the second, as Odoo's own datetime values. */
  public String nowText() {
    return now().format(TIME);
  }

  public List<Row> rows(String sql, Object... args) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, args);
      try (ResultSet result = statement.executeQuery()) {
        List<Row> rows = new ArrayList<>();
        ResultSetMetaData meta = result.getMetaData();
        while (result.next()) {
          Map<String, Object> values = new LinkedHashMap<>();
          for (int i = 1; i <= meta.getColumnCount(); i++) {
            Object value = plain(meta, i, result.getObject(i));
            if (value != null) {
              values.put(meta.getColumnLabel(i), value);
            }
          }
          rows.add(new Row(values));
        }
        return rows;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  public Optional<Row> row(String sql, Object... args) {
    return rows(sql, args).stream().findFirst();
  }

  /** First column of every row as integers. */
  public List<Integer> ids(String sql, Object... args) {
    return rows(sql, args).stream()
        .map(row -> ((Number) row.values().values().iterator().next()).intValue())
        .toList();
  }

  /** Whether this release's table has the column. */
  public boolean has(String table, String column) {
    return catalog.tables().getOrDefault(table, Map.of()).containsKey(column);
  }

  /** The values under the names that the table has in this release; unknown ones stay. */
  Map<String, Object> present(String table, Map<String, Object> values) {
    return Columns.present(catalog, table, values);
  }

  /** The row of a table; it must exist. */
  public Row get(String table, int id) {
    return row("SELECT * FROM " + table + " WHERE id = ?", id)
        .orElseThrow(() -> OdooError.missing(table.replace('_', '.'), List.of(id), uid));
  }

  public int execute(String sql, Object... args) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, args);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** Inserts a row stamped with the caller and the time; answers its id. */
  public int insert(String table, Map<String, Object> values) {
    Map<String, Object> all = Columns.present(catalog, table, values);
    if (catalog.columns(table).containsKey("create_uid")) {
      all.putIfAbsent("create_uid", uid);
      all.putIfAbsent("write_uid", uid);
      all.putIfAbsent("create_date", now());
      all.putIfAbsent("write_date", now());
    }
    List<String> columns = List.copyOf(all.keySet());
    fillSource(table, all);
    String sql =
        "INSERT INTO %s (%s) VALUES (%s)%s"
            .formatted(
                table,
                columns.stream().map(Env::quoted).collect(Collectors.joining(", ")),
                columns.stream().map(c -> marker(table, c)).collect(Collectors.joining(", ")),
                catalog.columns(table).containsKey("id") ? " RETURNING id" : "");
    Object[] args = columns.stream().map(c -> value(table, c, all)).toArray();
    if (!catalog.columns(table).containsKey("id")) {
      execute(sql, args);
      return 0;
    }
    return rows(sql, args).getFirst().id();
  }

  /** A new text is also the source that other languages read. */
  private void fillSource(String table, Map<String, Object> values) {
    if (!language().equals(Jsonb.SOURCE)) {
      values.replaceAll(
          (column, value) ->
              value instanceof String text
                      && "jsonb".equals(catalog.columns(table).get(column))
                      && Jsonb.of(table, column) == Jsonb.TRANSLATED
                  ? Map.of(Jsonb.SOURCE, text, language(), text)
                  : value);
    }
  }

  /** Updates rows, also when nothing differs, and stamps them. */
  public void update(String table, Collection<Integer> ids, Map<String, Object> values) {
    if (ids.isEmpty()) {
      return;
    }
    Map<String, Object> all = Columns.present(catalog, table, values);
    if (catalog.columns(table).containsKey("write_uid")) {
      all.putIfAbsent("write_uid", uid);
      all.putIfAbsent("write_date", now());
    }
    List<String> columns = List.copyOf(all.keySet());
    List<Object> args = new ArrayList<>();
    columns.forEach(c -> args.add(value(table, c, all)));
    args.add(List.copyOf(ids));
    execute(
        "UPDATE %s SET %s WHERE id = ANY (?)"
            .formatted(
                table,
                columns.stream()
                    .map(c -> quoted(c) + " = " + merged(table, c))
                    .collect(Collectors.joining(", "))),
        args.toArray());
  }

  public void update(String table, int id, Map<String, Object> values) {
    update(table, List.of(id), values);
  }

  public void delete(String table, Collection<Integer> ids) {
    if (!ids.isEmpty()) {
      execute("DELETE FROM " + table + " WHERE id = ANY (?)", List.copyOf(ids));
    }
  }

  /** Next number of a sequence of Odoo's, with prefix and padding. Not undone by a rollback. */
  public String next(int sequenceId) {
    Row sequence = get("ir_sequence", sequenceId);
    long number =
        Decimals.of(
                (Number)
                    rows("SELECT nextval('ir_sequence_%03d') AS n".formatted(sequenceId))
                        .getFirst()
                        .values()
                        .values()
                        .iterator()
                        .next())
            .longValueExact();
    String digits = Long.toString(number);
    String padding = "0".repeat(Math.max(0, sequence.ref("padding") - digits.length()));
    return sequence.text("prefix") + padding + digits + sequence.text("suffix");
  }

  public Savepoint savepoint() {
    try {
      return connection.setSavepoint();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  public void rollback(Savepoint savepoint) {
    try {
      connection.rollback(savepoint);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  static String quoted(String column) {
    return '"' + column + '"';
  }

  private String marker(String table, String column) {
    String type = catalog.columns(table).get(column);
    if (type == null) {
      throw new IllegalArgumentException("no column " + table + "." + column);
    }
    return "?::" + type;
  }

  /** New values of one language or company leave the others as they are. */
  private String merged(String table, String column) {
    boolean merge =
        "jsonb".equals(catalog.columns(table).get(column))
            && Jsonb.of(table, column) != Jsonb.DOCUMENT;
    return merge
        ? "coalesce(" + quoted(column) + ", '{}') || " + marker(table, column)
        : marker(table, column);
  }

  /** The text PostgreSQL shall read, or a NULL marker. */
  private Object value(String table, String column, Map<String, Object> values) {
    Object value = values.get(column);
    String type = catalog.columns(table).get(column);
    if (value == null || (Boolean.FALSE.equals(value) && !"boolean".equals(type))) {
      return Null.NULL;
    }
    if ("jsonb".equals(type)) {
      return Jsonb.of(table, column).stored(value, language(), company());
    }
    return switch (value) {
      case LocalDateTime time -> time.toString();
      case Number number -> Decimals.text(Decimals.of(number));
      default -> value.toString();
    };
  }

  private enum Null {
    NULL
  }

  private void bind(PreparedStatement statement, Object... args) throws SQLException {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case Null ignored -> statement.setString(i + 1, null);
        case Integer number -> statement.setInt(i + 1, number);
        case BigDecimal number -> statement.setBigDecimal(i + 1, number);
        case Collection<?> many -> {
          boolean texts = many.stream().anyMatch(v -> v instanceof String);
          statement.setArray(
              i + 1, connection.createArrayOf(texts ? "text" : "int4", many.toArray()));
        }
        case String text -> statement.setString(i + 1, text);
        default -> statement.setObject(i + 1, args[i]);
      }
    }
  }

  private @Nullable Object plain(ResultSetMetaData meta, int column, @Nullable Object value)
      throws SQLException {
    if (value instanceof PGobject json && json.getType().equals("jsonb")) {
      PGResultSetMetaData origin = meta.unwrap(PGResultSetMetaData.class);
      String table = origin.getBaseTableName(column);
      String text = String.valueOf(json.getValue());
      return table.isEmpty()
          ? text
          : Jsonb.of(table, origin.getBaseColumnName(column)).seen(text, language(), company());
    }
    return switch (value) {
      case null -> null;
      case Timestamp time -> time.toLocalDateTime();
      case Date date -> date.toLocalDate();
      default -> value;
    };
  }
}
