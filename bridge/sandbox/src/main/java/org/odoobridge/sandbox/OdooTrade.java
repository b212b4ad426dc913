package org.odoobridge.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People at work in Odoo: they count, sell, ship and cancel, at random, through Odoo's own API.
 * Times between acts are exponential, as in real trade.
 */
final class OdooTrade implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OdooTrade.class);
  private static final int OPEN_ORDERS = 8;

  private final OdooPerson person;
  private final List<String> skus;
  private final Random random;
  private final double perMinute;
  private final Deque<Integer> openOrders = new ArrayDeque<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("odoo-trade").unstarted(task));

  OdooTrade(OdooPerson person, List<String> skus, double perMinute, long seed) {
    this.person = person;
    this.skus = List.copyOf(skus);
    this.perMinute = perMinute;
    this.random = new Random(seed);
  }

  void start() {
    if (perMinute > 0) {
      next();
    }
  }

  private void next() {
    double minutes = -Math.log(1 - random.nextDouble()) / perMinute;
    var unused = executor.schedule(this::act, (long) (minutes * 60_000), TimeUnit.MILLISECONDS);
  }

  private void act() {
    try {
      int dice = random.nextInt(10);
      if (dice < 4 || openOrders.isEmpty()) {
        sellOrCount(dice);
      } else if (dice < 8 || openOrders.size() > OPEN_ORDERS) {
        person.ship(openOrders.removeFirst());
      } else {
        person.cancel(openOrders.removeLast());
      }
    } catch (RuntimeException e) {
      LOG.atWarn().addKeyValue("problem", e.toString()).log("a person in Odoo was refused");
    } finally {
      if (!executor.isShutdown()) {
        next();
      }
    }
  }

  private void sellOrCount(int dice) {
    String sku = skus.get(random.nextInt(skus.size()));
    if (dice == 0) {
      person.setStock(sku, 5 + random.nextInt(40));
    } else {
      openOrders.addLast(person.sell(sku, 1 + random.nextInt(2)));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
