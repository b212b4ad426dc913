package org.odoobridge.core.journal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderKey;

/** SQL of claiming and recording; every method works in the caller's transaction. */
final class ClaimTable {
  private ClaimTable() {}

  static List<Claim> claim(
      Connection connection, String worker, int max, Instant now, Duration lease)
      throws SQLException {
    Instant leaseUntil = now.plus(lease);
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            with due as (
              select m.id from inbound_message m
              where m.due_at <= ?
                and not exists (
                  select 1 from inbound_message b
                  where b.source = m.source and b.resource = m.resource
                    and b.resource_id = m.resource_id and b.id <> m.id
                    and b.state in
                      ('RECEIVED', 'CLAIMED', 'REJECTED', 'RETRYABLE', 'UNCERTAIN', 'DEAD')
                    and (b.id < m.id or b.state in ('CLAIMED', 'UNCERTAIN')
                         or m.state = 'APPLIED'))
              order by m.due_at, m.id limit ? for update skip locked)
            update inbound_message m
            set state = 'CLAIMED', attempt = attempt + 1, tries = tries + 1, claimed_by = ?,
                due_at = ?, changed_at = ?
            from due where m.id = due.id
            returning m.id, source, resource, resource_id, topic, body, headers::text as headers,
              received_at, version, ambiguous, via, attempt, tries
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setInt(2, max);
      update.setString(3, worker);
      update.setObject(4, leaseUntil.atOffset(ZoneOffset.UTC));
      update.setObject(5, now.atOffset(ZoneOffset.UTC));
      List<Claim> claims = new ArrayList<>();
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          claims.add(
              new Claim(
                  entry(row),
                  worker,
                  leaseUntil,
                  row.getInt("tries"),
                  row.getBoolean("ambiguous")));
        }
      }
      claims.sort(Comparator.comparingLong(claim -> claim.entry().id()));
      return claims;
    }
  }

  static List<Boolean> record(Connection connection, List<Verdict> verdicts, Instant now)
      throws SQLException {
    // An append of the same order must either see this verdict or be seen by it.
    List<OrderKey> orders =
        verdicts.stream().flatMap(v -> v.claim().entry().key().order().stream()).toList();
    if (!orders.isEmpty()) {
      DemandTable.lockExisting(connection, orders);
    }
    Set<Long> stored = update(connection, verdicts, now);
    List<Verdict> kept =
        verdicts.stream().filter(v -> stored.contains(v.claim().entry().id())).toList();
    history(connection, kept, now);
    supersedeParked(connection, kept, now);
    return verdicts.stream().map(v -> stored.contains(v.claim().entry().id())).toList();
  }

  private static Set<Long> update(Connection connection, List<Verdict> verdicts, Instant now)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update inbound_message m
            set state = n.state, due_at = n.due_at::timestamptz, problem = n.problem,
                problem_detail = case when n.problem = '' then '' else n.detail end,
                outcome = case when n.problem = '' then n.detail else m.outcome end,
                remedy = n.remedy, claimed_by = null, changed_at = ?
            from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[])
              as n(id, attempt, worker, state, due_at, problem, detail, remedy)
            where m.id = n.id and m.state = 'CLAIMED' and m.attempt = n.attempt
              and m.claimed_by = n.worker
            returning m.id
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      DemandTable.bind(connection, update, 2, "bigint", verdicts, v -> v.claim().entry().id());
      DemandTable.bind(connection, update, 3, "int", verdicts, v -> v.claim().entry().attempt());
      DemandTable.bind(connection, update, 4, "text", verdicts, v -> v.claim().worker());
      DemandTable.bind(connection, update, 5, "text", verdicts, v -> v.state().name());
      DemandTable.bind(
          connection,
          update,
          6,
          "text",
          verdicts,
          v -> v.dueAt().map(Instant::toString).orElse(null));
      DemandTable.bind(connection, update, 7, "text", verdicts, Verdict::problem);
      DemandTable.bind(connection, update, 8, "text", verdicts, v -> clean(v.detail()));
      DemandTable.bind(connection, update, 9, "text", verdicts, v -> clean(v.remedy()));
      Set<Long> ids = new HashSet<>();
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          ids.add(row.getLong(1));
        }
      }
      return ids;
    }
  }

  private static void history(Connection connection, List<Verdict> verdicts, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attempt (message_id, attempt, worker, state, problem, detail, finished_at)"
                + " select n.*, ?::timestamptz from unnest(?::bigint[], ?::int[], ?::text[],"
                + " ?::text[], ?::text[], ?::text[]) as n")) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      DemandTable.bind(connection, insert, 2, "bigint", verdicts, v -> v.claim().entry().id());
      DemandTable.bind(connection, insert, 3, "int", verdicts, v -> v.claim().entry().attempt());
      DemandTable.bind(connection, insert, 4, "text", verdicts, v -> v.claim().worker());
      DemandTable.bind(connection, insert, 5, "text", verdicts, v -> v.state().name());
      DemandTable.bind(connection, insert, 6, "text", verdicts, Verdict::problem);
      DemandTable.bind(connection, insert, 7, "text", verdicts, v -> clean(v.detail()));
      insert.executeUpdate();
    }
  }

  /** An attempt that failed while a newer version of its order came in is not worth repeating. */
  private static void supersedeParked(Connection connection, List<Verdict> verdicts, Instant now)
      throws SQLException {
    List<Long> parked =
        verdicts.stream()
            .filter(v -> v.claim().entry().key().isOrder())
            .filter(v -> !v.state().isFinal() && v.state() != EntryState.UNCERTAIN)
            .map(v -> v.claim().entry().id())
            .toList();
    if (parked.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update inbound_message m
            set state = 'SUPERSEDED', due_at = null, changed_at = ?,
                outcome = 'a newer version of the order has come'
            where m.id = any(?) and exists (
              select 1 from inbound_message n
              where n.source = m.source and n.resource = m.resource
                and n.resource_id = m.resource_id and n.id > m.id and n.state = 'RECEIVED'
                and not n.ambiguous and n.version > coalesce(m.version, 0))
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(2, connection.createArrayOf("bigint", parked.toArray()));
      update.executeUpdate();
    }
  }

  static List<Claim> extend(Connection connection, List<Claim> claims, Instant until)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update inbound_message m set due_at = ?
            from unnest(?::bigint[], ?::int[], ?::text[]) as n(id, attempt, worker)
            where m.id = n.id and m.state = 'CLAIMED' and m.attempt = n.attempt
              and m.claimed_by = n.worker
            returning m.id
            """)) {
      update.setObject(1, until.atOffset(ZoneOffset.UTC));
      DemandTable.bind(connection, update, 2, "bigint", claims, c -> c.entry().id());
      DemandTable.bind(connection, update, 3, "int", claims, c -> c.entry().attempt());
      DemandTable.bind(connection, update, 4, "text", claims, Claim::worker);
      Set<Long> held = new HashSet<>();
      try (ResultSet row = update.executeQuery()) {
        while (row.next()) {
          held.add(row.getLong(1));
        }
      }
      return claims.stream()
          .filter(claim -> held.contains(claim.entry().id()))
          .map(c -> new Claim(c.entry(), c.worker(), until, c.tries(), c.ambiguous()))
          .toList();
    }
  }

  static void release(Connection connection, List<Claim> claims, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            update inbound_message m
            set state = 'RECEIVED', tries = tries - 1, due_at = ?, claimed_by = null, changed_at = ?
            from unnest(?::bigint[], ?::int[], ?::text[]) as n(id, attempt, worker)
            where m.id = n.id and m.state = 'CLAIMED' and m.attempt = n.attempt
              and m.claimed_by = n.worker
            """)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setObject(2, now.atOffset(ZoneOffset.UTC));
      DemandTable.bind(connection, update, 3, "bigint", claims, c -> c.entry().id());
      DemandTable.bind(connection, update, 4, "int", claims, c -> c.entry().attempt());
      DemandTable.bind(connection, update, 5, "text", claims, Claim::worker);
      update.executeUpdate();
    }
  }

  /** PostgreSQL's text cannot hold NUL, and a stack or a foreign message might. */
  private static String clean(String text) {
    return text.replace("\0", "");
  }

  private static JournalEntry entry(ResultSet row) throws SQLException {
    return new JournalEntry(
        row.getLong("id"),
        Rows.key(row),
        row.getString("topic"),
        Payload.of(row.getBytes("body")),
        Rows.headers(row),
        Rows.instant(row, "received_at"),
        Rows.version(row),
        Via.valueOf(row.getString("via")),
        row.getInt("attempt"));
  }
}
