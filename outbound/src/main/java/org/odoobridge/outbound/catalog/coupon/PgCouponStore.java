package org.odoobridge.outbound.catalog.coupon;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;

/** Table {@code coupon_listing}. */
public final class PgCouponStore implements CouponStore {
  private final PgSession journal;

  public PgCouponStore(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public List<CouponListing> coupons(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select coupon, program, name, code, coalesce(shop_id, 0) as shop_id, told,"
                      + " shown, unsure, asked_at, parked_code, parked_detail, parked_remedy,"
                      + " parked_technical, parked_print, parked_since"
                      + " from coupon_listing where channel = ? order by coupon")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<CouponListing> listings = new ArrayList<>();
              while (row.next()) {
                listings.add(listing(row));
              }
              return listings;
            }
          }
        });
  }

  private static CouponListing listing(ResultSet row) throws SQLException {
    return new CouponListing(
        row.getString("coupon"),
        row.getString("program"),
        row.getString("name"),
        row.getString("code"),
        row.getLong("shop_id"),
        row.getString("told"),
        row.getBoolean("shown"),
        row.getBoolean("unsure"),
        instant(row, "asked_at"),
        row.getString("parked_code") == null ? Optional.empty() : Optional.of(parked(row)));
  }

  private static CouponListing.Parked parked(ResultSet row) throws SQLException {
    return new CouponListing.Parked(
        row.getString("parked_code"),
        row.getString("parked_detail"),
        row.getString("parked_remedy"),
        row.getBoolean("parked_technical"),
        row.getString("parked_print"),
        instant(row, "parked_since").orElse(Instant.EPOCH));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  @Override
  public void write(
      ChannelId channel, long epoch, Collection<CouponListing> listings, Set<String> forgotten) {
    journal.transact(
        connection -> {
          PgEpoch.guard(connection, epoch);
          forget(connection, channel, forgotten);
          upsert(connection, channel, epoch, listings);
        });
  }

  private static void forget(Connection connection, ChannelId channel, Set<String> forgotten)
      throws SQLException {
    if (forgotten.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from coupon_listing where channel = ? and coupon = any(?::text[])")) {
      statement.setString(1, channel.value());
      statement.setArray(2, connection.createArrayOf("text", forgotten.toArray()));
      statement.executeUpdate();
    }
  }

  private static void upsert(
      Connection connection, ChannelId channel, long epoch, Collection<CouponListing> listings)
      throws SQLException {
    if (listings.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into coupon_listing as old (channel, epoch, coupon, program, name, code,"
                + " shop_id, told, shown, unsure, asked_at, parked_code, parked_detail,"
                + " parked_remedy, parked_technical, parked_print, parked_since)"
                + " select ?, ?, coupon, program, name, code, nullif(shop_id, 0), told, shown,"
                + " unsure, asked_at, parked_code, parked_detail, parked_remedy, parked_technical,"
                + " parked_print, parked_since"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],"
                + " ?::text[], ?::boolean[], ?::boolean[], ?::timestamptz[], ?::text[], ?::text[],"
                + " ?::text[], ?::boolean[], ?::text[], ?::timestamptz[])"
                + " as new(coupon, program, name, code, shop_id, told, shown, unsure, asked_at,"
                + " parked_code, parked_detail, parked_remedy, parked_technical, parked_print,"
                + " parked_since)"
                + " on conflict (channel, coupon) do update set program = excluded.program,"
                + " name = excluded.name, code = excluded.code, shop_id = excluded.shop_id,"
                + " told = excluded.told, shown = excluded.shown, unsure = excluded.unsure,"
                + " asked_at = excluded.asked_at, parked_code = excluded.parked_code,"
                + " parked_detail = excluded.parked_detail,"
                + " parked_remedy = excluded.parked_remedy,"
                + " parked_technical = excluded.parked_technical,"
                + " parked_print = excluded.parked_print,"
                + " parked_since = excluded.parked_since, epoch = excluded.epoch,"
                + " updated_at = now() where old.epoch <= excluded.epoch")) {
      statement.setString(1, channel.value());
      statement.setLong(2, epoch);
      Columns columns = new Columns(connection, statement, listings);
      columns.set(3, "text", CouponListing::ref);
      columns.set(4, "text", CouponListing::program);
      columns.set(5, "text", CouponListing::name);
      columns.set(6, "text", CouponListing::code);
      columns.set(7, "bigint", CouponListing::shopId);
      columns.set(8, "text", CouponListing::told);
      columns.set(9, "boolean", CouponListing::shown);
      columns.set(10, "boolean", CouponListing::unsure);
      columns.set(11, "timestamptz", one -> one.askedAt().map(PgCouponStore::text).orElse(null));
      columns.parked(12, "text", CouponListing.Parked::code);
      columns.parked(13, "text", CouponListing.Parked::detail);
      columns.parked(14, "text", CouponListing.Parked::remedy);
      columns.parked(15, "boolean", CouponListing.Parked::technical);
      columns.parked(16, "text", CouponListing.Parked::print);
      columns.parked(17, "timestamptz", parked -> text(parked.since()));
      statement.executeUpdate();
    }
  }

  private static String text(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toString();
  }

  /** The listings, column by column. */
  private record Columns(
      Connection connection, PreparedStatement statement, Collection<CouponListing> listings) {
    void set(int at, String type, Function<CouponListing, @Nullable Object> column)
        throws SQLException {
      Array array = connection.createArrayOf(type, listings.stream().map(column).toArray());
      statement.setArray(at, array);
    }

    void parked(int at, String type, Function<CouponListing.Parked, Object> column)
        throws SQLException {
      set(at, type, listing -> listing.parked().map(column).orElse(null));
    }
  }
}
