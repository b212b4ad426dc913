package org.odoobridge.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers (the console) which products changed: gathered for a moment, each once, so that
 * watching costs the projection little. Costs nothing while nobody watches.
 */
final class StockNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(StockNotifier.class);
  private static final Duration GATHER = Duration.ofMillis(200);
  private static final int MOST_AT_ONCE = 500;

  private final Timers timers;
  private final Set<Sku> changed = ConcurrentHashMap.newKeySet();
  private final List<Consumer<ShownStock>> watchers = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  StockNotifier(Timers timers) {
    this.timers = timers;
  }

  /** From any thread; returns at once. */
  void changed(Sku sku) {
    if (!watchers.isEmpty()) {
      changed.add(sku);
    }
  }

  void changed(Collection<Sku> skus) {
    skus.forEach(this::changed);
  }

  void subscribe(Consumer<ShownStock> watcher) {
    watchers.add(watcher);
  }

  /**
   * Starts telling.
   *
   * @param rows makes the rows of some SKUs; may block
   */
  void start(Function<Collection<Sku>, List<ShownStock>> rows) {
    timers.after(GATHER, () -> Thread.ofVirtual().name("stock-notifier").start(() -> tell(rows)));
  }

  void stop() {
    stopped = true;
  }

  private void tell(Function<Collection<Sku>, List<ShownStock>> rows) {
    try {
      List<Sku> some = take();
      if (!some.isEmpty()) {
        for (ShownStock row : rows.apply(some)) {
          watchers.forEach(watcher -> watcher.accept(row));
        }
      }
    } catch (RuntimeException e) {
      // A page misses an update and shows it at its next reload; delivery is not concerned.
      LOG.atWarn().addKeyValue("problem", e.toString()).log("stock.watchers.not.told");
    } finally {
      if (!stopped) {
        start(rows);
      }
    }
  }

  private List<Sku> take() {
    List<Sku> some = new ArrayList<>();
    Iterator<Sku> each = changed.iterator();
    while (each.hasNext() && some.size() < MOST_AT_ONCE) {
      some.add(each.next());
      each.remove();
    }
    return some;
  }
}
