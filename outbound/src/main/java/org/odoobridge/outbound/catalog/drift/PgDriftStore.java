package org.odoobridge.outbound.catalog.drift;

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
import java.util.Locale;
import java.util.Optional;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;

/** Tables {@code drift_round} and {@code drift_finding}. */
public final class PgDriftStore implements DriftStore {
  private final PgSession journal;

  public PgDriftStore(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public Optional<DriftRound> round(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select number, page, read, total, pending, started_at, finished_at"
                      + " from drift_round where channel = ?")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new DriftRound(
                          row.getLong(1),
                          row.getInt(2),
                          row.getInt(3),
                          row.getInt(4),
                          row.getInt(5),
                          row.getObject(6, OffsetDateTime.class).toInstant(),
                          Optional.ofNullable(row.getObject(7, OffsetDateTime.class))
                              .map(OffsetDateTime::toInstant)))
                  : Optional.empty();
            }
          }
        });
  }

  @Override
  public List<Finding> findings(ChannelId channel) {
    return journal.read(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select drift, item, template, product, sku, name, facet, detail, remedy, state,"
                      + " since from drift_finding where channel = ? order by since, id")) {
            statement.setString(1, channel.value());
            try (ResultSet row = statement.executeQuery()) {
              List<Finding> findings = new ArrayList<>();
              while (row.next()) {
                findings.add(
                    new Finding(
                        Drift.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        row.getLong(2),
                        row.getInt(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        Finding.State.of(row.getString(10)),
                        row.getObject(11, OffsetDateTime.class).toInstant()));
              }
              return findings;
            }
          }
        });
  }

  @Override
  public void write(
      ChannelId channel,
      long epoch,
      DriftRound round,
      Collection<Finding> findings,
      boolean finished) {
    journal.transact(
        connection -> {
          PgEpoch.guard(connection, epoch);
          progress(connection, channel, epoch, round);
          upsert(connection, channel, round.number(), findings);
          if (finished) {
            forget(connection, channel, round.number());
          }
        });
  }

  private static void progress(
      Connection connection, ChannelId channel, long epoch, DriftRound round) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into drift_round (channel, number, page, read, total, pending, started_at,"
                + " finished_at, epoch) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (channel) do update set number = excluded.number,"
                + " page = excluded.page, read = excluded.read, total = excluded.total,"
                + " pending = excluded.pending, started_at = excluded.started_at,"
                + " finished_at = excluded.finished_at, epoch = excluded.epoch")) {
      statement.setString(1, channel.value());
      statement.setLong(2, round.number());
      statement.setInt(3, round.page());
      statement.setInt(4, round.read());
      statement.setInt(5, round.total());
      statement.setInt(6, round.pending());
      statement.setObject(7, utc(round.startedAt()));
      statement.setObject(8, round.finishedAt().map(PgDriftStore::utc).orElse(null));
      statement.setLong(9, epoch);
      statement.executeUpdate();
    }
  }

  private static void upsert(
      Connection connection, ChannelId channel, long round, Collection<Finding> findings)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into drift_finding (channel, id, round, drift, item, template, product, sku,"
                + " name, facet, detail, remedy, state, since)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (channel, id) do update set round = excluded.round,"
                + " sku = excluded.sku, name = excluded.name, detail = excluded.detail,"
                + " remedy = excluded.remedy, state = excluded.state")) {
      for (Finding finding : findings) {
        statement.setString(1, channel.value());
        statement.setString(2, finding.id());
        statement.setLong(3, round);
        statement.setString(4, finding.drift().key());
        statement.setLong(5, finding.item());
        statement.setInt(6, finding.template());
        statement.setInt(7, finding.product());
        statement.setString(8, finding.sku());
        statement.setString(9, finding.name());
        statement.setString(10, finding.facet());
        statement.setString(11, finding.detail());
        statement.setString(12, finding.remedy());
        statement.setString(13, finding.state().key());
        statement.setObject(14, utc(finding.since()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void forget(Connection connection, ChannelId channel, long round)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from drift_finding where channel = ? and round <> ?")) {
      statement.setString(1, channel.value());
      statement.setLong(2, round);
      statement.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
