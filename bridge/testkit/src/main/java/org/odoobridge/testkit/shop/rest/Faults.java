package org.odoobridge.testkit.shop.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.odoobridge.testkit.shop.site.PhpJson;

/** What is wrong with the shop's REST side at the moment; switchable at any time. */
public final class Faults {
  private static final class Fault {
    final Sickness sickness;
    final Predicate<RecordedRequest> where;
    int left;

    Fault(Sickness sickness, Predicate<RecordedRequest> where, int left) {
      this.sickness = sickness;
      this.where = where;
      this.left = left;
    }
  }

  private final List<Fault> faults = new ArrayList<>();
  private Duration latency = Duration.ZERO;
  private Duration perItem = Duration.ZERO;

  /** Every request fails like this until {@link #heal}. */
  public void sicken(Sickness sickness) {
    sicken(sickness, Integer.MAX_VALUE, request -> true);
  }

  /** The next matching requests fail like this. */
  public synchronized void sicken(Sickness sickness, int times, Predicate<RecordedRequest> where) {
    faults.add(new Fault(sickness, where, times));
  }

  public synchronized void heal() {
    faults.clear();
    latency = Duration.ZERO;
    perItem = Duration.ZERO;
  }

  /** Time from now on between a request's arrival and its being looked at. */
  public synchronized void latency(Duration time) {
    latency = time;
    perItem = Duration.ZERO;
  }

  /** The same, and more for every product that a write holds. */
  public synchronized void pace(Duration request, Duration item) {
    latency = request;
    perItem = item;
  }

  synchronized Duration latency(RecordedRequest request) {
    return perItem.isZero() || !request.writes()
        ? latency
        : latency.plus(perItem.multipliedBy(items(request)));
  }

  /** Items of a batch; anything else is one. */
  private static long items(RecordedRequest request) {
    if (!request.path().endsWith("/batch")) {
      return 1;
    }
    JsonNode body =
        PhpJson.parse(request.body().getBytes(StandardCharsets.UTF_8)).orElse(PhpJson.object());
    return Stream.of("create", "update", "delete").mapToLong(kind -> body.path(kind).size()).sum();
  }

  synchronized Optional<Sickness> next(RecordedRequest request) {
    Optional<Fault> hit = faults.stream().filter(fault -> fault.where.test(request)).findFirst();
    hit.ifPresent(fault -> fault.left--);
    faults.removeIf(fault -> fault.left == 0);
    return hit.map(fault -> fault.sickness);
  }
}
