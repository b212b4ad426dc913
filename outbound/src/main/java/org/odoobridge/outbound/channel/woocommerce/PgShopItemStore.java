package org.odoobridge.outbound.channel.woocommerce;

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
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.runtime.PgSession;

/** Table {@code channel_item} of the journal. */
public final class PgShopItemStore implements ShopItemStore {
  private final PgSession journal;

  public PgShopItemStore(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public List<ShopItem> load(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select sku, coalesce(item_id, 0), parent_id, looked_up_at from channel_item"
                      + " where channel = ?")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<ShopItem> items = new ArrayList<>();
              while (row.next()) {
                items.add(
                    new ShopItem(
                        new Sku(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()));
              }
              return items;
            }
          }
        });
  }

  @Override
  public void save(ChannelId channel, Collection<ShopItem> items) {
    if (items.isEmpty()) {
      return;
    }
    journal.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "insert into channel_item (channel, sku, item_id, parent_id, looked_up_at)"
                      + " select ?, sku, nullif(item_id, 0), parent_id, looked_up_at"
                      + " from unnest(?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[])"
                      + " as new(sku, item_id, parent_id, looked_up_at)"
                      + " on conflict (channel, sku) do update set item_id = excluded.item_id,"
                      + " parent_id = excluded.parent_id, looked_up_at = excluded.looked_up_at")) {
            statement.setString(1, channel.value());
            statement.setArray(2, array(connection, "text", items, item -> item.sku().value()));
            statement.setArray(3, array(connection, "bigint", items, ShopItem::id));
            statement.setArray(4, array(connection, "bigint", items, ShopItem::parent));
            statement.setArray(
                5,
                array(
                    connection,
                    "timestamptz",
                    items,
                    item -> item.lookedUpAt().atOffset(ZoneOffset.UTC).toString()));
            statement.executeUpdate();
          }
        });
  }

  private static Array array(
      Connection connection,
      String type,
      Collection<ShopItem> items,
      Function<ShopItem, Object> column)
      throws SQLException {
    return connection.createArrayOf(type, items.stream().map(column).toArray());
  }
}
