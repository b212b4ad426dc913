package org.odoobridge.inbound.sweep;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;

/** Up to where each shop has been swept, in the journal; by the shop's clock. */
public final class SweepCursor {
  private final PgSession journal;

  public SweepCursor(PgSession journal) {
    this.journal = journal;
  }

  Optional<Instant> read(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select modified_after from sweep_cursor where channel = ?")) {
            select.setString(1, channel.value());
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                  : Optional.empty();
            }
          }
        });
  }

  /** Moves the cursor forward; an older position is ignored, as another node may be ahead. */
  void advance(ChannelId channel, Instant modifiedAfter, Instant now) {
    journal.transact(
        connection -> {
          try (PreparedStatement upsert =
              connection.prepareStatement(
                  "insert into sweep_cursor (channel, modified_after, swept_at) values (?, ?, ?)"
                      + " on conflict (channel) do update set swept_at = excluded.swept_at,"
                      + " modified_after ="
                      + " greatest(sweep_cursor.modified_after, excluded.modified_after)")) {
            upsert.setString(1, channel.value());
            upsert.setObject(2, modifiedAfter.atOffset(ZoneOffset.UTC));
            upsert.setObject(3, now.atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
          }
        });
  }
}
