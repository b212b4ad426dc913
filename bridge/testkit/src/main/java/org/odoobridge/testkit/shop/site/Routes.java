package org.odoobridge.testkit.shop.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST routes of the shop; {@code {id}} in a pattern stands for a number. */
public final class Routes {
  /** Answers one call; a {@link WooError} it throws becomes the answer. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Call call);
  }

  /** A path that exists, with the numbers in it and what may be done there. */
  public record Match(List<Integer> ids, String allow, Map<String, Handler> byMethod) {
    public Match {
      ids = List.copyOf(ids);
      byMethod = Map.copyOf(byMethod);
    }
  }

  private record Route(List<String> pattern, String allow, Map<String, Handler> byMethod) {}

  private final List<Route> routes = new ArrayList<>();

  /** A collection: list and create. */
  public Routes collection(String pattern, Handler list, Handler create) {
    return add(pattern, "GET, POST", Map.of("GET", list, "POST", create));
  }

  /** One record: read, update, delete. */
  public Routes item(String pattern, Handler get, Handler update, Handler delete) {
    Map<String, Handler> byMethod = new HashMap<>(Map.of("GET", get, "DELETE", delete));
    List.of("POST", "PUT", "PATCH").forEach(method -> byMethod.put(method, update));
    return add(pattern, "GET, POST, PUT, PATCH, DELETE", byMethod);
  }

  public Routes batch(String pattern, Handler batch) {
    return add(pattern, "POST, PUT, PATCH", Map.of("POST", batch, "PUT", batch, "PATCH", batch));
  }

  public Routes read(String pattern, Handler get) {
    return add(pattern, "GET", Map.of("GET", get));
  }

  public Routes add(String pattern, String allow, Map<String, Handler> byMethod) {
    routes.add(new Route(List.of(pattern.substring(1).split("/")), allow, Map.copyOf(byMethod)));
    return this;
  }

  /** The route of a path below {@code /wp-json/wc/v3}; empty when no pattern has that shape. */
  public Optional<Match> find(String path) {
    List<String> segments = path.isEmpty() ? List.of() : List.of(path.substring(1).split("/"));
    for (Route route : routes) {
      Optional<List<Integer>> ids = match(route.pattern(), segments);
      if (ids.isPresent()) {
        return Optional.of(new Match(ids.get(), route.allow(), route.byMethod()));
      }
    }
    return Optional.empty();
  }

  private static Optional<List<Integer>> match(List<String> pattern, List<String> segments) {
    if (pattern.size() != segments.size()) {
      return Optional.empty();
    }
    List<Integer> ids = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      if (pattern.get(i).equals("{id}")) {
        if (!segments.get(i).matches("\\d{1,9}")) {
          return Optional.empty();
        }
        ids.add(Integer.valueOf(segments.get(i)));
      } else if (!pattern.get(i).equals(segments.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}
