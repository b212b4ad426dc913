package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogChannel;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.Difference.Action;
import org.odoobridge.outbound.catalog.publish.Listing;
import org.odoobridge.outbound.channel.woocommerce.ShopFailure;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.LaneGate;
import org.odoobridge.outbound.delivery.Timers;

/**
 * Products of a WooCommerce shop: found by SKU before anything is created, written by batches of
 * what differs, every answer compared with what was sent.
 */
public final class WooCatalogChannel implements CatalogChannel {
  /** A shop fetches pictures while it answers: few per request. */
  private static final int IMAGE_WEIGHT = 10;

  private static final int ROUNDS = 4;

  private final CatalogSettings settings;
  private final CatalogStore store;
  private final Timers timers;
  private final CatalogApi api;
  private final TermBook terms;
  private final MediaBook media;
  private final ProductLocator locator;
  private final VariationWriter variations;
  private final ProductRefusals refusals;
  private @Nullable ShopFeatures features;

  public WooCatalogChannel(
      CatalogSettings settings,
      ShopHttp shop,
      CatalogStore store,
      CatalogCache cache,
      Timers timers) {
    this.settings = settings;
    this.store = store;
    this.timers = timers;
    this.api = new CatalogApi(shop);
    this.terms = new TermBook(settings.id(), api, cache);
    this.media = new MediaBook(settings.id(), cache, settings.mediaUrl());
    this.locator = new ProductLocator(api, ids -> store.owners(settings.id(), ids));
    this.variations = new VariationWriter(api, media, settings, this::supports);
    this.refusals =
        new ProductRefusals(api, media, ids -> store.owners(settings.id(), ids), this::supports);
  }

  @Override
  public ChannelId id() {
    return settings.id();
  }

  @Override
  public int batchLimit() {
    return settings.batchLimit();
  }

  @Override
  public void prepare() {
    if (features == null) {
      try {
        features = ShopFeatures.of(api.version());
      } catch (ShopFailure e) {
        throw new ChannelUnavailable(e.problem());
      }
    }
  }

  @Override
  public boolean supports(ProductField field) {
    ShopFeatures known = features;
    return known != null && known.has(field);
  }

  @Override
  public Map<Integer, Match> match(List<Job> jobs) {
    List<Work> works = jobs.stream().map(Work::new).filter(Work::unlocated).toList();
    try {
      return locator.locate(works);
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
  }

  @Override
  public List<Published> publish(List<Job> jobs) {
    List<Work> works = jobs.stream().map(Work::new).toList();
    works.forEach(WooCatalogChannel::check);
    oncePerSku(works);
    try {
      for (int round = 0; round < ROUNDS && works.stream().anyMatch(this::toBeWritten); round++) {
        products(works.stream().filter(this::toBeWritten).toList(), round);
      }
      for (Work work : works) {
        if (work.open() && work.variable() && work.shopId != Listing.NONE) {
          variations.write(work, body(work));
        }
      }
    } catch (ShopFailure e) {
      works.stream().filter(work -> work.open() && !done(work)).forEach(work -> failed(work, e));
    }
    works.forEach(WooCatalogChannel::untoldVariants);
    return works.stream().map(work -> work.result(timers.now())).toList();
  }

  private static boolean done(Work work) {
    return work.answered && !work.out && work.variantsToWrite.isEmpty();
  }

  private boolean toBeWritten(Work work) {
    return work.open() && !work.answered;
  }

  private static void check(Work work) {
    if (work.desired().published()) {
      FieldCheck.wrong(work.fields).ifPresent(problem -> work.end(new Outcome.Rejected(problem)));
    }
  }

  /** One batch must not create a SKU twice. */
  private static void oncePerSku(List<Work> works) {
    Map<Sku, Integer> first = new HashMap<>();
    for (Work work : works) {
      if (!work.open() || !work.desired().published()) {
        continue;
      }
      Set<Sku> own = new HashSet<>();
      work.desired().sku().ifPresent(own::add);
      work.desired().variants().forEach(variant -> variant.sku().ifPresent(own::add));
      for (Sku sku : own) {
        Integer other = first.putIfAbsent(sku, work.template());
        if (other != null) {
          work.reject(
              "duplicate-sku",
              "the SKU " + sku + " is Odoo's product template " + other + " as well",
              "give one of the two another internal reference in Odoo");
        }
      }
    }
  }

  private static void untoldVariants(Work work) {
    List<String> untold = new ArrayList<>();
    for (DesiredProduct.Variant variant : work.desired().variants()) {
      if (variant.sku().isEmpty() && work.desired().published()) {
        untold.add(variant.options().toString());
      }
    }
    if (!untold.isEmpty() && work.open()) {
      work.problem(
          new Problem.Business(
              "no-sku",
              "variants without a SKU are not in the shop: " + String.join(", ", untold),
              "give them an internal reference in Odoo"));
    }
  }

  private void failed(Work work, ShopFailure failure) {
    if (!work.out) {
      work.end(new Outcome.Failed(untouched(failure.problem())));
    } else if (failure.mayStillRun()) {
      work.end(
          new Outcome.Uncertain(
              timers.now().plus(settings.requestLimit()), failure.problem().detail()));
    } else {
      work.end(new Outcome.Failed(failure.problem()));
      if (LaneGate.nothingDone(failure.problem().kind())) {
        work.out = false;
      }
    }
  }

  /** Nothing of this product was sent, whatever failed. */
  private static Problem.Technical untouched(Problem.Technical problem) {
    return LaneGate.nothingDone(problem.kind())
        ? problem
        : new Problem.Technical(
            problem.kind(), "not sent: " + problem.detail(), problem.retryAfter());
  }

  /** Writes products themselves, without their variations. */
  private void products(List<Work> works, int round) {
    locate(works.stream().filter(Work::unlocated).toList());
    List<Work> open = works.stream().filter(this::toBeWritten).toList();
    recognise(open, round);
    ensureTerms(open);
    for (Work work : open) {
      boolean variantsOnly =
          work.action == Action.NONE && work.toWrite.isEmpty() && !work.kindChanges;
      if (variantsOnly) {
        work.answered = true;
      } else if (work.kindChanges && !work.variable() && !work.variants.isEmpty()) {
        variations.release(work);
      }
    }
    media.beginRound();
    ProductBody body = body(open);
    List<Prepared> chunk = new ArrayList<>();
    int weight = 0;
    for (Work work : open) {
      if (!toBeWritten(work)) {
        continue;
      }
      Prepared prepared = prepare(work, body);
      int more = Math.max(1, IMAGE_WEIGHT * prepared.built().newImages().size());
      if (!chunk.isEmpty() && weight + more > settings.batchLimit()) {
        send(chunk);
        chunk = new ArrayList<>();
        weight = 0;
      }
      chunk.add(prepared);
      weight += more;
    }
    if (!chunk.isEmpty()) {
      send(chunk);
    }
  }

  private void locate(List<Work> works) {
    if (works.isEmpty()) {
      return;
    }
    Map<Integer, Match> matches = locator.locate(works);
    for (Work work : works) {
      switch (matches.getOrDefault(work.template(), new Match.Nowhere())) {
        case Match.At at -> {
          work.found(at.shopId());
          work.kindChanges = work.action != Action.UNPUBLISH;
        }
        case Match.Nowhere nowhere -> {
          if (work.action == Action.UNPUBLISH) {
            work.answered = true;
            work.end(new Outcome.Superseded("the shop does not have it"));
          }
        }
        case Match.Conflict conflict -> work.end(new Outcome.Rejected(conflict.problem()));
      }
    }
  }

  /** What an earlier, unanswered write may have left is taken over instead of being made again. */
  private void recognise(List<Work> works, int round) {
    List<Work> unsure = new ArrayList<>();
    for (Work work : works) {
      boolean adopted = work.shopId != work.job.listing().shopId();
      boolean wasOut = work.job.listing().unsure();
      if (work.shopId == Listing.NONE || (round > 0 && !adopted) || !(adopted || wasOut)) {
        continue;
      }
      if (work.variable()) {
        variations.adopt(work);
      }
      if (work.toWrite.contains(ProductField.IMAGES)) {
        unsure.add(work);
      }
    }
    if (unsure.isEmpty()) {
      return;
    }
    Map<Long, JsonNode> shown = new HashMap<>();
    api.byId(unsure.stream().map(work -> work.shopId).toList())
        .forEach(row -> shown.put(ProductLocator.id(row), row));
    for (Work work : unsure) {
      JsonNode row = shown.get(work.shopId);
      if (row != null) {
        media.recognise(
            ProductBody.images(work.fields.get(ProductField.IMAGES)), row.path("images"));
      }
    }
  }

  private void ensureTerms(List<Work> works) {
    ensure(TermBook.CATEGORIES, ProductField.CATEGORIES, works);
    ensure(TermBook.TAGS, ProductField.TAGS, works);
    ensure(TermBook.BRANDS, ProductField.BRAND, works);
    if (settings.globalAttributes()) {
      terms.ensureAttributes(
          VariationWriter.options(
              works.stream()
                  .filter(
                      work ->
                          work.toWrite.contains(ProductField.ATTRIBUTES)
                              || work.variantsToWrite.values().stream()
                                  .anyMatch(change -> change.options()))
                  .toList()));
    }
  }

  private void ensure(String taxonomy, ProductField field, List<Work> works) {
    Set<List<String>> paths = new LinkedHashSet<>();
    for (Work work : works) {
      if (work.toWrite.contains(field)
          && work.fields.get(field) instanceof FieldValue.Terms wanted) {
        paths.addAll(wanted.paths());
      }
    }
    terms.ensure(taxonomy, paths);
  }

  private ProductBody body(Work work) {
    return body(List.of(work));
  }

  private ProductBody body(Collection<Work> works) {
    Set<Integer> named = new HashSet<>();
    for (Work work : works) {
      List<FieldValue> values = new ArrayList<>();
      work.toWrite.forEach(
          field -> Optional.ofNullable(work.fields.get(field)).ifPresent(values::add));
      named.addAll(ProductBody.references(values));
    }
    Map<Integer, Long> shopIds = new HashMap<>();
    if (!named.isEmpty()) {
      store
          .listings(settings.id(), named)
          .forEach(
              (template, listing) -> {
                if (listing.found()) {
                  shopIds.put(template, listing.shopId());
                }
              });
    }
    return new ProductBody(terms, media, settings.globalAttributes(), shopIds);
  }

  private record Prepared(Work work, ProductBody.Built built) {}

  private Prepared prepare(Work work, ProductBody body) {
    Set<ProductField> which = EnumSet.noneOf(ProductField.class);
    which.addAll(work.toWrite);
    which.removeAll(work.without);
    ProductBody.Built built = body.product(work.fields, which);
    ObjectNode json = built.json();
    if (work.shopId != Listing.NONE) {
      json.put("id", work.shopId);
    }
    boolean fresh = work.shopId == Listing.NONE;
    if (work.action != Action.UNPUBLISH && (fresh || work.kindChanges)) {
      json.put("type", work.variable() ? "variable" : "simple");
      json.putArray("meta_data")
          .addObject()
          .put("key", ProductBody.MARK)
          .put("value", String.valueOf(work.template()));
      stock(work, json, fresh);
    }
    if (fresh && !json.has("status")) {
      // Its state is the channel's own affair: whoever keeps it decides when it is shown.
      json.put("status", "draft");
    }
    work.missing.addAll(built.missing());
    built
        .problems()
        .forEach(problem -> work.problem(VariationWriter.refused("the product", problem)));
    if (!built.waiting().isEmpty()) {
      work.again = true;
    }
    return new Prepared(work, built);
  }

  private void stock(Work work, ObjectNode json, boolean fresh) {
    if (work.variable()) {
      // A product that was simple may hold a variant's SKU and a stock of its own.
      if (work.kindChanges && !json.has("sku")) {
        json.put("sku", "");
      }
      json.put("manage_stock", false);
    } else if (fresh) {
      ProductBody.firstStock(
          json, work.desired().sku().map(settings.stock()).orElse(OptionalLong.empty()));
    }
  }

  private void send(List<Prepared> chunk) {
    List<Prepared> creates =
        chunk.stream().filter(one -> one.work().shopId == Listing.NONE).toList();
    List<Prepared> updates =
        chunk.stream().filter(one -> one.work().shopId != Listing.NONE).toList();
    chunk.forEach(one -> one.work().out = true);
    CatalogApi.BatchAnswer answer =
        api.products(
            creates.stream().map(one -> one.built().json()).toList(),
            updates.stream().map(one -> one.built().json()).toList());
    chunk.forEach(one -> one.work().out = false);
    for (int i = 0; i < creates.size(); i++) {
      answered(creates.get(i), answer.created().get(i));
    }
    for (int i = 0; i < updates.size(); i++) {
      answered(updates.get(i), answer.updated().get(i));
    }
  }

  private void answered(Prepared prepared, JsonNode answer) {
    Work work = prepared.work();
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      refusals.next(work, prepared.built().images(), ItemError.of(error));
      return;
    }
    boolean fresh = work.shopId == Listing.NONE;
    long id = ProductLocator.id(answer);
    if (id == 0 || (!fresh && id != work.shopId)) {
      work.end(
          new Outcome.Failed(
              Problem.Technical.of(TechnicalKind.PROTOCOL, "the shop answered for product " + id)));
      return;
    }
    work.answered = true;
    work.shopId = id;
    work.kindChanges = false;
    ProductBody.Built built = prepared.built();
    media.learn(built.images(), answer.path("images"));
    Map<ProductField, String> mismatches = ShownProduct.mismatches(built.json(), answer);
    built.sent().forEach(work::acknowledged);
    work.toWrite.stream()
        .filter(field -> !built.sent().contains(field))
        .forEach(work::notAcknowledged);
    mismatches.forEach(
        (field, what) -> {
          work.notAcknowledged(field);
          forgetTerms(work, field);
          work.problem(VariationWriter.notTaken(field.key(), what));
        });
    if (!built.missing().isEmpty()) {
      Set.of(ProductField.UPSELLS, ProductField.CROSS_SELLS).stream()
          .filter(built.sent()::contains)
          .filter(field -> names(work.fields.get(field), built.missing()))
          .forEach(work::notAcknowledged);
    }
    if (fresh && !work.variable()) {
      work.desired().sku().ifPresent(work.created::add);
    }
  }

  private static boolean names(@Nullable FieldValue value, Set<Integer> templates) {
    return value instanceof FieldValue.Products products
        && products.templates().stream().anyMatch(templates::contains);
  }

  /** Numbers of terms that a product's answer did not show are gone. */
  private void forgetTerms(Work work, ProductField field) {
    String taxonomy =
        switch (field) {
          case CATEGORIES -> TermBook.CATEGORIES;
          case TAGS -> TermBook.TAGS;
          case BRAND -> TermBook.BRANDS;
          default -> "";
        };
    if (!taxonomy.isEmpty() && work.fields.get(field) instanceof FieldValue.Terms wanted) {
      wanted.paths().forEach(path -> terms.forget(taxonomy, path));
    }
  }
}
