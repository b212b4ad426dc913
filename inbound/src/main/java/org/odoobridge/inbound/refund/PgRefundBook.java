package org.odoobridge.inbound.refund;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;

/** {@link RefundBook} in the journal's table {@code refund}. */
public final class PgRefundBook implements RefundBook {
  private static final String COLUMNS =
      "source, order_id, refund_id, made_at, amount, currency, reason, parts::text,"
          + " withdrawn_at is not null, goods_state, goods_detail, goods_remedy, goods_at,"
          + " money_state, money_detail, money_remedy, money_tries, money_at, money_claim";
  private static final String BY_KEY = " where source = ? and order_id = ? and refund_id = ?";

  private final PgSession journal;

  public PgRefundBook(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public Map<OrderKey, List<Refund>> of(Collection<OrderKey> orders) {
    return journal.read(
        connection -> {
          Map<OrderKey, List<Refund>> found = new LinkedHashMap<>();
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from refund where (source, order_id) in"
                      + " (select * from unnest(?::text[], ?::text[]))"
                      + " order by made_at, length(refund_id), refund_id")) {
            query.setArray(
                1,
                connection.createArrayOf(
                    "text", orders.stream().map(order -> order.channel().value()).toArray()));
            query.setArray(
                2,
                connection.createArrayOf("text", orders.stream().map(OrderKey::orderId).toArray()));
            for (Claimed row : rows(query)) {
              found
                  .computeIfAbsent(row.refund().key().order(), key -> new ArrayList<>())
                  .add(row.refund());
            }
          }
          return found;
        });
  }

  @Override
  public void add(List<Refund> refunds, Instant now) {
    journal.transact(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into refund (source, order_id, refund_id, made_at, amount, currency,"
                      + " reason, parts, goods_state, goods_detail, goods_at, money_state,"
                      + " money_detail, money_at, money_due, seen_at)"
                      + " values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)"
                      + " on conflict do nothing")) {
            for (Refund refund : refunds) {
              key(insert, 1, refund.key());
              insert.setObject(4, time(refund.at()));
              insert.setBigDecimal(5, refund.amount());
              insert.setString(6, refund.currency());
              insert.setString(7, refund.reason());
              insert.setString(8, PartsJson.write(refund.parts()));
              insert.setString(9, refund.goods().state().name());
              insert.setString(10, refund.goods().detail());
              insert.setObject(11, time(now));
              insert.setString(12, refund.money().state().name());
              insert.setString(13, refund.money().detail());
              insert.setObject(14, time(now));
              insert.setObject(
                  15, refund.money().state() == Refund.MoneyState.PENDING ? time(now) : null);
              insert.setObject(16, time(now));
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }

  @Override
  public void seen(OrderKey order, Set<String> refunds, Instant now) {
    journal.transact(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update refund set seen_at = ? where source = ? and order_id = ?"
                      + " and refund_id = any(?)")) {
            update.setObject(1, time(now));
            update.setString(2, order.channel().value());
            update.setString(3, order.orderId());
            update.setArray(4, connection.createArrayOf("text", refunds.toArray()));
            update.executeUpdate();
          }
        });
  }

  @Override
  public void withdraw(List<RefundKey> refunds, Instant now) {
    each(
        refunds,
        "update refund set withdrawn_at = ?" + BY_KEY + " and withdrawn_at is null",
        (update, refund) -> {
          update.setObject(1, time(now));
          key(update, 2, refund);
        });
  }

  @Override
  public void goods(RefundKey refund, Refund.Goods goods) {
    each(
        List.of(refund),
        "update refund set goods_state = ?, goods_detail = ?, goods_remedy = ?, goods_at = ?"
            + BY_KEY,
        (update, key) -> {
          update.setString(1, goods.state().name());
          update.setString(2, goods.detail());
          update.setString(3, goods.remedy());
          update.setObject(4, time(goods.changedAt()));
          key(update, 5, key);
        });
  }

  @Override
  public void money(RefundKey refund, Refund.Money money, Optional<Instant> due) {
    each(
        List.of(refund),
        "update refund set money_state = ?, money_detail = ?, money_remedy = ?, money_tries = ?,"
            + " money_at = ?, money_due = ?, money_claim = money_claim + 1"
            + BY_KEY,
        (update, key) -> {
          money(update, money, due);
          key(update, 7, key);
        });
  }

  @Override
  public List<Claimed> claim(Instant now, Instant leaseUntil, int limit) {
    return journal.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update refund r set money_due = ?, money_claim = r.money_claim + 1"
                      + " where (source, order_id, refund_id) in (select source, order_id, refund_id"
                      + " from refund where money_due <= ? order by money_due limit ?"
                      + " for update skip locked) returning "
                      + COLUMNS)) {
            update.setObject(1, time(leaseUntil));
            update.setObject(2, time(now));
            update.setInt(3, limit);
            return rows(update);
          }
        });
  }

  @Override
  public boolean record(Claimed claimed, Refund.Money money, Optional<Instant> due) {
    return journal.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update refund set money_state = ?, money_detail = ?, money_remedy = ?,"
                      + " money_tries = ?, money_at = ?, money_due = ?"
                      + BY_KEY
                      + " and money_claim = ?")) {
            money(update, money, due);
            key(update, 7, claimed.refund().key());
            update.setLong(10, claimed.number());
            return update.executeUpdate() == 1;
          }
        });
  }

  @Override
  public List<OrderKey> unseen(ChannelId channel, Instant from, Instant seenBefore, int limit) {
    return journal.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select order_id from refund where source = ? and withdrawn_at is null"
                      + " and made_at >= ? and seen_at < ?"
                      + " group by order_id order by min(seen_at) limit ?")) {
            query.setString(1, channel.value());
            query.setObject(2, time(from));
            query.setObject(3, time(seenBefore));
            query.setInt(4, limit);
            List<OrderKey> orders = new ArrayList<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
              orders.add(new OrderKey(channel, row.getString(1)));
            }
            return orders;
          }
        });
  }

  @Override
  public List<Refund> list(Optional<ChannelId> channel, boolean problemsOnly, int limit) {
    return journal.read(
        connection -> {
          try (PreparedStatement query =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from refund where (? = '' or source = ?)"
                      + " and (not ? or goods_state = 'REFUSED' or money_state = 'REFUSED')"
                      + " order by (goods_state = 'REFUSED' or money_state = 'REFUSED') desc,"
                      + " made_at desc limit ?")) {
            String name = channel.map(ChannelId::value).orElse("");
            query.setString(1, name);
            query.setString(2, name);
            query.setBoolean(3, problemsOnly);
            query.setInt(4, limit);
            return rows(query).stream().map(Claimed::refund).toList();
          }
        });
  }

  @Override
  public boolean redrive(RefundKey refund, Instant now) {
    return journal.inTransaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update refund set money_state = 'PENDING', money_due = ?, money_tries = 0,"
                      + " money_at = ?"
                      + BY_KEY
                      + " and money_state in ('REFUSED', 'WAITING', 'PENDING')")) {
            update.setObject(1, time(now));
            update.setObject(2, time(now));
            key(update, 3, refund);
            return update.executeUpdate() == 1;
          }
        });
  }

  private interface Binding {
    void bind(PreparedStatement update, RefundKey refund) throws SQLException;
  }

  private void each(List<RefundKey> refunds, String sql, Binding binding) {
    journal.transact(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (RefundKey refund : refunds) {
              binding.bind(update, refund);
              update.executeUpdate();
            }
          }
        });
  }

  private static void money(PreparedStatement update, Refund.Money money, Optional<Instant> due)
      throws SQLException {
    update.setString(1, money.state().name());
    update.setString(2, money.detail());
    update.setString(3, money.remedy());
    update.setInt(4, money.attempts());
    update.setObject(5, time(money.changedAt()));
    update.setObject(6, due.map(PgRefundBook::time).orElse(null));
  }

  private static void key(PreparedStatement statement, int at, RefundKey refund)
      throws SQLException {
    statement.setString(at, refund.order().channel().value());
    statement.setString(at + 1, refund.order().orderId());
    statement.setString(at + 2, refund.id());
  }

  private static List<Claimed> rows(PreparedStatement query) throws SQLException {
    List<Claimed> rows = new ArrayList<>();
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        rows.add(new Claimed(refund(row), row.getLong(19)));
      }
    }
    return rows;
  }

  private static Refund refund(ResultSet row) throws SQLException {
    return new Refund(
        new RefundKey(
            new OrderKey(new ChannelId(row.getString(1)), row.getString(2)), row.getString(3)),
        instant(row, 4),
        row.getBigDecimal(5),
        row.getString(6),
        row.getString(7),
        PartsJson.read(row.getString(8)),
        row.getBoolean(9),
        new Refund.Goods(
            Refund.GoodsState.valueOf(row.getString(10)),
            row.getString(11),
            row.getString(12),
            instant(row, 13)),
        new Refund.Money(
            Refund.MoneyState.valueOf(row.getString(14)),
            row.getString(15),
            row.getString(16),
            row.getInt(17),
            instant(row, 18)));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
