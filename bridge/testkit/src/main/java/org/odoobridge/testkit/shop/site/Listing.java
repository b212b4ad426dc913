package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The common part of every list: {@code per_page}, {@code page}, order, bounds in time, headers.
 */
public final class Listing {
  private static final List<String> ORDERS = List.of("date", "id", "include", "title", "slug");

  private final Site site;
  private final Call call;
  private final int perPage;
  private final int page;

  /** Reads and checks the parameters; throws what WordPress answers to values out of bounds. */
  public Listing(Site site, Call call) {
    this.site = site;
    this.call = call;
    perPage = bounded("per_page", 10, 100);
    page = bounded("page", 1, Integer.MAX_VALUE);
  }

  private int bounded(String param, int absent, int max) {
    if (!call.has(param)) {
      return absent;
    }
    String text = call.param(param);
    long value = text.matches("-?\\d{1,9}") ? Long.parseLong(text) : 0;
    if (value < 1 || value > max) {
      String message =
          max == Integer.MAX_VALUE
              ? param + " must be greater than or equal to 1"
              : param + " must be between 1 (inclusive) and " + max + " (inclusive)";
      throw WooError.invalidParam(param, "rest_out_of_bounds", message, false);
    }
    return (int) value;
  }

  public void requireOneOf(String param, List<String> allowed) {
    for (String value : call.list(param)) {
      if (!allowed.contains(value)) {
        throw Schema.notIn(param, allowed);
      }
    }
  }

  /** {@code modified_after} and {@code after}: exclusive, at one second's resolution. */
  public boolean within(Instant created, Instant modified) {
    return later(created, bound("after"))
        && later(modified, bound("modified_after"))
        && earlier(created, bound("before"))
        && earlier(modified, bound("modified_before"));
  }

  private static boolean later(Instant at, @Nullable Instant bound) {
    return bound == null || at.getEpochSecond() > bound.getEpochSecond();
  }

  private static boolean earlier(Instant at, @Nullable Instant bound) {
    return bound == null || at.getEpochSecond() < bound.getEpochSecond();
  }

  private @Nullable Instant bound(String param) {
    if (!call.has(param)) {
      return null;
    }
    String text = call.param(param);
    try {
      if (text.endsWith("Z")) {
        return Instant.parse(text);
      }
      LocalDateTime local = LocalDateTime.parse(text.replace(' ', 'T'));
      return local.atZone(call.flag("dates_are_gmt") ? ZoneOffset.UTC : site.zone()).toInstant();
    } catch (DateTimeException e) {
      throw WooError.invalidParam(param, "rest_invalid_date", "Invalid date.", false);
    }
  }

  /** The sort a call asked for; newest first when it asked for none. */
  public <T> Comparator<T> sort(
      Function<T, Integer> id,
      Function<T, Instant> created,
      Function<T, Instant> modified,
      Function<T, String> title) {
    List<String> allowed = Stream.concat(ORDERS.stream(), Stream.of("modified")).toList();
    requireOneOf("orderby", allowed);
    Comparator<T> by =
        switch (call.param("orderby")) {
          case "id" -> Comparator.comparing(id);
          case "title", "slug" -> Comparator.comparing(title);
          case "modified" -> Comparator.comparing(t -> modified.apply(t).getEpochSecond());
          default -> Comparator.comparing(t -> created.apply(t).getEpochSecond());
        };
    Comparator<T> stable = by.thenComparing(id);
    return call.param("order").equals("asc") ? stable : stable.reversed();
  }

  /** Whether the page asked for lies behind the last. */
  public boolean beyond(int records) {
    return page > 1 && (page - 1) * (long) perPage >= records;
  }

  /** One page of the matching records with the counts in the headers. */
  public <T> Answer page(List<T> all, Function<T, ObjectNode> json) {
    int pages = (all.size() + perPage - 1) / perPage;
    ArrayNode body = PhpJson.array();
    all.stream().skip((long) (page - 1) * perPage).limit(perPage).map(json).forEach(body::add);
    Answer answer =
        Answer.ok(body)
            .with("X-WP-Total", Integer.toString(all.size()))
            .with("X-WP-TotalPages", Integer.toString(pages));
    String links = links(pages);
    return links.isEmpty() ? answer : answer.with("Link", links);
  }

  private String links(int pages) {
    String prev = page > 1 ? link(Math.min(page - 1, pages), "prev") : "";
    String next = page < pages ? link(page + 1, "next") : "";
    return prev + (prev.isEmpty() || next.isEmpty() ? "" : ", ") + next;
  }

  private String link(int toPage, String rel) {
    Map<String, String> query = new TreeMap<>(call.query());
    query.put("page", Integer.toString(toPage));
    StringBuilder url = new StringBuilder(site.api(call.path()));
    query.forEach(
        (name, value) ->
            url.append(url.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return "<" + url + ">; rel=\"" + rel + "\"";
  }
}
