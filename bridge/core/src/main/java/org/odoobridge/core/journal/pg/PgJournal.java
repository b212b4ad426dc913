package org.odoobridge.core.journal.pg;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.odoobridge.core.cluster.RecentKeys;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.Audit;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.DemandChange;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalLimits;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;

/** The journal in PostgreSQL, with one committing writer per node. */
public final class PgJournal implements Journal, Component {
  private final PgSession database;
  private final PgDemand demand;
  private final RecentKeys recent;
  private final JournalLimits limits;
  private final Clock clock;
  private final GroupCommit<NewMessage, Append> writer;
  private final NotifyListener notifications;
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

  /**
   * @param database the bridge's own database, migrated
   * @param demand told of every append before its commit
   * @param recent asked first; set after commits only
   */
  public PgJournal(
      PgSession database, PgDemand demand, RecentKeys recent, JournalLimits limits, Clock clock) {
    this.database = database;
    this.demand = demand;
    this.recent = recent;
    this.limits = limits;
    this.clock = clock;
    this.writer =
        new GroupCommit<>("journal-writer", limits.queue(), limits.batch(), this::commitRetrying);
    this.notifications = new NotifyListener(database, AppendBatch.NOTIFY, this::woken);
  }

  @Override
  public String name() {
    return "journal";
  }

  @Override
  public void start() {
    demand.look();
    notifications.start();
  }

  @Override
  public void stop(Duration deadline) {
    notifications.stop(deadline);
    writer.close(deadline);
  }

  /** Messages that wait for their commit now. */
  public int appendsWaiting() {
    return writer.depth();
  }

  @Override
  public Append append(NewMessage message) {
    String key = recentKey(message);
    if (message.via() != Via.REREAD && recent.seen(key)) {
      Optional<Long> known = lookUp(message);
      if (known.isPresent()) {
        return new Append.Duplicate(known.get());
      }
    }
    return writer.write(message, limits.appendWait());
  }

  private Optional<Long> lookUp(NewMessage message) {
    try {
      return Optional.ofNullable(
          database
              .read(connection -> AppendBatch.findKeys(connection, List.of(message)))
              .get(AppendBatch.Identity.of(message)));
    } catch (SqlFailure e) {
      throw new JournalUnavailable("the journal could not be asked: " + e.getMessage(), e);
    }
  }

  /** Writes a batch; once more when the connection broke, for the keys make a repeat harmless. */
  private List<Append> commitRetrying(List<NewMessage> messages) {
    try {
      return commit(messages);
    } catch (SqlFailure e) {
      if (!e.isConnectionLoss()) {
        throw e;
      }
    }
    try {
      return commit(messages);
    } catch (SqlFailure e) {
      throw e.isConnectionLoss()
          ? new JournalUnavailable("the journal's database is away: " + e.getMessage(), e)
          : e;
    }
  }

  private List<Append> commit(List<NewMessage> messages) {
    List<DemandRow> told = new ArrayList<>();
    List<Append> results;
    try {
      results =
          database.inTransaction(
              connection -> {
                AppendBatch batch = new AppendBatch(connection, clock.instant(), demand);
                try {
                  return batch.write(messages);
                } finally {
                  told.addAll(batch.changed());
                }
              });
    } catch (RuntimeException e) {
      demand.doubt(told);
      throw e;
    }
    recent.remember(messages.stream().map(PgJournal::recentKey).toList());
    wake();
    return results;
  }

  @Override
  public List<Claim> claim(String worker, int max, Duration lease) {
    return database.inTransaction(
        connection -> ClaimTable.claim(connection, worker, max, clock.instant(), lease));
  }

  @Override
  public List<Boolean> record(List<Verdict> verdicts) {
    return verdicts.isEmpty()
        ? List.of()
        : database.inTransaction(
            connection -> ClaimTable.record(connection, verdicts, clock.instant()));
  }

  @Override
  public void release(List<Claim> claims) {
    if (!claims.isEmpty()) {
      database.transact(connection -> ClaimTable.release(connection, claims, clock.instant()));
      wake();
    }
  }

  @Override
  public List<Claim> extend(List<Claim> claims, Instant until) {
    return claims.isEmpty()
        ? List.of()
        : database.inTransaction(connection -> ClaimTable.extend(connection, claims, until));
  }

  @Override
  public int recover(String worker) {
    return wakeIfAny(
        database.inTransaction(
            connection -> DueTable.recover(connection, worker, clock.instant())));
  }

  @Override
  public int settleUncertain(Collection<OrderKey> orders) {
    return orders.isEmpty()
        ? 0
        : wakeIfAny(
            database.inTransaction(
                connection -> DueTable.settleUncertain(connection, orders, clock.instant())));
  }

  @Override
  public int hasten(Set<String> problems) {
    return wakeIfAny(
        database.inTransaction(
            connection -> DueTable.hasten(connection, problems, clock.instant())));
  }

  private int wakeIfAny(int changed) {
    if (changed > 0) {
      wake();
    }
    return changed;
  }

  @Override
  public boolean redrive(long entryId, String actor) {
    boolean done =
        database.inTransaction(
            connection -> {
              boolean changed =
                  change(
                      connection,
                      "update inbound_message set state = 'RECEIVED', tries = 0, due_at = ?,"
                          + " changed_at = ? where id = ? and state in"
                          + " ('REJECTED', 'DEAD', 'RETRYABLE', 'UNCERTAIN')",
                      entryId,
                      true);
              if (changed) {
                audit(connection, actor, "redrive", entryId, "");
                notifyWorkers(connection);
              }
              return changed;
            });
    if (done) {
      wake();
    }
    return done;
  }

  @Override
  public boolean discard(long entryId, String actor, String reason) {
    List<DemandRow> told = new ArrayList<>();
    try {
      return database.inTransaction(
          connection -> discard(connection, entryId, actor, reason, told));
    } catch (RuntimeException e) {
      demand.doubt(told);
      throw e;
    }
  }

  private boolean discard(
      Connection connection, long entryId, String actor, String reason, List<DemandRow> told)
      throws SQLException {
    Optional<OrderKey> order = keyOf(connection, entryId).flatMap(ResourceKey::order);
    Map<OrderKey, DemandRow> rows =
        order.isEmpty() ? Map.of() : DemandTable.lockExisting(connection, List.of(order.get()));
    boolean changed =
        change(
            connection,
            "update inbound_message set state = 'DISCARDED', due_at = null, changed_at = ?"
                + " where id = ? and state in"
                + " ('RECEIVED', 'REJECTED', 'DEAD', 'RETRYABLE', 'UNCERTAIN')",
            entryId,
            false);
    if (!changed) {
      return false;
    }
    audit(connection, actor, "discard", entryId, reason);
    if (order.isPresent() && !hasOpen(connection, order.get())) {
      DemandRow row = rows.get(order.get());
      if (row != null && row.holdsStock()) {
        told.add(row.becomes(row.version(), new DemandChange.Takes(false, row.lines())));
        DemandTable.store(connection, told);
        demand.beforeCommit(told);
      }
    }
    notifyWorkers(connection);
    return true;
  }

  @Override
  public int purge(Instant before) {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement(
                  """
                  with gone as (
                    delete from inbound_message
                    where changed_at < ? and due_at is null
                      and state in ('APPLIED', 'SUPERSEDED', 'DISCARDED')
                    returning id),
                  keys as (delete from dedup_key where message_id in (select id from gone))
                  select count(*) from gone
                  """)) {
            delete.setObject(1, before.atOffset(ZoneOffset.UTC));
            try (ResultSet row = delete.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  @Override
  public void onWork(Runnable wake) {
    wakes.add(wake);
  }

  private void woken() {
    demand.look();
    wake();
  }

  private void wake() {
    wakes.forEach(Runnable::run);
  }

  private boolean change(Connection connection, String sql, long entryId, boolean due)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      int at = 1;
      if (due) {
        update.setObject(at++, clock.instant().atOffset(ZoneOffset.UTC));
      }
      update.setObject(at++, clock.instant().atOffset(ZoneOffset.UTC));
      update.setLong(at, entryId);
      return update.executeUpdate() == 1;
    }
  }

  private void audit(Connection connection, String actor, String action, long entryId, String why)
      throws SQLException {
    Audit.append(connection, clock.instant(), actor, action, "inbound_message/" + entryId, why);
  }

  private static void notifyWorkers(Connection connection) throws SQLException {
    try (PreparedStatement notify = connection.prepareStatement("select pg_notify(?, '')")) {
      notify.setString(1, AppendBatch.NOTIFY);
      notify.execute();
    }
  }

  private static Optional<ResourceKey> keyOf(Connection connection, long entryId)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select source, resource, resource_id from inbound_message where id = ?")) {
      select.setLong(1, entryId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(Rows.key(row)) : Optional.empty();
      }
    }
  }

  private static boolean hasOpen(Connection connection, OrderKey order) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select exists (select 1 from inbound_message where source = ? and resource = ?"
                + " and resource_id = ? and state in ('RECEIVED', 'CLAIMED', 'REJECTED',"
                + " 'RETRYABLE', 'UNCERTAIN', 'DEAD'))")) {
      select.setString(1, order.channel().value());
      select.setString(2, ResourceKey.ORDER);
      select.setString(3, order.orderId());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static String recentKey(NewMessage message) {
    return message.key() + "/" + message.hash();
  }
}
