package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.app.cli.Version;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.SqlFailure;

/** Health, metrics and the summary of a running bridge. */
final class StatusRoutes {
  private final AdminApi.Parts parts;

  StatusRoutes(AdminApi.Parts parts) {
    this.parts = parts;
  }

  private record PartHealth(String state, String reason) {}

  /** The process answers; nothing else is asked. */
  static void live(RoutingContext context) {
    Answers.send(context, 200, "application/json", Map.of("live", true));
  }

  /** 200 when no part is down, else 503; both name every part with its reason. */
  void ready(RoutingContext context) {
    Map<String, PartHealth> health = health();
    boolean ready = isReady(health);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", ready);
    body.put("parts", health);
    Answers.send(context, ready ? 200 : 503, "application/json", body);
  }

  void metrics(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .end(parts.meters().scrape());
  }

  Object status(RoutingContext unused) {
    Map<String, PartHealth> health = health();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("node", parts.node());
    body.put("version", Version.number());
    body.put("startedAt", parts.startedAt());
    body.put("ready", isReady(health));
    body.put("health", health);
    body.put("journal", journalCounts());
    return body;
  }

  /** Empty when the journal is away: the status must still be readable then. */
  private Map<String, Long> journalCounts() {
    Map<String, Long> counts = new TreeMap<>();
    try {
      parts
          .journalView()
          .counts()
          .forEach((state, entries) -> counts.put(OrderJson.name(state), entries));
    } catch (SqlFailure e) {
      counts.clear();
    }
    return counts;
  }

  private Map<String, PartHealth> health() {
    Map<String, PartHealth> shown = new TreeMap<>();
    parts.health().read().forEach((name, health) -> shown.put(name, shown(health)));
    return shown;
  }

  private static boolean isReady(Map<String, PartHealth> health) {
    return health.values().stream().noneMatch(part -> part.state().equals("down"));
  }

  private static PartHealth shown(Health health) {
    return switch (health) {
      case Health.Up unused -> new PartHealth("up", "");
      case Health.Degraded degraded -> new PartHealth("degraded", degraded.reason());
      case Health.Down down -> new PartHealth("down", down.reason());
    };
  }
}
