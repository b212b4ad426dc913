package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;

/** What channels have reported, and a person's decisions about it. */
final class OrderRoutes {
  private static final int PAGE = 50;
  private static final int MOST = 1000;
  private final Decisions decisions;
  private final JournalView view;

  OrderRoutes(Decisions decisions, JournalView view) {
    this.decisions = decisions;
    this.view = view;
  }

  Object list(RoutingContext context) {
    String channel = Query.text(context, "channel");
    JournalView.Filter filter =
        new JournalView.Filter(
            states(Query.text(context, "state")),
            channel.isEmpty() ? Optional.empty() : Optional.of(Query.channel(channel)),
            optional(Query.text(context, "problem")),
            optional(Query.text(context, "resource")),
            before(Query.number(context, "before", 0, 0, Integer.MAX_VALUE)),
            Query.number(context, "limit", PAGE, 1, MOST));
    List<Map<String, Object>> orders = view.list(filter).stream().map(OrderJson::line).toList();
    return Map.of("orders", orders);
  }

  Object one(RoutingContext context) {
    JournalView.Detail detail = find(Query.id(context));
    return OrderJson.detail(
        detail, view.timeline(detail.line().key()), Redaction.of(detail.body().bytes()));
  }

  Object redrive(RoutingContext context) {
    long id = Query.id(context);
    if (!decisions.redrive(id, Query.actor(context))) {
      throw ApiProblem.conflict(
          "entry " + id + " is " + OrderJson.name(find(id).line().state()),
          "only entries that are rejected, dead, retryable or uncertain can be redriven");
    }
    return Map.of("id", id, "result", "is tried again");
  }

  Object release(RoutingContext context) {
    long id = Query.id(context);
    if (!decisions.release(id, Query.actor(context))) {
      JournalView.Line line = find(id).line();
      throw ApiProblem.conflict(
          "entry %d is %s%s"
              .formatted(
                  id,
                  OrderJson.name(line.state()),
                  line.problem().isEmpty() ? "" : " (" + line.problem() + ")"),
          "only entries rejected as held or unknown-status can be released");
    }
    return Map.of("id", id, "result", "is released");
  }

  Object discard(RoutingContext context) {
    long id = Query.id(context);
    String reason = Query.bodyText(context, "reason");
    if (reason.isEmpty()) {
      throw ApiProblem.badRequest(
          "a reason is missing", "send {\"reason\": \"…\"}; it is kept in the audit trail");
    }
    if (!decisions.discard(id, Query.actor(context), reason)) {
      throw ApiProblem.conflict(
          "entry " + id + " is " + OrderJson.name(find(id).line().state()),
          "an entry that is final or being worked on cannot be discarded");
    }
    return Map.of("id", id, "result", "is discarded");
  }

  private JournalView.Detail find(long id) {
    return view.find(id).orElseThrow(() -> ApiProblem.notFound("the journal has no entry " + id));
  }

  private static Set<EntryState> states(String text) {
    if (text.isEmpty()) {
      return Set.of();
    }
    if (text.equals("problem")) {
      return Set.of(EntryState.REJECTED, EntryState.DEAD);
    }
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .map(OrderRoutes::state)
        .collect(Collectors.toSet());
  }

  private static EntryState state(String name) {
    try {
      return EntryState.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      String known =
          Arrays.stream(EntryState.values()).map(OrderJson::name).collect(Collectors.joining(", "));
      throw ApiProblem.badRequest(
          "'" + name + "' is not a state", "write problem, or some of " + known);
    }
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static OptionalLong before(int id) {
    return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
  }
}
