package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.desired.DesiredStock;

/** Writes a batch of numbers to wherever the shop keeps their SKUs, and says what became of it. */
final class StockWriter {
  private final WooCommerceChannel.Settings settings;
  private final ShopApi api;
  private final ShopCatalog catalog;
  private final SaidNumbers said;
  private final Timers timers;
  private final Consumer<Collection<Sku>> disturbed;

  StockWriter(
      WooCommerceChannel.Settings settings,
      ShopApi api,
      ShopCatalog catalog,
      SaidNumbers said,
      Timers timers,
      Consumer<Collection<Sku>> disturbed) {
    this.settings = settings;
    this.api = api;
    this.catalog = catalog;
    this.said = said;
    this.timers = timers;
    this.disturbed = disturbed;
  }

  List<Channel.ItemOutcome> send(List<DesiredStock> batch) {
    ItemOutcomes outcomes = new ItemOutcomes();
    Set<DesiredStock> moved = write(batch, outcomes);
    if (!moved.isEmpty()) {
      moved.forEach(value -> outcomes.forget(value.sku()));
      for (DesiredStock value : write(List.copyOf(moved), outcomes)) {
        outcomes.add(
            value.sku(),
            new Outcome.Failed(
                Problem.Technical.of(
                    TechnicalKind.SERVER_ERROR, "the shop names a product it then does not have")));
      }
    }
    return outcomes.list();
  }

  /** Writes what can be written and returns what was not where it should be. */
  private Set<DesiredStock> write(List<DesiredStock> batch, ItemOutcomes outcomes) {
    Map<Sku, ShopCatalog.Place> places;
    try {
      places = catalog.locate(batch.stream().map(DesiredStock::sku).toList(), timers.now());
    } catch (ShopFailure e) {
      // Nothing was written: only a look-up failed.
      batch.forEach(value -> outcomes.add(value.sku(), untouched(e.problem())));
      return Set.of();
    }
    Map<Long, List<Located>> byParent = new LinkedHashMap<>();
    for (DesiredStock value : batch) {
      switch (places.getOrDefault(value.sku(), new ShopCatalog.Place.Nowhere())) {
        case ShopCatalog.Place.At at -> add(byParent, value, at.item(), false);
        case ShopCatalog.Place.Nowhere nowhere -> outcomes.add(value.sku(), unknown());
        case ShopCatalog.Place.Several several -> {
          switch (settings.duplicates()) {
            case PARK -> {
              catalog.forget(value.sku());
              outcomes.add(value.sku(), ambiguous(several.items()));
            }
            case ALL -> several.items().forEach(item -> add(byParent, value, item, true));
          }
        }
      }
    }
    return writeGroups(byParent, outcomes);
  }

  private static void add(
      Map<Long, List<Located>> byParent, DesiredStock value, ShopItem item, boolean shared) {
    byParent
        .computeIfAbsent(item.parent(), parent -> new ArrayList<>())
        .add(new Located(value, new ShopApi.Update(item.id(), value.quantity()), shared));
  }

  /**
   * @param shared whether other products of the shop have the SKU, too
   */
  private record Located(DesiredStock value, ShopApi.Update update, boolean shared) {}

  private Set<DesiredStock> writeGroups(Map<Long, List<Located>> byParent, ItemOutcomes outcomes) {
    Set<DesiredStock> moved = new LinkedHashSet<>();
    Optional<ShopFailure> failure = Optional.empty();
    for (Map.Entry<Long, List<Located>> group : byParent.entrySet()) {
      List<Located> all = group.getValue();
      // With several products of one SKU a batch may be longer than a request.
      for (int from = 0; from < all.size(); from += settings.batchLimit()) {
        List<Located> items = all.subList(from, Math.min(all.size(), from + settings.batchLimit()));
        if (failure.isPresent()) {
          // The shop is not well: leave it alone, these were not sent.
          Outcome outcome = untouched(failure.get().problem());
          items.forEach(item -> outcomes.add(item.value().sku(), outcome));
          continue;
        }
        try {
          writeGroup(group.getKey(), items, outcomes, moved);
        } catch (ShopFailure e) {
          failure = Optional.of(e);
          Outcome outcome =
              e.mayStillRun()
                  ? new Outcome.Uncertain(
                      timers.now().plus(settings.requestLimit()), e.problem().detail())
                  : new Outcome.Failed(e.problem());
          items.forEach(item -> outcomes.add(item.value().sku(), outcome));
        }
      }
    }
    return moved;
  }

  private void writeGroup(
      long parent, List<Located> items, ItemOutcomes outcomes, Set<DesiredStock> moved) {
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
        case ItemAnswer.Settled settled -> settle(item, settled.outcome(), outcomes);
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

  private void settle(Located item, Outcome outcome, ItemOutcomes outcomes) {
    long id = item.update().id();
    if (!item.shared()) {
      outcomes.add(item.value().sku(), outcome);
      return;
    }
    switch (outcome) {
      case Outcome.Applied applied ->
          said.said(id, OptionalLong.of(item.update().quantity()), timers.now());
      case Outcome.Rejected rejected -> said.unsure(id);
      case Outcome.Failed failed -> said.unsure(id);
      case Outcome.Uncertain uncertain -> said.unsure(id);
      case Outcome.Superseded superseded -> said.unsure(id);
    }
    outcomes.add(item.value().sku(), named(outcome, id));
  }

  /** Of several products with one SKU a person must know which one refused. */
  private static Outcome named(Outcome outcome, long id) {
    if (!(outcome instanceof Outcome.Rejected rejected)) {
      return outcome;
    }
    Problem.Business problem = rejected.problem();
    return new Outcome.Rejected(
        new Problem.Business(
            problem.code(), "product " + id + ": " + problem.detail(), problem.remedy()));
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
            Channel.UNKNOWN_SKU,
            "the shop has no product with this SKU",
            "create the product in the shop or correct its SKU; it is looked up again by itself"));
  }

  private static Outcome ambiguous(List<ShopItem> items) {
    return new Outcome.Rejected(
        new Problem.Business(
            "ambiguous-sku",
            "several products of the shop have this SKU: "
                + items.stream().map(ShopItem::id).toList(),
            "leave the SKU to one of them, then redrive it; or let all of them show the stock:"
                + " duplicateSkus: all"));
  }
}
