package org.odoobridge.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;

/** Journal entries as the API shows them: no personal data, states in lower case. */
final class OrderJson {
  private OrderJson() {}

  static Map<String, Object> line(JournalView.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", line.id());
    json.put("channel", line.key().source().value());
    json.put("type", line.key().type());
    json.put("resource", line.key().id());
    json.put("topic", line.topic());
    json.put("via", name(line.via()));
    json.put("state", name(line.state()));
    json.put("waitsForPerson", waitsForPerson(line.state()));
    json.put("attempts", line.attempt());
    json.put("receivedAt", line.receivedAt());
    json.put("changedAt", line.changedAt());
    json.put("dueAt", line.dueAt());
    json.put("problem", line.problem());
    json.put("detail", line.detail().isEmpty() ? line.outcome() : line.detail());
    json.put("remedy", line.remedy());
    return json;
  }

  /**
   * The entry with its attempts, the timeline of its resource and its body without personal data.
   */
  static Map<String, Object> detail(
      JournalView.Detail detail, List<JournalView.Line> timeline, JsonNode redactedBody) {
    Map<String, Object> json = line(detail.line());
    json.put("timeline", timeline(detail, timeline));
    json.put("attemptList", detail.attempts());
    json.put("body", redactedBody);
    return json;
  }

  private record Event(Instant at, String what, String detail) {}

  private static List<Event> timeline(
      JournalView.Detail detail, List<JournalView.Line> sameResource) {
    List<Event> events = new ArrayList<>();
    for (JournalView.Line line : sameResource) {
      events.add(
          new Event(
              line.receivedAt(),
              "received by " + name(line.via()),
              line.topic() + " #" + line.id()));
    }
    for (JournalView.Attempt attempt : detail.attempts()) {
      events.add(
          new Event(
              attempt.finishedAt(),
              "attempt " + attempt.attempt() + " " + name(attempt.state()),
              attempt.detail()));
    }
    events.sort(Comparator.comparing(Event::at));
    return events;
  }

  static boolean waitsForPerson(EntryState state) {
    return switch (state) {
      case REJECTED, DEAD -> true;
      case RECEIVED, CLAIMED, APPLIED, RETRYABLE, UNCERTAIN, SUPERSEDED, DISCARDED -> false;
    };
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
