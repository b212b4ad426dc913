package org.odoobridge.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;

/** The journal as a person reads it: counts, lists, one entry, one resource's timeline. */
public interface JournalView {
  /** All entries by state, states without entries left out; reads an index over all entries. */
  Map<EntryState, Long> counts();

  /** Entries that match, newest first. */
  List<Line> list(Filter filter);

  Optional<Detail> find(long entryId);

  /** Everything that came in about one resource, oldest first. */
  List<Line> timeline(ResourceKey key);

  /**
   * Which entries to list.
   *
   * @param states empty = any
   * @param source empty = any
   * @param problem a problem's code; empty = any
   * @param resourceId empty = any
   * @param before entries with a smaller id only, for paging
   * @param limit 1 to 1000
   */
  record Filter(
      Set<EntryState> states,
      Optional<ChannelId> source,
      Optional<String> problem,
      Optional<String> resourceId,
      OptionalLong before,
      int limit) {
    public Filter {
      states = Set.copyOf(states);
      if (limit < 1 || limit > 1000) {
        throw new IllegalArgumentException("a page has 1 to 1000 entries, not " + limit);
      }
    }

    public static Filter of(Set<EntryState> states, int limit) {
      return new Filter(
          states,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          limit);
    }
  }

  /** One entry without its body. */
  record Line(
      long id,
      ResourceKey key,
      String topic,
      Via via,
      OptionalLong version,
      EntryState state,
      int attempt,
      Instant receivedAt,
      Instant changedAt,
      Optional<Instant> dueAt,
      String problem,
      String detail,
      String remedy,
      String outcome) {}

  /** One entry with its body and attempts; the body holds personal data. */
  record Detail(Line line, Payload body, Map<String, String> headers, List<Attempt> attempts) {
    public Detail {
      headers = Map.copyOf(headers);
      attempts = List.copyOf(attempts);
    }
  }

  /** One finished attempt. */
  record Attempt(
      int attempt,
      String worker,
      Instant finishedAt,
      EntryState state,
      String problem,
      String detail) {}
}
