package org.odoobridge.outbound.delivery;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;

/** Tables {@code listing} and {@code parked} of the journal, facet {@code stock}. */
public final class PgListingStore implements ListingStore {
  /** Rows per statement; a statement of 100,000 would hold its arrays in memory three times. */
  private static final int CHUNK = 5_000;

  private final PgSession journal;

  public PgListingStore(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public List<ListingRow> rows(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select item, acknowledged, unsure, epoch, sequence from listing"
                      + " where channel = ? and facet = 'stock'")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<ListingRow> rows = new ArrayList<>();
              while (row.next()) {
                rows.add(
                    new ListingRow(
                        new Sku(row.getString(1)),
                        acknowledged(row),
                        row.getBoolean(3),
                        row.getLong(4),
                        row.getLong(5)));
              }
              return rows;
            }
          }
        });
  }

  @Override
  public List<Parked> parked(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select item, code, technical, detail, remedy, quantity, since from parked"
                      + " where channel = ? and facet = 'stock'")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<Parked> parked = new ArrayList<>();
              while (row.next()) {
                parked.add(
                    new Parked(
                        new Sku(row.getString(1)),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getObject(7, OffsetDateTime.class).toInstant()));
              }
              return parked;
            }
          }
        });
  }

  @Override
  public void write(Connection connection, long epoch, ListingChanges changes) throws SQLException {
    PgEpoch.guard(connection, epoch);
    String channel = changes.channel().value();
    delete(connection, "listing", channel, changes.forgotten());
    delete(connection, "parked", channel, changes.forgotten());
    delete(connection, "parked", channel, changes.unparked());
    List<ListingRow> rows = changes.rows();
    for (int from = 0; from < rows.size(); from += CHUNK) {
      upsert(connection, channel, rows.subList(from, Math.min(rows.size(), from + CHUNK)));
    }
    List<Parked> parked = changes.parked();
    for (int from = 0; from < parked.size(); from += CHUNK) {
      park(connection, channel, parked.subList(from, Math.min(parked.size(), from + CHUNK)));
    }
  }

  private static void upsert(Connection connection, String channel, List<ListingRow> rows)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into listing as old (channel, item, acknowledged, unsure, epoch, sequence)"
                + " select ?, item, acknowledged, unsure, epoch, sequence"
                + " from unnest(?::text[], ?::bigint[], ?::boolean[], ?::bigint[], ?::bigint[])"
                + " as new(item, acknowledged, unsure, epoch, sequence)"
                + " on conflict (channel, item, facet) do update set"
                + " acknowledged = excluded.acknowledged, unsure = excluded.unsure,"
                + " epoch = excluded.epoch, sequence = excluded.sequence, updated_at = now()"
                + " where (old.epoch, old.sequence) <= (excluded.epoch, excluded.sequence)")) {
      statement.setString(1, channel);
      statement.setArray(2, array(connection, "text", rows, row -> row.sku().value()));
      statement.setArray(3, array(connection, "bigint", rows, PgListingStore::acknowledged));
      statement.setArray(4, array(connection, "boolean", rows, ListingRow::unsure));
      statement.setArray(5, array(connection, "bigint", rows, ListingRow::epoch));
      statement.setArray(6, array(connection, "bigint", rows, ListingRow::sequence));
      statement.executeUpdate();
    }
  }

  private static void park(Connection connection, String channel, List<Parked> parked)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into parked (channel, item, code, technical, detail, remedy, quantity, since)"
                + " select ?, * from unnest(?::text[], ?::text[], ?::boolean[], ?::text[],"
                + " ?::text[], ?::bigint[], ?::timestamptz[])"
                + " on conflict (channel, item, facet) do update set code = excluded.code,"
                + " technical = excluded.technical, detail = excluded.detail,"
                + " remedy = excluded.remedy, quantity = excluded.quantity,"
                + " since = excluded.since")) {
      statement.setString(1, channel);
      statement.setArray(2, array(connection, "text", parked, one -> one.sku().value()));
      statement.setArray(3, array(connection, "text", parked, Parked::code));
      statement.setArray(4, array(connection, "boolean", parked, Parked::technical));
      statement.setArray(5, array(connection, "text", parked, Parked::detail));
      statement.setArray(6, array(connection, "text", parked, Parked::remedy));
      statement.setArray(7, array(connection, "bigint", parked, Parked::quantity));
      statement.setArray(
          8,
          array(
              connection,
              "timestamptz",
              parked,
              one -> one.since().atOffset(ZoneOffset.UTC).toString()));
      statement.executeUpdate();
    }
  }

  private static void delete(
      Connection connection, String table, String channel, Collection<Sku> skus)
      throws SQLException {
    if (skus.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from "
                + table
                + " where channel = ? and facet = 'stock' and item = any(?::text[])")) {
      statement.setString(1, channel);
      statement.setArray(2, array(connection, "text", skus, Sku::value));
      statement.executeUpdate();
    }
  }

  private static long acknowledged(ResultSet row) throws SQLException {
    long quantity = row.getLong(2);
    return row.wasNull() ? ListingRow.NEVER : quantity;
  }

  private static @Nullable Object acknowledged(ListingRow row) {
    return row.acknowledged() == ListingRow.NEVER ? null : row.acknowledged();
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> rows, Function<T, @Nullable Object> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }
}
