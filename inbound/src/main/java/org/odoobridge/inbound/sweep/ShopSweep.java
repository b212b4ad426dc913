package org.odoobridge.inbound.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.ingest.Acceptance;

/** One sweep of one shop: what changed since the cursor, into the journal by the common way. */
final class ShopSweep {
  /** How far a sweep on demand looks back before the sweep before it: slow commits in the shop. */
  private static final Duration SHORT_OVERLAP = Duration.ofSeconds(30);

  private final ChannelId channel;
  private final ShopReader reader;
  private final Acceptance acceptance;
  private final SweepCursor cursor;
  private final MissedWebhooks missed;
  private final SweepConfig config;
  private final Clock clock;

  /** By the shop's clock; empty until the first sweep of this process. */
  private Optional<Instant> lastBegun = Optional.empty();

  ShopSweep(OrderSweeper.Shop shop, SweepCursor cursor, MissedWebhooks missed, Clock clock) {
    this.channel = shop.channel();
    this.reader = shop.reader();
    this.acceptance = shop.acceptance();
    this.config = shop.config();
    this.cursor = cursor;
    this.missed = missed;
    this.clock = clock;
  }

  /**
   * @param orders seen
   * @param stored of them, not known before
   */
  record Found(int orders, int stored) {
    Found plus(Found other) {
      return new Found(orders + other.orders(), stored + other.stored());
    }
  }

  /** Steady sweep: from the stored cursor, which then moves on. */
  Found steady() {
    Instant from = cursor.read(channel).orElseGet(() -> clock.instant().minus(config.first()));
    Run run = new Run(from);
    Found found = run.all();
    cursor.advance(channel, run.begun().minus(config.overlap()), clock.instant());
    lastBegun = Optional.of(run.begun());
    return found;
  }

  /** Sweep on demand: only what can have changed since the sweep before. */
  Found quick() {
    if (lastBegun.isEmpty()) {
      return steady();
    }
    Run run = new Run(lastBegun.get().minus(SHORT_OVERLAP));
    Found found = run.all();
    lastBegun = Optional.of(run.begun());
    return found;
  }

  /**
   * Looks whether the orders that still take stock exist in the shop: a force-delete sends nothing
   * and is in no list. Those that do not are stored as deleted; returns how many.
   */
  int recheck(DemandFeed demand) {
    List<String> open =
        demand.open().stream()
            .map(order -> order.key())
            .filter(key -> key.channel().equals(channel))
            .map(OrderKey::orderId)
            .toList();
    int gone = 0;
    for (int at = 0; at < open.size(); at += ShopReader.PAGE) {
      List<String> ids = open.subList(at, Math.min(open.size(), at + ShopReader.PAGE));
      Set<String> existing = new HashSet<>(reader.existing(ids));
      for (String id : ids) {
        if (!existing.contains(id) && reader.order(id).isEmpty()) {
          acceptance.accept(delivery("order.deleted", "{\"id\":" + id + "}", Via.REREAD));
          gone++;
        }
      }
    }
    return gone;
  }

  private RawDelivery delivery(String topic, String body, Via via) {
    return new RawDelivery(channel, topic, Map.of(), Payload.of(body), clock.instant(), via);
  }

  /**
   * One pass over both lists. Pages are cut by modification time, not by number: an order changed
   * meanwhile moves to the end and is met again there, and nothing shifts across a page's border.
   */
  private final class Run {
    private final Instant from;
    private Optional<Instant> begun = Optional.empty();

    Run(Instant from) {
      this.from = from;
    }

    /** The shop's time at the first answer: what changes later is a later sweep's. */
    Instant begun() {
      return begun.orElseThrow();
    }

    Found all() {
      return list("any").plus(list("trash"));
    }

    private Found list(String status) {
      Found found = new Found(0, 0);
      Instant after = from;
      int number = 1;
      while (true) {
        ShopReader.Page page = reader.changedOrders(status, after, number);
        if (begun.isEmpty()) {
          begun = Optional.of(page.shopTime());
        }
        found = found.plus(store(page.orders()));
        if (page.orders().size() < ShopReader.PAGE) {
          return found;
        }
        // Exclusive at one second: step back one so that the rest of that second is met as well.
        Instant next = lastChange(page.orders()).map(last -> last.minusSeconds(1)).orElse(after);
        if (next.isAfter(after)) {
          after = next;
          number = 1;
        } else {
          number++; // more than a page within one second
        }
      }
    }
  }

  private static Optional<Instant> lastChange(List<JsonNode> orders) {
    OptionalLong last =
        orders.stream()
            .map(WooIntake::version)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .max();
    return last.isPresent()
        ? Optional.of(Instant.ofEpochMilli(last.getAsLong()))
        : Optional.empty();
  }

  /** Appends a page's orders at once, so that they share commits. */
  private Found store(List<JsonNode> orders) {
    List<Future<Boolean>> stored = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      orders.forEach(order -> stored.add(each.submit(() -> store(order))));
    }
    int count = 0;
    for (Future<Boolean> one : stored) {
      count += result(one) ? 1 : 0;
    }
    return new Found(orders.size(), count);
  }

  private boolean store(JsonNode order) {
    Acceptance.Result result =
        acceptance.accept(delivery("order.updated", order.toString(), Via.SWEEP));
    boolean fresh =
        result instanceof Acceptance.Result.Stored stored
            && stored.append() instanceof Append.Appended appended
            && appended.state() == EntryState.RECEIVED;
    if (fresh) {
      missed.sweptFirst(
          new ResourceKey(channel, ResourceKey.ORDER, order.path("id").asText()), clock.instant());
    }
    return fresh;
  }

  private static boolean result(Future<Boolean> one) {
    try {
      return one.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalUnavailable("interrupted while storing swept orders", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    }
  }
}
