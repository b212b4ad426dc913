package org.odoobridge.core.journal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.runtime.PgSession;

/** Reads of {@code inbound_message} for people and meters. */
public final class PgJournalView implements JournalView {
  private static final String LINE =
      "id, source, resource, resource_id, topic, via, version, state, attempt, received_at,"
          + " changed_at, due_at, problem, problem_detail, remedy, outcome";

  private final PgSession database;

  public PgJournalView(PgSession database) {
    this.database = database;
  }

  @Override
  public Map<EntryState, Long> counts() {
    return database.read(
        connection -> {
          Map<EntryState, Long> counts = new EnumMap<>(EntryState.class);
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select state, count(*) from inbound_message group by state");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              counts.put(EntryState.valueOf(row.getString(1)), row.getLong(2));
            }
          }
          return counts;
        });
  }

  @Override
  public List<Line> list(Filter filter) {
    StringBuilder sql = new StringBuilder("select " + LINE + " from inbound_message where true");
    List<Object> values = new ArrayList<>();
    if (!filter.states().isEmpty()) {
      sql.append(" and state = any(string_to_array(?, ','))");
      values.add(String.join(",", filter.states().stream().map(EntryState::name).toList()));
    }
    filter.source().ifPresent(source -> and(sql, values, " and source = ?", source.value()));
    filter.problem().ifPresent(problem -> and(sql, values, " and problem = ?", problem));
    filter.resourceId().ifPresent(id -> and(sql, values, " and resource_id = ?", id));
    filter.before().ifPresent(before -> and(sql, values, " and id < ?", before));
    and(sql, values, " order by id desc limit ?", filter.limit());
    return database.read(connection -> lines(connection, sql.toString(), values));
  }

  @Override
  public Optional<Detail> find(long entryId) {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + LINE
                      + ", body, headers::text as headers from inbound_message where id = ?")) {
            select.setLong(1, entryId);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Detail(
                          line(row),
                          Payload.of(row.getBytes("body")),
                          Rows.headers(row),
                          attempts(connection, entryId)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<Line> timeline(ResourceKey key) {
    return database.read(
        connection ->
            lines(
                connection,
                "select "
                    + LINE
                    + " from inbound_message where source = ? and resource = ?"
                    + " and resource_id = ? order by id",
                List.of(key.source().value(), key.type(), key.id())));
  }

  private static void and(StringBuilder sql, List<Object> values, String clause, Object value) {
    sql.append(clause);
    values.add(value);
  }

  private static List<Line> lines(Connection connection, String sql, List<Object> values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        select.setObject(i + 1, values.get(i));
      }
      List<Line> lines = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          lines.add(line(row));
        }
      }
      return lines;
    }
  }

  private static List<Attempt> attempts(Connection connection, long entryId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select attempt, worker, finished_at, state, problem, detail from attempt"
                + " where message_id = ? order by attempt")) {
      select.setLong(1, entryId);
      List<Attempt> attempts = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          attempts.add(
              new Attempt(
                  row.getInt("attempt"),
                  row.getString("worker"),
                  Rows.instant(row, "finished_at"),
                  EntryState.valueOf(row.getString("state")),
                  row.getString("problem"),
                  row.getString("detail")));
        }
      }
      return attempts;
    }
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getLong("id"),
        Rows.key(row),
        row.getString("topic"),
        Via.valueOf(row.getString("via")),
        Rows.version(row),
        EntryState.valueOf(row.getString("state")),
        row.getInt("attempt"),
        Rows.instant(row, "received_at"),
        Rows.instant(row, "changed_at"),
        Rows.optionalInstant(row, "due_at"),
        row.getString("problem"),
        row.getString("problem_detail"),
        row.getString("remedy"),
        row.getString("outcome"));
  }
}
