package org.odoobridge.app.admin;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.SqlFailure;

/** Entries in memory, for what the API reads and decides. */
public final class FakeJournal implements Decisions, JournalView {
  public static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");
  public final Map<Long, Detail> entries = new TreeMap<>();
  public final List<String> decisions = new ArrayList<>();
  public boolean away;

  /** Adds an entry about order {@code order} of {@code channel}. */
  public synchronized void add(
      long id, String channel, String order, EntryState state, String body) {
    boolean stopped = state == EntryState.REJECTED || state == EntryState.DEAD;
    Line line =
        new Line(
            id,
            new ResourceKey(new ChannelId(channel), ResourceKey.ORDER, order),
            "order.created",
            Via.WEBHOOK,
            OptionalLong.of(1),
            state,
            1,
            RECEIVED.plusSeconds(id),
            RECEIVED.plusSeconds(id + 1),
            Optional.empty(),
            stopped ? "unknown-sku" : "",
            stopped ? "no product has SKU X-1" : "",
            stopped ? "create the product, then redrive" : "",
            stopped ? "" : "S00012");
    Attempt attempt =
        new Attempt(1, "bridge-1", RECEIVED.plusSeconds(id + 1), state, "", line.detail());
    entries.put(id, new Detail(line, Payload.of(body), Map.of(), List.of(attempt)));
  }

  /** Adds an order that waits for a person. */
  public synchronized void addHeld(long id, String channel, String order, String body) {
    add(id, channel, order, EntryState.REJECTED, body);
    Detail detail = Optional.ofNullable(entries.get(id)).orElseThrow();
    Line line = detail.line();
    Line held =
        new Line(
            id,
            line.key(),
            line.topic(),
            line.via(),
            line.version(),
            line.state(),
            line.attempt(),
            line.receivedAt(),
            line.changedAt(),
            line.dueAt(),
            "held",
            "S00012 waits as a quotation: it is of more than 200",
            "release it",
            "");
    entries.put(id, new Detail(held, detail.body(), detail.headers(), detail.attempts()));
  }

  private void requireThere() {
    if (away) {
      throw new SqlFailure(new SQLException("connection refused", "08001"));
    }
  }

  @Override
  public synchronized Map<EntryState, Long> counts() {
    requireThere();
    Map<EntryState, Long> counts = new EnumMap<>(EntryState.class);
    entries.values().forEach(e -> counts.merge(e.line().state(), 1L, Long::sum));
    return counts;
  }

  @Override
  public synchronized List<Line> list(Filter filter) {
    requireThere();
    return entries.values().stream()
        .map(Detail::line)
        .filter(line -> filter.states().isEmpty() || filter.states().contains(line.state()))
        .filter(line -> filter.source().map(line.key().source()::equals).orElse(true))
        .filter(line -> filter.problem().map(line.problem()::equals).orElse(true))
        .filter(line -> filter.resourceId().map(line.key().id()::equals).orElse(true))
        .filter(line -> filter.before().isEmpty() || line.id() < filter.before().getAsLong())
        .sorted(Comparator.comparing(Line::id).reversed())
        .limit(filter.limit())
        .toList();
  }

  @Override
  public synchronized Optional<Detail> find(long entryId) {
    requireThere();
    return Optional.ofNullable(entries.get(entryId));
  }

  @Override
  public synchronized List<Line> timeline(ResourceKey key) {
    return entries.values().stream().map(Detail::line).filter(l -> l.key().equals(key)).toList();
  }

  @Override
  public synchronized boolean redrive(long entryId, String actor) {
    boolean stopped =
        find(entryId).filter(e -> OrderJson.waitsForPerson(e.line().state())).isPresent();
    if (stopped) {
      decisions.add(actor + " redrives " + entryId);
    }
    return stopped;
  }

  @Override
  public synchronized boolean release(long entryId, String actor) {
    Detail detail = entries.get(entryId);
    boolean held = detail != null && detail.line().problem().equals("held");
    if (held) {
      decisions.add(actor + " releases " + entryId);
    }
    return held;
  }

  @Override
  public synchronized boolean discard(long entryId, String actor, String reason) {
    boolean open = find(entryId).filter(e -> !e.line().state().isFinal()).isPresent();
    if (open) {
      decisions.add(actor + " discards " + entryId + ": " + reason);
    }
    return open;
  }
}
