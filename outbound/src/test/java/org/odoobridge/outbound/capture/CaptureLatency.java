package org.odoobridge.outbound.capture;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * Measures the time from just before COMMIT is sent to the call of the handler, fsync on, one row a
 * transaction. Arguments: commits per second, seconds. Prints one line; a warm-up of a third comes
 * before.
 */
public final class CaptureLatency {
  private final Map<Integer, Long> sent = new ConcurrentHashMap<>();
  private final List<Long> samples = new ArrayList<>(); // the capture thread's until the end
  private volatile int measureFrom = Integer.MAX_VALUE;
  private volatile int last;

  private CaptureLatency() {}

  /** Entry point. */
  public static void main(String[] arguments) throws SQLException, InterruptedException {
    int perSecond = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
    new CaptureLatency().run(perSecond, seconds);
  }

  private void run(int perSecond, int seconds) throws SQLException, InterruptedException {
    try (CaptureRig rig = new CaptureRig(PostgresOptions.throwaway().withFsync(true))) {
      CaptureRig.Recorder recorder = new CaptureRig.Recorder();
      CaptureEngine[] engine = new CaptureEngine[1];
      engine[0] =
          rig.engine(
              "one",
              recorder,
              transaction -> {
                transaction.changes().forEach(this::arrived);
                engine[0].durable(transaction.commitLsn());
              },
              new SimpleMeterRegistry());
      engine[0].start();
      while (engine[0].epoch().isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      int warmUp = perSecond * seconds / 3;
      measureFrom = warmUp;
      commit(rig, perSecond, warmUp + perSecond * seconds);
      int total = warmUp + perSecond * seconds;
      while (last < total - 1) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      report(perSecond);
    }
  }

  private void commit(CaptureRig rig, int perSecond, int count) throws SQLException {
    try (Connection connection = rig.postgres.connect(rig.sourceDatabase)) {
      rig.execute("insert into quant (id, product, quantity) values (1, 0, 0)");
      try (PreparedStatement update =
          connection.prepareStatement("update quant set product = ?, quantity = ? where id = 1")) {
        long start = System.nanoTime();
        for (int i = 1; i < count; i++) {
          long due = start + i * 1_000_000_000L / perSecond;
          while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
          }
          update.setInt(1, i);
          update.setInt(2, i % 100);
          sent.put(i, System.nanoTime());
          update.executeUpdate();
        }
      }
    }
  }

  private void arrived(RowChange change) {
    long now = System.nanoTime();
    if (change instanceof RowChange.Updated updated) {
      int number = updated.after().intOf("product");
      Long at = sent.remove(number);
      if (at != null && number >= measureFrom) {
        samples.add(now - at);
      }
      last = number;
    }
  }

  private void report(int perSecond) {
    List<Long> sorted = new ArrayList<>(samples);
    Collections.sort(sorted);
    System.out.printf(
        "%d/s n=%d p50=%.2f ms p90=%.2f ms p99=%.2f ms max=%.2f ms%n",
        perSecond,
        sorted.size(),
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
  }
}
