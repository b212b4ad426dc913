package org.odoobridge.outbound.capture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * Measures the time from just before an UPDATE is sent to the call of the handler, fsync on, one
 * row a transaction, and beside it the same for {@link BareReader} on the same WAL. Arguments:
 * commits per second, seconds. A warm-up of a third comes before.
 */
public final class CaptureLatency {
  private final int perSecond;
  private final int warmUp;
  private final int count;
  private final AtomicLongArray sent;
  private final AtomicLongArray engineNanos;
  private final AtomicLongArray bareNanos;

  private CaptureLatency(int perSecond, int seconds) {
    this.perSecond = perSecond;
    this.warmUp = perSecond * seconds / 3;
    this.count = warmUp + perSecond * seconds;
    this.sent = new AtomicLongArray(count);
    this.engineNanos = new AtomicLongArray(count);
    this.bareNanos = new AtomicLongArray(count);
  }

  /** Entry point. */
  public static void main(String[] arguments) throws SQLException {
    int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    new CaptureLatency(perSecond, seconds).run();
  }

  private void run() throws SQLException {
    try (CaptureRig rig = new CaptureRig(PostgresOptions.throwaway().withFsync(true))) {
      rig.execute("insert into quant (id, product, quantity) values (1, 0, 0)");
      CaptureEngine[] engine = new CaptureEngine[1];
      engine[0] =
          rig.engine(
              "one",
              new CaptureRig.Recorder(),
              transaction -> {
                transaction.changes().forEach(this::seenByEngine);
                engine[0].durable(transaction.commitLsn());
              },
              new SimpleMeterRegistry());
      engine[0].start();
      Thread bare =
          Thread.ofPlatform()
              .daemon()
              .start(
                  new BareReader(
                      new SourceConnections(rig.source("one").database()),
                      "floor",
                      row -> seen(bareNanos, Integer.parseInt(row.getOrDefault("product", "0")))));
      while (engine[0].epoch().isEmpty()
          || rig.text("select 1 from pg_replication_slots where slot_name='floor' and active")
              .isEmpty()) {
        pause();
      }
      commit(rig);
      while (engineNanos.get(count - 1) == 0 || bareNanos.get(count - 1) == 0) {
        pause();
      }
      bare.interrupt();
      report("engine", engineNanos);
      report("floor", bareNanos);
    }
  }

  private void commit(CaptureRig rig) throws SQLException {
    try (Connection connection = rig.postgres.connect(rig.sourceDatabase);
        PreparedStatement update =
            connection.prepareStatement(
                "update quant set product = ?, quantity = ? where id = 1")) {
      long start = System.nanoTime();
      for (int i = 1; i < count; i++) {
        long due = start + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        update.setInt(1, i);
        update.setInt(2, i % 100);
        sent.set(i, System.nanoTime());
        update.executeUpdate();
      }
    }
  }

  private void seenByEngine(RowChange change) {
    if (change instanceof RowChange.Updated updated) {
      seen(engineNanos, updated.after().intOf("product"));
    }
  }

  private void seen(AtomicLongArray into, int number) {
    into.set(number, System.nanoTime() - sent.get(number));
  }

  private void report(String who, AtomicLongArray nanos) {
    long[] sorted = new long[count - warmUp];
    Arrays.setAll(sorted, i -> nanos.get(warmUp + i));
    Arrays.sort(sorted);
    System.out.printf(
        "%d/s %-6s n=%d p50=%.2f ms p90=%.2f ms p99=%.2f ms max=%.2f ms%n",
        perSecond,
        who,
        sorted.length,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
  }

  private static void pause() {
    LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
  }
}
