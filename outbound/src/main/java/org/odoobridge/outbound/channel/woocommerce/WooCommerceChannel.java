package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * A WooCommerce shop. Simple products go by {@code products/batch}, variations by their parent's
 * {@code variations/batch}; every answer is compared with what was sent, since a batch takes
 * nonsense without a word. A number sent for a variation makes the shop manage that variation's
 * stock by itself, also where its parent did before: Odoo counts variants.
 */
public final class WooCommerceChannel implements Channel, AutoCloseable {
  /**
   * @param requestLimit longest time the shop may go on working on an unanswered request
   * @param lookupAgain when a SKU the shop did not have is looked for again
   */
  public record Settings(
      ChannelId id,
      Secret key,
      Secret secret,
      int batchLimit,
      boolean raiseAfterSweep,
      Duration requestLimit,
      Duration lookupAgain) {}

  private final Settings settings;
  private final ChannelHttp http;
  private final Timers timers;
  private final TokenBucket bucket;
  private final ShopApi api;
  private final ShopCatalog catalog;
  private final Consumer<Collection<Sku>> disturbed;

  /**
   * @param bucket the lane's; pays for every request
   * @param disturbed told the SKUs of products that got another's number, since the shop had given
   *     our product's SKU away: they must be read and told again
   */
  public WooCommerceChannel(
      Settings settings,
      ChannelHttp http,
      ShopItemStore store,
      TokenBucket bucket,
      Timers timers,
      Consumer<Collection<Sku>> disturbed) {
    this.settings = settings;
    this.http = http;
    this.timers = timers;
    this.disturbed = disturbed;
    this.bucket = bucket;
    this.api = new ShopApi(http, settings.key(), settings.secret(), bucket, timers);
    this.catalog = new ShopCatalog(settings.id(), api, store, settings.lookupAgain());
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
  public boolean raiseAfterSweep() {
    return settings.raiseAfterSweep();
  }

  @Override
  public void lookAgain(Collection<Sku> skus) {
    skus.forEach(catalog::forget);
  }

  @Override
  public boolean readable() {
    return true;
  }

  @Override
  public List<ItemOutcome> send(List<DesiredStock> batch) {
    refundFirst();
    Map<Sku, Outcome> outcomes = new LinkedHashMap<>();
    List<DesiredStock> moved = write(batch, outcomes);
    if (!moved.isEmpty()) {
      List<DesiredStock> again = write(moved, outcomes);
      for (DesiredStock value : again) {
        outcomes.put(
            value.sku(),
            new Outcome.Failed(
                Problem.Technical.of(
                    TechnicalKind.SERVER_ERROR, "the shop names a product it then does not have")));
      }
    }
    return outcomes.entrySet().stream()
        .map(entry -> new ItemOutcome(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public List<ReadBack> read(List<Sku> skus) {
    refundFirst();
    Map<Sku, List<JsonNode>> rows;
    try {
      rows = catalog.read(skus, timers.now());
    } catch (ShopFailure e) {
      throw new ChannelUnavailable(e.problem());
    }
    List<ReadBack> answers = new ArrayList<>();
    for (Sku sku : skus) {
      List<JsonNode> found = rows.getOrDefault(sku, List.of());
      if (!found.isEmpty()) {
        answers.add(
            new ReadBack(
                sku,
                found.size() == 1 ? ItemAnswer.quantity(found.getFirst()) : OptionalLong.empty()));
      }
    }
    return answers;
  }

  /** The lane has paid for one request already; each call pays for itself. */
  private void refundFirst() {
    bucket.spend(-1);
  }

  /** Writes what can be written and returns what was not where it should be. */
  private List<DesiredStock> write(List<DesiredStock> batch, Map<Sku, Outcome> outcomes) {
    Map<Sku, ShopCatalog.Place> places;
    try {
      places = catalog.locate(batch.stream().map(DesiredStock::sku).toList(), timers.now());
    } catch (ShopFailure e) {
      // Nothing was written: only a look-up failed.
      batch.forEach(value -> outcomes.put(value.sku(), untouched(e.problem())));
      return List.of();
    }
    Map<Long, List<Located>> byParent = new LinkedHashMap<>();
    for (DesiredStock value : batch) {
      switch (places.getOrDefault(value.sku(), new ShopCatalog.Place.Nowhere())) {
        case ShopCatalog.Place.At at ->
            byParent
                .computeIfAbsent(at.item().parent(), parent -> new ArrayList<>())
                .add(new Located(value, new ShopApi.Update(at.item().id(), value.quantity())));
        case ShopCatalog.Place.Nowhere nowhere -> outcomes.put(value.sku(), unknown());
        case ShopCatalog.Place.Several several ->
            outcomes.put(value.sku(), ambiguous(several.ids()));
      }
    }
    return writeGroups(byParent, outcomes);
  }

  private record Located(DesiredStock value, ShopApi.Update update) {}

  private List<DesiredStock> writeGroups(
      Map<Long, List<Located>> byParent, Map<Sku, Outcome> outcomes) {
    List<DesiredStock> moved = new ArrayList<>();
    Optional<ShopFailure> failure = Optional.empty();
    for (Map.Entry<Long, List<Located>> group : byParent.entrySet()) {
      if (failure.isPresent()) {
        // The shop is not well: leave it alone, these were not sent.
        Outcome outcome = untouched(failure.get().problem());
        group.getValue().forEach(item -> outcomes.put(item.value().sku(), outcome));
        continue;
      }
      try {
        writeGroup(group.getKey(), group.getValue(), outcomes, moved);
      } catch (ShopFailure e) {
        failure = Optional.of(e);
        Outcome outcome =
            e.mayStillRun()
                ? new Outcome.Uncertain(
                    timers.now().plus(settings.requestLimit()), e.problem().detail())
                : new Outcome.Failed(e.problem());
        group.getValue().forEach(item -> outcomes.put(item.value().sku(), outcome));
      }
    }
    return moved;
  }

  private void writeGroup(
      long parent, List<Located> items, Map<Sku, Outcome> outcomes, List<DesiredStock> moved) {
    Optional<List<JsonNode>> answers =
        api.update(parent, items.stream().map(Located::update).toList());
    Set<Sku> hit = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      Located item = items.get(i);
      Sku sku = item.value().sku();
      ItemAnswer answer = new ItemAnswer.Moved("");
      if (answers.isPresent()) {
        List<JsonNode> list = answers.get();
        answer =
            i < list.size()
                ? ItemAnswer.of(sku, item.update(), list.get(i))
                : new ItemAnswer.Settled(
                    new Outcome.Failed(
                        Problem.Technical.of(
                            TechnicalKind.PROTOCOL, "the shop answered for fewer items")));
      }
      switch (answer) {
        case ItemAnswer.Settled settled -> outcomes.put(sku, settled.outcome());
        case ItemAnswer.Moved away -> {
          catalog.forget(sku);
          moved.add(item.value());
          if (!away.hit().isBlank()) {
            hit.add(new Sku(away.hit()));
          }
        }
      }
    }
    if (!hit.isEmpty()) {
      disturbed.accept(hit);
    }
  }

  /** A failure that proves nothing was written, whatever its kind. */
  private static Outcome untouched(Problem.Technical problem) {
    return switch (problem.kind()) {
      case CONNECTION_REFUSED, THROTTLED, UNAUTHORIZED, CIRCUIT_OPEN -> new Outcome.Failed(problem);
      case TIMEOUT, SERVER_ERROR, SERIALIZATION, PROTOCOL ->
          new Outcome.Failed(
              new Problem.Technical(
                  TechnicalKind.CIRCUIT_OPEN,
                  "not sent: " + problem.detail(),
                  problem.retryAfter()));
    };
  }

  private static Outcome unknown() {
    return new Outcome.Rejected(
        new Problem.Business(
            UNKNOWN_SKU,
            "the shop has no product with this SKU",
            "create the product in the shop or correct its SKU; it is looked up again by itself"));
  }

  private static Outcome ambiguous(List<Long> ids) {
    return new Outcome.Rejected(
        new Problem.Business(
            "ambiguous-sku",
            "several products of the shop have this SKU: " + ids,
            "leave the SKU to one of them, then redrive it"));
  }

  @Override
  public void close() {
    http.close();
  }
}
