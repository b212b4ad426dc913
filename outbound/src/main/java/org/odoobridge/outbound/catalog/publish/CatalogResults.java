package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Job;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Published;
import org.odoobridge.outbound.catalog.publish.Collector.Collected;
import org.odoobridge.outbound.delivery.LaneGate;
import org.slf4j.event.Level;

/** Turns what became of products into who waits for what. Not thread-safe: its lane guards it. */
final class CatalogResults {
  /** Code of a document that a person must complete before it can be published. */
  static final String INCOMPLETE = "not-publishable";

  private final CatalogBook book;
  private final LaneGate gate;
  private final RetrySchedule retry;
  private final RandomGenerator random;
  private long published;
  private @Nullable Instant lastAck;

  CatalogResults(CatalogBook book, LaneGate gate, RetrySchedule retry, RandomGenerator random) {
    this.book = book;
    this.gate = gate;
    this.retry = retry;
    this.random = random;
  }

  long published() {
    return published;
  }

  Optional<Instant> lastAck() {
    return Optional.ofNullable(lastAck);
  }

  /** Products that were or no longer are kept apart without anything being sent. */
  record Parking(List<ParkedProduct> parked, Set<Integer> unparked) {}

  Parking aside(Collected collected, Instant now) {
    boolean freed = collected.jobs().stream().anyMatch(this::mayFree);
    List<ParkedProduct> parked = new ArrayList<>();
    Set<Integer> blocked = new HashSet<>();
    for (DesiredProduct desired : collected.blocked()) {
      blocked.add(desired.template());
      parked.add(
          book.park(
              parked(
                  desired,
                  INCOMPLETE,
                  false,
                  String.join("; ", desired.problems()),
                  "put it right in Odoo; the product is published by itself then",
                  now),
              now));
    }
    Set<Integer> unparked = new HashSet<>();
    for (int template : collected.inStep()) {
      if (book.settled(template)) {
        unparked.add(template);
        freed = true;
      }
    }
    if (freed) {
      book.recheck(INCOMPLETE, blocked);
    }
    return new Parking(parked, unparked);
  }

  /** Of two products with one SKU neither is published; when one lets it go, the other may be. */
  private boolean mayFree(Job job) {
    Difference difference = job.difference();
    return book.parked(job.desired().template()).isPresent()
        || difference.action() == Difference.Action.UNPUBLISH
        || (job.listing().found() && difference.fields().contains(ProductField.SKU))
        || difference.variants().values().stream().anyMatch(CatalogResults::letsGo);
  }

  private static boolean letsGo(Difference.VariantDifference change) {
    return switch (change.action()) {
      case UNPUBLISH -> true;
      case UPDATE -> change.fields().contains(ProductField.SKU);
      case NONE, CREATE -> false;
    };
  }

  /**
   * @param created SKUs that the channel has from now on
   * @param shown all other SKUs of products that the channel has
   * @param wholeFailure the channel's own failure: no product got an answer of its own
   */
  record Settled(
      CatalogStore.Changes changes,
      List<Sku> created,
      List<Sku> shown,
      Optional<Problem.Technical> wholeFailure,
      Map<String, Integer> counts) {
    String summary() {
      return counts + wholeFailure.map(problem -> " " + problem.detail()).orElse("");
    }

    Level level() {
      return counts.keySet().equals(Set.of("applied")) ? Level.DEBUG : Level.INFO;
    }
  }

  Settled settle(List<Job> jobs, List<Published> answers, Instant now) {
    Map<Integer, Published> byTemplate = new HashMap<>();
    answers.forEach(answer -> byTemplate.put(answer.template(), answer));
    Optional<Problem.Technical> whole = wholeFailure(jobs, byTemplate);
    if (whole.isPresent()) {
      gate.failed(whole.get(), now);
    } else {
      gate.answered(now);
    }
    boolean alone = jobs.size() == 1;
    List<Listing> listings = new ArrayList<>();
    Set<Integer> forgotten = new HashSet<>();
    List<ParkedProduct> parked = new ArrayList<>();
    Set<Integer> unparked = new HashSet<>();
    List<Sku> created = new ArrayList<>();
    List<Sku> shown = new ArrayList<>();
    Map<String, Integer> counts = new TreeMap<>();
    List<Integer> appeared = new ArrayList<>();
    for (Job job : jobs) {
      int template = job.desired().template();
      Published answer = byTemplate.getOrDefault(template, unanswered(job));
      Listing listing = answer.listing();
      if (listing.found() || listing.unsure()) {
        listings.add(listing);
      } else {
        forgotten.add(template);
      }
      if (listing.found() && !job.listing().found()) {
        appeared.add(template);
      }
      book.refers(template, answer.missing());
      created.addAll(answer.created());
      if (listing.found()) {
        shown.addAll(Collector.skusOf(job.desired()));
      }
      counts.merge(word(answer.outcome()), 1, Integer::sum);
      settle(job, answer, answer.answered() || alone, now, parked, unparked);
    }
    // After all of them: products of one batch may refer to one another.
    appeared.forEach(book::appeared);
    shown.removeAll(Set.copyOf(created));
    return new Settled(
        new CatalogStore.Changes(listings, forgotten, parked, unparked, Optional.empty()),
        created,
        shown,
        whole,
        counts);
  }

  private void settle(
      Job job,
      Published answer,
      boolean mayBeOne,
      Instant now,
      List<ParkedProduct> parked,
      Set<Integer> unparked) {
    int template = job.desired().template();
    switch (answer.outcome()) {
      case Outcome.Applied applied -> acknowledged(template, answer, now, unparked);
      case Outcome.Superseded superseded -> acknowledged(template, answer, now, unparked);
      case Outcome.Rejected rejected -> {
        Problem.Business problem = rejected.problem();
        gate.note(problem, now);
        parked.add(
            book.park(
                parked(
                    job.desired(), problem.code(), false, problem.detail(), problem.remedy(), now),
                now));
        if (answer.again()) {
          book.dirty(List.of(template));
        }
      }
      case Outcome.Failed failed ->
          failed(job, failed.problem(), mayBeOne, now).ifPresent(parked::add);
      case Outcome.Uncertain uncertain ->
          book.later(template, uncertain.until().isAfter(now) ? uncertain.until() : now);
    }
  }

  private void acknowledged(int template, Published answer, Instant now, Set<Integer> unparked) {
    published++;
    lastAck = now;
    if (book.settled(template)) {
      unparked.add(template);
    }
    if (answer.again()) {
      book.dirty(List.of(template));
    }
  }

  /** Waits for another attempt, or is parked when it had enough of its own. */
  private Optional<ParkedProduct> failed(
      Job job, Problem.Technical problem, boolean mayBeOne, Instant now) {
    int template = job.desired().template();
    if (!mayBeOne || LaneGate.nothingDone(problem.kind())) {
      // Nothing of its own: it goes with the channel's next turn.
      book.later(template, now);
      return Optional.empty();
    }
    gate.note(problem, now);
    int attempt = book.failed(template);
    Optional<Duration> wait = retry.after(attempt, problem, random);
    if (wait.isPresent()) {
      book.later(template, now.plus(wait.get()));
      return Optional.empty();
    }
    return Optional.of(
        book.park(
            parked(
                job.desired(),
                LaneGate.word(problem.kind()),
                true,
                problem.detail(),
                "see what the shop's log says about it, then redrive it",
                now),
            now));
  }

  private static Optional<Problem.Technical> wholeFailure(
      List<Job> jobs, Map<Integer, Published> answers) {
    Problem.Technical first = null;
    for (Job job : jobs) {
      Published answer = answers.getOrDefault(job.desired().template(), unanswered(job));
      if (answer.answered()) {
        return Optional.empty();
      }
      Problem.Technical problem =
          switch (answer.outcome()) {
            case Outcome.Failed failed -> failed.problem();
            case Outcome.Uncertain uncertain ->
                Problem.Technical.of(TechnicalKind.TIMEOUT, uncertain.detail());
            case Outcome.Applied applied -> null;
            case Outcome.Rejected rejected -> null;
            case Outcome.Superseded superseded -> null;
          };
      first = first == null ? problem : first;
    }
    return Optional.ofNullable(first);
  }

  private static Published unanswered(Job job) {
    return new Published(
        job.desired().template(),
        new Outcome.Failed(
            Problem.Technical.of(
                TechnicalKind.PROTOCOL, "the channel did not answer for this product")),
        false,
        Intent.of(job, job.listing().askedAt().orElse(Instant.EPOCH)),
        false,
        List.of(),
        List.of());
  }

  private static ParkedProduct parked(
      DesiredProduct desired,
      String code,
      boolean technical,
      String detail,
      String remedy,
      Instant now) {
    return new ParkedProduct(
        desired.template(),
        Collector.skus(desired),
        Collector.name(desired),
        code,
        technical,
        detail,
        remedy,
        now);
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied applied -> "applied";
      case Outcome.Rejected rejected -> "rejected";
      case Outcome.Failed failed -> "failed";
      case Outcome.Uncertain uncertain -> "uncertain";
      case Outcome.Superseded superseded -> "superseded";
    };
  }
}
