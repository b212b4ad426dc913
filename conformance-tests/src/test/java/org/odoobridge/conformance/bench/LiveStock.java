package org.odoobridge.conformance.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.odoobridge.conformance.harness.CatalogDatabase;
import org.odoobridge.conformance.harness.CatalogWorld;
import org.odoobridge.testkit.shop.product.StockWrite;

/**
 * Stock of products the shop has long had, going down by one at a fixed rate: from the commit's
 * beginning to the shop's own write. A number that a newer one overtook counts with the newer one.
 */
final class LiveStock implements AutoCloseable {
  private final CatalogWorld world;
  private final int products;
  private final long gapNs;
  private final Thread thread;
  private final List<Sent> sent = new ArrayList<>();
  private volatile boolean stopped;
  private int quantity;

  private record Sent(String sku, int quantity, long atNs) {}

  /**
   * @param from numbers go down from here; below all earlier ones
   */
  LiveStock(CatalogWorld world, int products, int perSecond, int from) {
    this.world = world;
    this.products = products;
    this.gapNs = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.quantity = from;
    this.thread = Thread.ofPlatform().start(this::write);
  }

  private void write() {
    try (Connection connection = world.odoo().dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "update stock_quant set quantity = ? where product_id = ?")) {
      connection.setAutoCommit(true);
      long at = System.nanoTime();
      for (int i = 0; !stopped; i++) {
        int number = i % products + 1;
        quantity -= number == 1 ? 1 : 0;
        synchronized (sent) {
          sent.add(new Sent(CatalogDatabase.liveSku(number), quantity, System.nanoTime()));
        }
        update.setInt(1, quantity);
        update.setInt(2, CatalogDatabase.liveProduct(number));
        update.executeUpdate();
        at += gapNs;
        while (!stopped && System.nanoTime() < at) {
          LockSupport.parkNanos(at - System.nanoTime());
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops writing, waits for what is under way, and says how long each took, in nanoseconds. */
  long[] finish() throws InterruptedException {
    close();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      List<Long> latencies = latencies();
      if (latencies.size() == sent.size() || System.nanoTime() > end) {
        System.out.printf(
            "live stock: %d numbers, %d not in the shop%n",
            sent.size(), sent.size() - latencies.size());
        return latencies.stream().mapToLong(Long::longValue).toArray();
      }
      Thread.sleep(50);
    }
  }

  private List<Long> latencies() {
    Map<String, List<StockWrite>> writes = new HashMap<>();
    for (StockWrite write : world.shop().stockHistory()) {
      if (write.sku().startsWith("LIVE-")) {
        writes.computeIfAbsent(write.sku(), sku -> new ArrayList<>()).add(write);
      }
    }
    List<Long> found = new ArrayList<>();
    for (Sent one : sent) {
      writes.getOrDefault(one.sku(), List.of()).stream()
          .filter(write -> write.nanos() > one.atNs() && write.quantity() <= one.quantity())
          .findFirst()
          .ifPresent(write -> found.add(write.nanos() - one.atNs()));
    }
    return found;
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
