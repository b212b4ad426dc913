package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Job;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Published;
import org.odoobridge.outbound.catalog.publish.Difference;
import org.odoobridge.outbound.catalog.publish.Difference.Action;
import org.odoobridge.outbound.catalog.publish.Difference.VariantDifference;
import org.odoobridge.outbound.catalog.publish.Fingerprint;
import org.odoobridge.outbound.catalog.publish.Listing;

/** One product on its way to the shop, and what is known of it meanwhile. */
final class Work {
  final Job job;
  final Map<ProductField, FieldValue> fields;
  final Set<ProductField> toWrite;
  final Map<Integer, VariantDifference> variantsToWrite;
  final Map<Integer, Listing.Variant> variants;

  /** Fields this attempt does without, after the shop would not take them. */
  final Set<ProductField> without = EnumSet.noneOf(ProductField.class);

  final Set<Integer> missing = new TreeSet<>();
  final List<Sku> created = new ArrayList<>();
  private final Map<ProductField, String> shown = new EnumMap<>(ProductField.class);
  private final List<Problem> problems = new ArrayList<>();
  long shopId;
  Action action;
  boolean kindChanges;

  /** Whether a request with it has gone out and not been answered for it. */
  boolean out;

  boolean answered;
  boolean again;

  /** The attempt as a whole ended here, whatever was answered. */
  @Nullable Outcome ended;

  Work(Job job) {
    this.job = job;
    DesiredProduct desired = job.desired();
    this.fields = Difference.fields(desired);
    this.action = job.difference().action();
    this.kindChanges = job.difference().kindChanges();
    this.toWrite = EnumSet.noneOf(ProductField.class);
    toWrite.addAll(job.difference().fields());
    this.variantsToWrite = new LinkedHashMap<>(job.difference().variants());
    this.shopId = job.listing().shopId();
    if (!kindChanges) {
      shown.putAll(job.listing().fields());
    }
    this.variants = new HashMap<>(job.listing().variants());
    if (action == Action.UNPUBLISH) {
      fields.put(ProductField.STATUS, Difference.offSale(desired));
      toWrite.add(ProductField.STATUS);
    }
  }

  DesiredProduct desired() {
    return job.desired();
  }

  int template() {
    return job.desired().template();
  }

  boolean open() {
    return ended == null;
  }

  boolean variable() {
    return desired().kind() == Kind.VARIABLE;
  }

  /** Whether it must be looked for in the shop before anything is written. */
  boolean unlocated() {
    return shopId == Listing.NONE && (action == Action.CREATE || action == Action.UNPUBLISH);
  }

  /** The shop has it after all: everything is written to it. */
  void found(long id) {
    shopId = id;
    if (action == Action.CREATE) {
      action = Action.UPDATE;
    }
  }

  /** The shop does not have it any longer: begin anew with everything. */
  void lost(java.util.function.Predicate<ProductField> supported) {
    shopId = Listing.NONE;
    shown.clear();
    variants.clear();
    kindChanges = false;
    if (action != Action.UNPUBLISH) {
      action = Action.CREATE;
      Difference all = Difference.between(desired(), Listing.none(template()), supported);
      toWrite.addAll(all.fields());
      variantsToWrite.clear();
      variantsToWrite.putAll(all.variants());
    }
  }

  void acknowledged(ProductField field) {
    FieldValue value = fields.get(field);
    if (value != null) {
      shown.put(field, Fingerprint.of(value));
    }
  }

  void notAcknowledged(ProductField field) {
    shown.put(field, Fingerprint.UNSURE);
  }

  void problem(Problem problem) {
    problems.add(problem);
  }

  void end(Outcome outcome) {
    ended = outcome;
  }

  void reject(String code, String detail, String remedy) {
    end(new Outcome.Rejected(new Problem.Business(code, detail, remedy)));
  }

  Published result(Instant now) {
    Outcome outcome = ended == null ? outcome() : ended;
    Listing listing = out ? unanswered(now) : answered ? listing() : job.listing();
    return new Published(
        template(),
        outcome,
        answered || outcome instanceof Outcome.Rejected,
        listing,
        again,
        List.copyOf(missing),
        created);
  }

  /** What is being written may have arrived or not. */
  private Listing unanswered(Instant now) {
    if (!answered) {
      toWrite.forEach(field -> shown.put(field, Fingerprint.UNSURE));
    }
    variantsToWrite.forEach(
        (product, change) -> variants.computeIfPresent(product, (key, one) -> unsure(one, change)));
    return new Listing(
        template(),
        shopId,
        job.listing().found() && !answered ? job.listing().kind() : desired().kind(),
        shown,
        variants,
        true,
        job.listing().unsure() && job.listing().askedAt().isPresent()
            ? job.listing().askedAt()
            : Optional.of(now));
  }

  private static Listing.Variant unsure(Listing.Variant one, VariantDifference change) {
    Map<ProductField, String> fields = new EnumMap<>(ProductField.class);
    fields.putAll(one.fields());
    change.fields().forEach(field -> fields.put(field, Fingerprint.UNSURE));
    return new Listing.Variant(
        one.shopId(),
        one.sku(),
        change.options() ? Fingerprint.UNSURE : one.options(),
        change.action() == Action.UNPUBLISH,
        fields);
  }

  /** A rule's refusal weighs more than machinery: retrying would not help. */
  private Outcome outcome() {
    Optional<Outcome> business =
        problems.stream()
            .filter(Problem.Business.class::isInstance)
            .map(problem -> (Outcome) new Outcome.Rejected((Problem.Business) problem))
            .findFirst();
    return business
        .or(
            () ->
                problems.stream()
                    .filter(Problem.Technical.class::isInstance)
                    .map(problem -> (Outcome) new Outcome.Failed((Problem.Technical) problem))
                    .findFirst())
        .orElseGet(() -> new Outcome.Applied("shown"));
  }

  private Listing listing() {
    return new Listing(
        template(),
        shopId,
        action == Action.UNPUBLISH ? job.listing().kind() : desired().kind(),
        shown,
        variants,
        false,
        Optional.empty());
  }
}
