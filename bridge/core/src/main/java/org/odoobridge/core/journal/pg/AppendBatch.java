package org.odoobridge.core.journal.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.ContentHash;
import org.odoobridge.core.journal.Disposition;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Problem;

/**
 * The transaction that appends several messages at once: keys first (they decide what is new), then
 * demand under its row locks, then the entries.
 */
final class AppendBatch {
  /** Channel of NOTIFY that wakes the workers of all nodes. */
  static final String NOTIFY = "odoo_bridge_inbound";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final Instant now;
  private final PgDemand demand;
  private final List<DemandRow> changed = new ArrayList<>();

  AppendBatch(Connection connection, Instant now, PgDemand demand) {
    this.connection = connection;
    this.now = now;
    this.demand = demand;
  }

  /** What deduplicates: the key and the hash within it. */
  record Identity(ResourceKey key, ContentHash hash) {
    static Identity of(NewMessage message) {
      return new Identity(message.key(), message.hash());
    }
  }

  private record Numbered(long id, NewMessage message) {}

  private record Placed(
      long id, NewMessage message, EntryState state, boolean ambiguous, String why) {}

  /** Demand rows this batch has told and stored. */
  List<DemandRow> changed() {
    return changed;
  }

  /** Writes all and returns one result per message; the caller commits. */
  List<Append> write(List<NewMessage> messages) throws SQLException {
    Map<Identity, NewMessage> distinct = new LinkedHashMap<>();
    messages.forEach(message -> distinct.putIfAbsent(Identity.of(message), message));
    List<Numbered> numbered = number(List.copyOf(distinct.values()));
    Map<Identity, Long> taken = takeKeys(numbered);
    List<Placed> placed = place(numbered, taken);
    insert(placed);
    supersedeOlder(placed);
    forgetAppointments(placed);
    notifyWorkers(placed);
    return results(messages, placed, taken);
  }

  private List<Numbered> number(List<NewMessage> messages) throws SQLException {
    try (PreparedStatement next =
        connection.prepareStatement(
            "select nextval('inbound_message_id_seq') from generate_series(1, ?)")) {
      next.setInt(1, messages.size());
      List<Numbered> numbered = new ArrayList<>();
      try (ResultSet row = next.executeQuery()) {
        for (NewMessage message : messages) {
          row.next();
          numbered.add(new Numbered(row.getLong(1), message));
        }
      }
      return numbered;
    }
  }

  /** Inserts the deduplication keys; returns whose entry each belongs to, ours or an older one. */
  private Map<Identity, Long> takeKeys(List<Numbered> numbered) throws SQLException {
    // One order on all nodes, so that two batches never wait for each other in a circle.
    List<Numbered> sorted =
        numbered.stream()
            .sorted(
                Comparator.comparing(
                    n -> n.message().key() + " " + n.message().hash(), Comparator.naturalOrder()))
            .toList();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into dedup_key (source, resource, resource_id, body_hash, message_id)"
                + " select * from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[])"
                + " on conflict do nothing")) {
      bindIdentity(connection, insert, 1, sorted, Numbered::message);
      DemandTable.bind(connection, insert, 5, "bigint", sorted, Numbered::id);
      insert.executeUpdate();
    }
    return findKeys(connection, sorted.stream().map(Numbered::message).toList());
  }

  /** Entries that hold messages with the identities of {@code messages}. */
  static Map<Identity, Long> findKeys(Connection connection, List<NewMessage> messages)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select k.n, d.message_id from unnest(?::text[], ?::text[], ?::text[], ?::bytea[])"
                + " with ordinality as k(source, resource, resource_id, body_hash, n)"
                + " join dedup_key d using (source, resource, resource_id, body_hash)")) {
      bindIdentity(connection, select, 1, messages, Function.identity());
      Map<Identity, Long> found = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(Identity.of(messages.get(row.getInt(1) - 1)), row.getLong(2));
        }
      }
      return found;
    }
  }

  /** Decides state and demand of what is new; what is reread changes demand even if known. */
  private List<Placed> place(List<Numbered> numbered, Map<Identity, Long> taken)
      throws SQLException {
    List<OrderKey> orders =
        numbered.stream()
            .filter(n -> isNew(n, taken) || n.message().via() == Via.REREAD)
            .flatMap(n -> n.message().key().order().stream())
            .toList();
    Map<OrderKey, DemandRow> known = new HashMap<>();
    if (!orders.isEmpty()) {
      known.putAll(DemandTable.lock(connection, orders));
    }
    Map<OrderKey, DemandRow> updates = new LinkedHashMap<>();
    List<Placed> placed = new ArrayList<>();
    for (Numbered n : numbered) {
      boolean fresh = isNew(n, taken);
      if (!fresh && n.message().via() != Via.REREAD) {
        continue;
      }
      DemandRules.Decision decision = decide(n.message(), known);
      decision
          .row()
          .ifPresent(
              row -> {
                known.put(row.key(), row);
                updates.put(row.key(), row);
              });
      if (fresh) {
        placed.add(placed(n, decision));
      }
    }
    changed.addAll(updates.values());
    DemandTable.store(connection, changed);
    demand.beforeCommit(changed);
    return placed;
  }

  private static DemandRules.Decision decide(NewMessage message, Map<OrderKey, DemandRow> known) {
    Optional<OrderKey> order = message.key().order();
    if (order.isEmpty() || message.disposition() instanceof Disposition.Ignore) {
      return new DemandRules.Decision(Optional.empty(), false, false);
    }
    return DemandRules.decide(
        order.map(known::get).filter(Objects::nonNull).filter(row -> row.rev() > 0), message);
  }

  private static Placed placed(Numbered n, DemandRules.Decision decision) {
    NewMessage message = n.message();
    return switch (message.disposition()) {
      case Disposition.Ignore ignore ->
          new Placed(n.id(), message, EntryState.SUPERSEDED, false, ignore.reason());
      case Disposition.Park park ->
          new Placed(n.id(), message, EntryState.REJECTED, decision.ambiguous(), "");
      case Disposition.Work work ->
          decision.stale()
              ? new Placed(
                  n.id(),
                  message,
                  EntryState.SUPERSEDED,
                  false,
                  "a newer version of the order had come before")
              : new Placed(n.id(), message, EntryState.RECEIVED, decision.ambiguous(), "");
    };
  }

  private void insert(List<Placed> placed) throws SQLException {
    if (placed.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into inbound_message (source, resource, resource_id, body_hash, id, topic,"
                + " body, headers, received_at, version, ambiguous, via, state, due_at, problem,"
                + " problem_detail, remedy, outcome, changed_at)"
                + " select source, resource, resource_id, body_hash, id, topic, body,"
                + " headers::jsonb, received_at, version, ambiguous, via, state,"
                + " case when state = 'RECEIVED' then ?::timestamptz end,"
                + " problem, problem_detail, remedy, outcome, ?::timestamptz"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[],"
                + " ?::text[], ?::bytea[], ?::text[], ?::timestamptz[], ?::bigint[],"
                + " ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],"
                + " ?::text[]) as n(source, resource, resource_id, body_hash, id, topic, body,"
                + " headers, received_at, version, ambiguous, via, state, problem,"
                + " problem_detail, remedy, outcome)")) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      insert.setObject(2, now.atOffset(ZoneOffset.UTC));
      int at = bindIdentity(connection, insert, 3, placed, Placed::message);
      column(insert, at++, "bigint", placed, Placed::id);
      column(insert, at++, "text", placed, p -> p.message().topic());
      DemandTable.bindBytes(connection, insert, at++, placed, p -> p.message().body().bytes());
      column(insert, at++, "text", placed, p -> headers(p.message()));
      column(insert, at++, "text", placed, p -> p.message().receivedAt().toString());
      column(insert, at++, "bigint", placed, p -> versionOrNull(p.message()));
      column(insert, at++, "boolean", placed, Placed::ambiguous);
      column(insert, at++, "text", placed, p -> p.message().via().name());
      column(insert, at++, "text", placed, p -> p.state().name());
      column(insert, at++, "text", placed, p -> problem(p, Problem.Business::code));
      column(insert, at++, "text", placed, p -> problem(p, Problem.Business::detail));
      column(insert, at++, "text", placed, p -> problem(p, Problem.Business::remedy));
      column(insert, at, "text", placed, Placed::why);
      insert.executeUpdate();
    }
  }

  /** A body is the order's whole state: what waits or is parked with an older one is needless. */
  private void supersedeOlder(List<Placed> placed) throws SQLException {
    List<Placed> newest =
        placed.stream()
            .filter(p -> p.message().key().isOrder() && p.state() == EntryState.RECEIVED)
            .filter(p -> !p.ambiguous() && p.message().version().isPresent())
            .toList();
    if (newest.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inbound_message m set state = 'SUPERSEDED', due_at = null, changed_at = ?,"
                + " outcome = 'entry ' || n.id || ' has a newer version'"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[],"
                + " ?::bigint[], ?::boolean[]) as n(source, resource, resource_id, body_hash, id,"
                + " version, reread)"
                + " where m.source = n.source and m.resource = n.resource"
                + " and m.resource_id = n.resource_id and m.id < n.id"
                + " and m.state in ('RECEIVED', 'RETRYABLE', 'REJECTED', 'DEAD')"
                + " and (m.version < n.version or n.reread)")) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      int at = bindIdentity(connection, update, 2, newest, Placed::message);
      column(update, at++, "bigint", newest, Placed::id);
      column(update, at++, "bigint", newest, p -> versionOrNull(p.message()));
      column(update, at, "boolean", newest, p -> p.message().via() == Via.REREAD);
      update.executeUpdate();
    }
  }

  /**
   * What was applied of an older state is not looked at again: the newer one says what is to be.
   */
  private void forgetAppointments(List<Placed> placed) throws SQLException {
    List<Placed> newer =
        placed.stream()
            .filter(p -> p.message().key().isOrder() && p.state() == EntryState.RECEIVED)
            .toList();
    if (newer.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update inbound_message m set due_at = null"
                + " from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bigint[])"
                + " as n(source, resource, resource_id, body_hash, id)"
                + " where m.source = n.source and m.resource = n.resource"
                + " and m.resource_id = n.resource_id and m.id < n.id"
                + " and m.state = 'APPLIED' and m.due_at is not null")) {
      int at = bindIdentity(connection, update, 1, newer, Placed::message);
      column(update, at, "bigint", newer, Placed::id);
      update.executeUpdate();
    }
  }

  private void notifyWorkers(List<Placed> placed) throws SQLException {
    if (placed.isEmpty() && changed.isEmpty()) {
      return;
    }
    try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, '')")) {
      notify.setString(1, NOTIFY);
      notify.execute();
    }
  }

  private static List<Append> results(
      List<NewMessage> messages, List<Placed> placed, Map<Identity, Long> taken) {
    Map<Identity, Placed> fresh = new HashMap<>();
    placed.forEach(p -> fresh.put(Identity.of(p.message()), p));
    List<Append> results = new ArrayList<>();
    for (NewMessage message : messages) {
      // Only the first of several equal messages in one batch is the one that was stored.
      Placed own = fresh.remove(Identity.of(message));
      results.add(
          own == null
              ? new Append.Duplicate(
                  Objects.requireNonNull(taken.get(Identity.of(message)), "no key for an entry"))
              : new Append.Appended(own.id(), own.state()));
    }
    return results;
  }

  private static <T> int bindIdentity(
      Connection connection,
      PreparedStatement statement,
      int at,
      List<T> rows,
      Function<T, NewMessage> message)
      throws SQLException {
    DemandTable.bind(
        connection, statement, at, "text", rows, r -> message.apply(r).key().source().value());
    DemandTable.bind(
        connection, statement, at + 1, "text", rows, r -> message.apply(r).key().type());
    DemandTable.bind(connection, statement, at + 2, "text", rows, r -> message.apply(r).key().id());
    DemandTable.bindBytes(
        connection, statement, at + 3, rows, r -> message.apply(r).hash().bytes());
    return at + 4;
  }

  private <V extends @Nullable Object> void column(
      PreparedStatement insert, int at, String type, List<Placed> rows, Function<Placed, V> column)
      throws SQLException {
    DemandTable.bind(connection, insert, at, type, rows, column);
  }

  private static boolean isNew(Numbered n, Map<Identity, Long> taken) {
    return Objects.equals(taken.get(Identity.of(n.message())), n.id());
  }

  private static String problem(Placed placed, Function<Problem.Business, String> field) {
    return placed.message().disposition() instanceof Disposition.Park park
        ? field.apply(park.problem())
        : "";
  }

  private static @Nullable Long versionOrNull(NewMessage message) {
    return message.version().isPresent() ? (Long) message.version().getAsLong() : null;
  }

  private static String headers(NewMessage message) {
    try {
      // PostgreSQL's jsonb cannot hold NUL; no header has a use for it.
      return JSON.writeValueAsString(message.headers()).replace("\\u0000", "");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }
}
