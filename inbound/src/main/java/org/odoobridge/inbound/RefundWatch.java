package org.odoobridge.inbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.refund.Refund;
import org.odoobridge.inbound.refund.RefundBook;
import org.odoobridge.inbound.sweep.ShopFailure;
import org.odoobridge.inbound.sweep.ShopRereads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether shops still have the refunds they made: deleting one sends nothing and moves no
 * date, so no webhook and no sweep tells. An order whose refunds differ is read again and stored
 * like everything else that comes in.
 */
public final class RefundWatch implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(RefundWatch.class);
  private static final Duration TURN = Duration.ofMinutes(1);
  private static final int PAGE = 100;

  private final RefundBook book;
  private final Map<ChannelId, ShopRereads.Shop> shops;
  private final Map<ChannelId, Duration> kept;
  private final Duration every;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param kept how long after a refund it is looked for; 0 = never
   * @param every how often each is looked for
   */
  RefundWatch(
      RefundBook book,
      Map<ChannelId, ShopRereads.Shop> shops,
      Map<ChannelId, Duration> kept,
      Duration every,
      Clock clock) {
    this.book = book;
    this.shops = Map.copyOf(shops);
    this.kept = Map.copyOf(kept);
    this.every = every;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "refund watch";
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("refund-watch").start(this::run);
  }

  @Override
  public void stop(Duration deadline) {
    stopping.countDown();
    Thread running = thread;
    try {
      if (running != null && !running.join(deadline)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      do {
        shops.keySet().forEach(this::look);
      } while (!stopping.await(TURN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks at the refunds of one shop that are due; returns how many orders were read again. */
  int look(ChannelId channel) {
    Duration back = kept.getOrDefault(channel, Duration.ZERO);
    if (back.isZero()) {
      return 0;
    }
    try {
      return compare(channel, clock.instant(), back);
    } catch (ShopFailure | SqlFailure | JournalUnavailable e) {
      LOG.atWarn()
          .addKeyValue("channel", channel)
          .addKeyValue("problem", e.getMessage())
          .log("refunds.unseen");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("channel", channel).log("refunds.bug");
    }
    return 0;
  }

  private int compare(ChannelId channel, Instant now, Duration back) {
    List<OrderKey> due = book.unseen(channel, now.minus(back), now.minus(every), PAGE);
    ShopRereads.Shop shop = shops.get(channel);
    if (due.isEmpty() || shop == null) {
      return 0;
    }
    Map<String, Set<String>> there =
        shop.reader().refundIds(due.stream().map(OrderKey::orderId).toList());
    Map<OrderKey, List<Refund>> known = book.of(due);
    int again = 0;
    for (OrderKey order : due) {
      Set<String> ids =
          known.getOrDefault(order, List.of()).stream()
              .filter(refund -> !refund.withdrawn() && refund.isTheShops())
              .map(refund -> refund.key().id())
              .collect(Collectors.toSet());
      Set<String> current = there.getOrDefault(order.orderId(), ids);
      if (!current.equals(ids)) {
        readAgain(shop, order);
        again++;
      }
      // Looked at, whatever it showed: what differs is the order's message's now.
      book.seen(order, ids, now);
    }
    return again;
  }

  private void readAgain(ShopRereads.Shop shop, OrderKey order) {
    Optional<String> body = shop.reader().order(order.orderId()).map(found -> found.toString());
    body.ifPresent(
        json ->
            shop.acceptance()
                .accept(
                    new RawDelivery(
                        order.channel(),
                        "order.updated",
                        Map.of(),
                        Payload.of(json),
                        clock.instant(),
                        Via.REREAD)));
    LOG.atInfo()
        .addKeyValue("channel", order.channel())
        .addKeyValue("order", order.orderId())
        .log("refunds.changed");
  }
}
