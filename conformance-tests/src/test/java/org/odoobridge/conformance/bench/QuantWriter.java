package org.odoobridge.conformance.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.odoobridge.conformance.harness.QuantDatabase;

/**
 * Open-loop writer: one transaction per update at a fixed rate, whatever the readers do. Product
 * {@code i} of {@code products} gets ever higher quantities.
 */
final class QuantWriter {
  private static final int CONNECTIONS = 8;
  private static final int[] STOP = {};

  private final DataSource odoo;
  private final int products;
  private final int first;
  private long round;

  QuantWriter(DataSource odoo, int products) {
    this(odoo, products, 1000);
  }

  /**
   * @param first quantity of the first round
   */
  QuantWriter(DataSource odoo, int products, int first) {
    this.odoo = odoo;
    this.products = products;
    this.first = first;
  }

  /** Commits {@code perSecond × seconds} updates; returns the rate reached. */
  double run(int perSecond, int seconds, StockReceipts receipts) throws InterruptedException {
    LinkedBlockingQueue<int[]> due = new LinkedBlockingQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      threads.add(Thread.ofPlatform().start(() -> write(due, receipts)));
    }
    int total = perSecond * seconds;
    long start = System.nanoTime();
    for (int i = 0; i < total; i++) {
      long at = start + (long) (i * 1e9 / perSecond);
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(Math.min(500_000, at - System.nanoTime()));
      }
      int product = (int) (round % products) + 1;
      int quantity = first + (int) (round / products);
      round++;
      due.add(new int[] {product, quantity});
    }
    for (int i = 0; i < CONNECTIONS; i++) {
      due.add(STOP);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return total / ((System.nanoTime() - start) / 1e9);
  }

  private void write(LinkedBlockingQueue<int[]> due, StockReceipts receipts) {
    try (Connection connection = odoo.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update stock_quant set quantity = ? where id = ?")) {
      connection.setAutoCommit(true);
      for (int[] next = due.take(); next != STOP; next = due.take()) {
        receipts.expect(next[0], next[1], System.nanoTime());
        update.setInt(1, next[1]);
        update.setInt(2, QuantDatabase.quantId(next[0]));
        update.executeUpdate();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
