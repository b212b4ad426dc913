package org.odoobridge.outbound.catalog.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;

/** Tables {@code catalog_listing}, {@code catalog_parked} and {@code catalog_comparison}. */
public final class PgCatalogStore implements CatalogStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, ProductField> BY_KEY = new HashMap<>();

  static {
    for (ProductField field : ProductField.values()) {
      BY_KEY.put(field.key(), field);
    }
  }

  private final PgSession journal;

  public PgCatalogStore(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public Map<Integer, Listing> listings(ChannelId channel, Collection<Integer> templates) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select template, coalesce(shop_id, 0), kind, fields, variants, unsure, asked_at"
                      + " from catalog_listing where channel = ? and template ="
                      + " any(?::integer[])")) {
            statement.setString(1, channel.value());
            statement.setArray(2, connection.createArrayOf("integer", templates.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              Map<Integer, Listing> listings = new HashMap<>();
              while (row.next()) {
                listings.put(row.getInt(1), listing(row));
              }
              return listings;
            }
          }
        });
  }

  private static Listing listing(ResultSet row) throws SQLException {
    Map<Integer, Listing.Variant> variants = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : json(row.getString(5)).properties()) {
      JsonNode variant = entry.getValue();
      variants.put(
          Integer.valueOf(entry.getKey()),
          new Listing.Variant(
              variant.path("id").asLong(),
              variant.path("sku").asText(""),
              variant.path("options").asText(""),
              variant.path("onSale").asBoolean(),
              fields(variant.path("fields"))));
    }
    return new Listing(
        row.getInt(1),
        row.getLong(2),
        DesiredProduct.Kind.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
        fields(json(row.getString(4))),
        variants,
        row.getBoolean(6),
        instant(row, 7));
  }

  @Override
  public List<Integer> listed(ChannelId channel, int afterId, int limit) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select template from catalog_listing where channel = ? and template > ?"
                      + " order by template limit ?")) {
            statement.setString(1, channel.value());
            statement.setInt(2, afterId);
            statement.setInt(3, limit);
            try (ResultSet row = statement.executeQuery()) {
              List<Integer> templates = new ArrayList<>();
              while (row.next()) {
                templates.add(row.getInt(1));
              }
              return templates;
            }
          }
        });
  }

  @Override
  public Map<Long, Integer> owners(ChannelId channel, Collection<Long> shopIds) {
    if (shopIds.isEmpty()) {
      return Map.of();
    }
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select shop_id, template from catalog_listing"
                      + " where channel = ? and shop_id = any(?::bigint[])")) {
            statement.setString(1, channel.value());
            statement.setArray(2, connection.createArrayOf("bigint", shopIds.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              Map<Long, Integer> owners = new HashMap<>();
              while (row.next()) {
                owners.put(row.getLong(1), row.getInt(2));
              }
              return owners;
            }
          }
        });
  }

  @Override
  public List<ParkedProduct> parked(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select template, sku, name, code, technical, detail, remedy, since"
                      + " from catalog_parked where channel = ? order by since, template")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<ParkedProduct> parked = new ArrayList<>();
              while (row.next()) {
                parked.add(
                    new ParkedProduct(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getString(7),
                        row.getObject(8, OffsetDateTime.class).toInstant()));
              }
              return parked;
            }
          }
        });
  }

  @Override
  public Optional<Comparison> comparison(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select cursor, done, total, started_at, finished_at from catalog_comparison"
                      + " where channel = ?")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Comparison(
                          row.getInt(1),
                          row.getInt(2),
                          row.getInt(3),
                          row.getObject(4, OffsetDateTime.class).toInstant(),
                          instant(row, 5)))
                  : Optional.<Comparison>empty();
            }
          }
        });
  }

  @Override
  public void write(ChannelId channel, long epoch, Changes changes) {
    journal.transact(
        connection -> {
          PgEpoch.guard(connection, epoch);
          delete(connection, "catalog_listing", channel, changes.forgotten());
          delete(connection, "catalog_parked", channel, changes.unparked());
          upsert(connection, channel, epoch, changes.listings());
          park(connection, channel, changes.parked());
          if (changes.comparison().isPresent()) {
            advance(connection, channel, epoch, changes.comparison().get());
          }
        });
  }

  private static void delete(
      Connection connection, String table, ChannelId channel, Collection<Integer> templates)
      throws SQLException {
    if (templates.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from " + table + " where channel = ? and template = any(?::integer[])")) {
      statement.setString(1, channel.value());
      statement.setArray(2, connection.createArrayOf("integer", templates.toArray()));
      statement.executeUpdate();
    }
  }

  private static void upsert(
      Connection connection, ChannelId channel, long epoch, Collection<Listing> listings)
      throws SQLException {
    if (listings.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into catalog_listing as old (channel, epoch, template, shop_id, kind, fields,"
                + " variants, unsure, asked_at)"
                + " select ?, ?, template, nullif(shop_id, 0), kind, fields::jsonb,"
                + " variants::jsonb, unsure, asked_at"
                + " from unnest(?::integer[], ?::bigint[], ?::text[], ?::text[], ?::text[],"
                + " ?::boolean[], ?::timestamptz[])"
                + " as new(template, shop_id, kind, fields, variants, unsure, asked_at)"
                + " on conflict (channel, template) do update set shop_id = excluded.shop_id,"
                + " kind = excluded.kind, fields = excluded.fields, variants = excluded.variants,"
                + " unsure = excluded.unsure, asked_at = excluded.asked_at,"
                + " epoch = excluded.epoch, updated_at = now()"
                + " where old.epoch <= excluded.epoch")) {
      statement.setString(1, channel.value());
      statement.setLong(2, epoch);
      statement.setArray(3, array(connection, "integer", listings, Listing::template));
      statement.setArray(4, array(connection, "bigint", listings, Listing::shopId));
      statement.setArray(
          5,
          array(connection, "text", listings, one -> one.kind().name().toLowerCase(Locale.ROOT)));
      statement.setArray(6, array(connection, "text", listings, one -> json(one.fields())));
      statement.setArray(7, array(connection, "text", listings, PgCatalogStore::variants));
      statement.setArray(8, array(connection, "boolean", listings, Listing::unsure));
      statement.setArray(
          9,
          array(
              connection,
              "timestamptz",
              listings,
              one -> one.askedAt().map(PgCatalogStore::text).orElse(null)));
      statement.executeUpdate();
    }
  }

  private static void park(
      Connection connection, ChannelId channel, Collection<ParkedProduct> parked)
      throws SQLException {
    if (parked.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into catalog_parked (channel, template, sku, name, code, technical, detail,"
                + " remedy, since) select ?, * from unnest(?::integer[], ?::text[], ?::text[],"
                + " ?::text[], ?::boolean[], ?::text[], ?::text[], ?::timestamptz[])"
                + " on conflict (channel, template) do update set sku = excluded.sku,"
                + " name = excluded.name, code = excluded.code, technical = excluded.technical,"
                + " detail = excluded.detail, remedy = excluded.remedy, since = excluded.since")) {
      statement.setString(1, channel.value());
      statement.setArray(2, array(connection, "integer", parked, ParkedProduct::template));
      statement.setArray(3, array(connection, "text", parked, ParkedProduct::sku));
      statement.setArray(4, array(connection, "text", parked, ParkedProduct::name));
      statement.setArray(5, array(connection, "text", parked, ParkedProduct::code));
      statement.setArray(6, array(connection, "boolean", parked, ParkedProduct::technical));
      statement.setArray(7, array(connection, "text", parked, ParkedProduct::detail));
      statement.setArray(8, array(connection, "text", parked, ParkedProduct::remedy));
      statement.setArray(9, array(connection, "timestamptz", parked, one -> text(one.since())));
      statement.executeUpdate();
    }
  }

  private static void advance(
      Connection connection, ChannelId channel, long epoch, Comparison comparison)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into catalog_comparison (channel, cursor, done, total, started_at,"
                + " finished_at, epoch) values (?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?)"
                + " on conflict (channel) do update set cursor = excluded.cursor,"
                + " done = excluded.done, total = excluded.total,"
                + " started_at = excluded.started_at, finished_at = excluded.finished_at,"
                + " epoch = excluded.epoch")) {
      statement.setString(1, channel.value());
      statement.setInt(2, comparison.cursor());
      statement.setInt(3, comparison.done());
      statement.setInt(4, comparison.total());
      statement.setString(5, text(comparison.startedAt()));
      statement.setString(6, comparison.finishedAt().map(PgCatalogStore::text).orElse(null));
      statement.setLong(7, epoch);
      statement.executeUpdate();
    }
  }

  private static String text(Instant at) {
    return at.atOffset(ZoneOffset.UTC).toString();
  }

  private static Optional<Instant> instant(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gives jsonb that is not JSON", e);
    }
  }

  /** Fields this version does not know (any longer) are left out: they differ then. */
  private static Map<ProductField, String> fields(JsonNode json) {
    Map<ProductField, String> fields = new EnumMap<>(ProductField.class);
    json.properties()
        .forEach(
            entry -> {
              ProductField field = BY_KEY.get(entry.getKey());
              if (field != null) {
                fields.put(field, entry.getValue().asText());
              }
            });
    return fields;
  }

  private static String json(Map<ProductField, String> fields) {
    return object(fields).toString();
  }

  private static ObjectNode object(Map<ProductField, String> fields) {
    ObjectNode json = JSON.createObjectNode();
    fields.forEach((field, print) -> json.put(field.key(), print));
    return json;
  }

  private static String variants(Listing listing) {
    ObjectNode json = JSON.createObjectNode();
    listing
        .variants()
        .forEach(
            (product, variant) -> {
              ObjectNode one = json.putObject(String.valueOf(product));
              one.put("id", variant.shopId()).put("sku", variant.sku());
              one.put("options", variant.options()).put("onSale", variant.onSale());
              one.set("fields", object(variant.fields()));
            });
    return json.toString();
  }

  private static <T> Array array(
      Connection connection, String type, Collection<T> rows, Function<T, @Nullable Object> column)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(column).toArray());
  }
}
