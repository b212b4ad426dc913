package org.odoobridge.inbound.apply.mark;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.odoobridge.core.journal.Audit;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;

/** Marks in the journal's database. */
public final class PgOrderMarks implements OrderMarks {
  private static final String CLOSED = "CLOSED";
  private static final String RELEASED = "RELEASED";

  private final PgSession journal;
  private final Clock clock;

  public PgOrderMarks(PgSession journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public Map<OrderKey, Marks> of(Collection<OrderKey> orders) {
    if (orders.isEmpty()) {
      return Map.of();
    }
    List<OrderKey> asked = List.copyOf(orders);
    return journal.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  """
                  select channel, order_id,
                         max(reason) filter (where mark = 'CLOSED'),
                         max(reason) filter (where mark = 'RELEASED')
                    from order_mark join unnest(?::text[], ?::text[]) as o(c, i)
                      on o.c = channel and o.i = order_id
                   group by channel, order_id
                  """)) {
            query.setArray(1, texts(connection, asked.stream().map(o -> o.channel().value())));
            query.setArray(2, texts(connection, asked.stream().map(OrderKey::orderId)));
            Map<OrderKey, Marks> marks = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
              while (row.next()) {
                marks.put(
                    new OrderKey(new ChannelId(row.getString(1)), row.getString(2)),
                    new Marks(
                        Optional.ofNullable(row.getString(3)),
                        Optional.ofNullable(row.getString(4))));
              }
            }
            return marks;
          }
        });
  }

  @Override
  public void close(OrderKey order, String because) {
    journal.transact(connection -> put(connection, order, CLOSED, because, "bridge"));
  }

  @Override
  public void reopen(OrderKey order) {
    journal.transact(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from order_mark where channel = ? and order_id = ? and mark = ?")) {
            delete.setString(1, order.channel().value());
            delete.setString(2, order.orderId());
            delete.setString(3, CLOSED);
            delete.executeUpdate();
          }
        });
  }

  @Override
  public void release(OrderKey order, String reason, String actor) {
    journal.transact(
        connection -> {
          put(connection, order, RELEASED, reason, actor);
          Audit.append(connection, clock.instant(), actor, "release", order.toString(), reason);
        });
  }

  private void put(Connection connection, OrderKey order, String mark, String reason, String actor)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into order_mark (channel, order_id, mark, reason, actor, marked_at)"
                + " values (?, ?, ?, ?, ?, ?) on conflict (channel, order_id, mark) do update"
                + " set reason = excluded.reason, actor = excluded.actor,"
                + " marked_at = excluded.marked_at")) {
      insert.setString(1, order.channel().value());
      insert.setString(2, order.orderId());
      insert.setString(3, mark);
      insert.setString(4, reason);
      insert.setString(5, actor);
      insert.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }
}
