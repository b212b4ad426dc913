package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Job;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads coupons back: what people changed is to be written again unless there is too much of it,
 * what they deleted waits for a person. On the lane's thread; what it shares with others is behind
 * the lane's lock.
 */
final class CouponReadBack {
  private static final Logger LOG = LoggerFactory.getLogger(CouponReadBack.class);

  private final CouponChannel channel;
  private final CouponStore store;
  private final long epoch;
  private final DriftConfig audit;
  private final CouponBook book;
  private final Lock lock;
  private @Nullable Instant lookedAt;
  private int repaired;

  CouponReadBack(
      CouponChannel channel,
      CouponStore store,
      long epoch,
      DriftConfig audit,
      CouponBook book,
      Lock lock) {
    this.channel = channel;
    this.store = store;
    this.epoch = epoch;
    this.audit = audit;
    this.book = book;
    this.lock = lock;
  }

  /** Under the lock. */
  Optional<Instant> lookedAt() {
    return Optional.ofNullable(lookedAt);
  }

  /** Under the lock: coupons written again since the start. */
  int repaired() {
    return repaired;
  }

  /**
   * Reads these back. Throws {@link org.odoobridge.outbound.delivery.ChannelUnavailable}.
   *
   * @param acknowledged coupons that should be shown as they were acknowledged
   * @return whether something differed
   */
  boolean look(List<Job> acknowledged, Instant now) {
    Map<String, CouponChannel.Seen> differing = differing(acknowledged);
    int edited = (int) differing.values().stream().filter(one -> !one.gone()).count();
    boolean repair = edited <= audit.allowed(acknowledged.size());
    List<CouponListing> changed = new ArrayList<>();
    lock.lock();
    try {
      for (Job job : acknowledged) {
        CouponChannel.Seen seen = differing.get(job.listing().ref());
        if (seen != null) {
          changed.addAll(book.seen(job, seen, repair, now));
        }
      }
      repaired += repair ? edited : 0;
      lookedAt = now;
    } finally {
      lock.unlock();
    }
    if (!changed.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("channel", channel.id())
          .addKeyValue("coupons", acknowledged.size())
          .addKeyValue("differing", differing.size())
          .addKeyValue("outcome", repair ? "repaired" : "held")
          .log("coupons.changed.in.channel");
      store.write(channel.id(), epoch, changed, Set.of());
    }
    return !changed.isEmpty();
  }

  private Map<String, CouponChannel.Seen> differing(List<Job> acknowledged) {
    Map<String, CouponChannel.Seen> differing = new TreeMap<>();
    int limit = channel.batchLimit();
    for (int from = 0; from < acknowledged.size(); from += limit) {
      int to = Math.min(acknowledged.size(), from + limit);
      for (CouponChannel.Seen seen : channel.look(acknowledged.subList(from, to))) {
        if (seen.gone() || seen.otherwise().isPresent()) {
          differing.put(seen.ref(), seen);
        }
      }
    }
    return differing;
  }
}
