package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;

/** Tables {@code catalog_term} and {@code catalog_media} of the journal. */
public final class PgCatalogCache implements CatalogCache {
  private final PgSession journal;

  public PgCatalogCache(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public Map<Term, Long> terms(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select taxonomy, path, term_id from catalog_term where channel = ?")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              Map<Term, Long> terms = new HashMap<>();
              while (row.next()) {
                terms.put(new Term(row.getString(1), row.getString(2)), row.getLong(3));
              }
              return terms;
            }
          }
        });
  }

  @Override
  public void saveTerms(ChannelId channel, Map<Term, Long> terms) {
    if (terms.isEmpty()) {
      return;
    }
    List<Map.Entry<Term, Long>> rows = new ArrayList<>(terms.entrySet());
    journal.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "with new as (select * from unnest(?::text[], ?::text[], ?::bigint[])"
                      + " as new(taxonomy, path, term_id)), gone as (delete from catalog_term old"
                      + " using new where old.channel = ? and old.taxonomy = new.taxonomy"
                      + " and old.path = new.path and new.term_id = 0)"
                      + " insert into catalog_term (channel, taxonomy, path, term_id)"
                      + " select ?, taxonomy, path, term_id from new where term_id <> 0"
                      + " on conflict (channel, taxonomy, path)"
                      + " do update set term_id = excluded.term_id")) {
            statement.setArray(
                1,
                connection.createArrayOf(
                    "text", rows.stream().map(row -> row.getKey().taxonomy()).toArray()));
            statement.setArray(
                2,
                connection.createArrayOf(
                    "text", rows.stream().map(row -> row.getKey().path()).toArray()));
            statement.setArray(
                3,
                connection.createArrayOf(
                    "bigint", rows.stream().map(Map.Entry::getValue).toArray()));
            statement.setString(4, channel.value());
            statement.setString(5, channel.value());
            statement.executeUpdate();
          }
        });
  }

  @Override
  public Map<String, Long> media(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select hash, media_id from catalog_media where channel = ?")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              Map<String, Long> media = new HashMap<>();
              while (row.next()) {
                media.put(row.getString(1), row.getLong(2));
              }
              return media;
            }
          }
        });
  }

  @Override
  public void saveMedia(ChannelId channel, Map<String, Long> media) {
    if (media.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Long>> rows = new ArrayList<>(media.entrySet());
    journal.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "with new as (select * from unnest(?::text[], ?::bigint[]) as new(hash, id)),"
                      + " gone as (delete from catalog_media old using new where old.channel = ?"
                      + " and old.hash = new.hash and new.id = 0) insert into catalog_media"
                      + " (channel, hash, media_id) select ?, hash, id from new where id <> 0 on"
                      + " conflict (channel, hash) do update set media_id = excluded.media_id")) {
            statement.setArray(
                1,
                connection.createArrayOf("text", rows.stream().map(Map.Entry::getKey).toArray()));
            statement.setArray(
                2,
                connection.createArrayOf(
                    "bigint", rows.stream().map(Map.Entry::getValue).toArray()));
            statement.setString(3, channel.value());
            statement.setString(4, channel.value());
            statement.executeUpdate();
          }
        });
  }
}
