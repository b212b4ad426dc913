package org.odoobridge.conformance.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.odoobridge.conformance.harness.QuantDatabase;
import org.odoobridge.testkit.odoo.WideOdoo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A database grown wide beside a plain one, alternating on the same machine: latency of single
 * commits, and how fast rows that gathered while the bridge stood still are worked off. What Odoo's
 * own PostgreSQL needs to write wider rows is in the latency, but not in the throughput.
 */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Wide tables (custom columns, modules, translations, long texts) against plain.")
final class SchemaBench implements Callable<Integer> {
  @Option(
      names = "--columns",
      defaultValue = "300",
      description = "custom columns a table, and further modules (${DEFAULT-VALUE})")
  private int columns;

  @Option(
      names = "--rate",
      defaultValue = "200",
      description = "commits per second for the latency (${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "8",
      description = "length of a latency round (${DEFAULT-VALUE})")
  private int seconds;

  @Option(names = "--rounds", defaultValue = "3", description = "rounds (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--rows",
      defaultValue = "60000",
      description = "rows to work off (${DEFAULT-VALUE})")
  private int rows;

  private static final int PRODUCTS = 2_000;
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** What was measured of one database. */
  private record Measured(
      List<Double> p50,
      List<Double> p99,
      List<Double> rowsPerSecond,
      List<Double> bridgeMicros,
      List<Double> senderMicros) {
    Measured() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  @Override
  public Integer call() throws Exception {
    Measured plain = new Measured();
    Measured wide = new Measured();
    try (QuantDatabase plainSource = new QuantDatabase(PRODUCTS);
        QuantDatabase wideSource = new QuantDatabase(PRODUCTS)) {
      WideOdoo.widen(wideSource.postgres(), QuantDatabase.DATABASE, columns);
      for (int round = 0; round <= rounds; round++) { // the first warms up
        measure(plainSource, round == 0 ? new Measured() : plain, round);
        measure(wideSource, round == 0 ? new Measured() : wide, round);
      }
    }
    print(plain, wide);
    return 0;
  }

  private void measure(QuantDatabase source, Measured into, int round) throws Exception {
    try (StockReceipts receipts = new StockReceipts();
        BenchBridge bridge = BenchBridge.start(source, receipts.uri("/bridge"))) {
      QuantWriter writer = new QuantWriter(source.dataSource(), PRODUCTS, 10_000 * (round + 1));
      writer.run(rate, 2, receipts);
      LatencyBench.settle(receipts);
      receipts.takeLatenciesNs();
      writer.run(rate, seconds, receipts);
      LatencyBench.settle(receipts);
      long[] latencies = receipts.takeLatenciesNs();
      into.p50.add(StockReceipts.percentileMs(latencies, 50));
      into.p99.add(StockReceipts.percentileMs(latencies, 99));
      workOff(source, bridge, receipts, 10_000 * (round + 1) + 5_000, into);
    }
  }

  /** From the moment the bridge goes on until the last number has arrived. */
  private void workOff(
      QuantDatabase source, BenchBridge bridge, StockReceipts receipts, int first, Measured into)
      throws SQLException, IOException, InterruptedException {
    bridge.signal("STOP");
    long sender = senderPid(source);
    Duration senderBefore = BenchBridge.cpu(sender);
    Duration bridgeBefore = bridge.cpu();
    int transactions = rows / PRODUCTS;
    try (Connection connection = source.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      for (int i = 0; i < transactions; i++) {
        statement.execute("update stock_quant set quantity = " + (first + i));
      }
    }
    receipts.takeLatenciesNs();
    for (int product = 1; product <= PRODUCTS; product++) {
      receipts.expect(product, first + transactions - 1, System.nanoTime());
    }
    long start = System.nanoTime();
    bridge.signal("CONT");
    if (!receipts.allArriveWithin(LONGEST)) {
      throw new IllegalStateException(receipts.outstanding() + " numbers did not arrive");
    }
    double taken = (System.nanoTime() - start) / 1e9;
    receipts.takeLatenciesNs();
    double done = transactions * (double) PRODUCTS;
    into.rowsPerSecond.add(done / taken);
    into.bridgeMicros.add(bridge.cpu().minus(bridgeBefore).toNanos() / 1e3 / done);
    into.senderMicros.add(BenchBridge.cpu(sender).minus(senderBefore).toNanos() / 1e3 / done);
  }

  /** The process of PostgreSQL that decodes the WAL and sends it to the bridge. */
  private static long senderPid(QuantDatabase source) throws SQLException {
    try (Connection connection = source.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select active_pid from pg_replication_slots where active_pid is not null")) {
      if (!row.next()) {
        throw new SQLException("nobody reads the slot");
      }
      return row.getLong(1);
    }
  }

  private void print(Measured plain, Measured wide) {
    System.out.printf("%n| | plain | wide | wide / plain |%n|---|---|---|---|%n");
    row("commit to receipt p50, ms", plain.p50, wide.p50, false);
    row("commit to receipt p99, ms", plain.p99, wide.p99, false);
    row("rows worked off a second", plain.rowsPerSecond, wide.rowsPerSecond, true);
    row("CPU of the bridge, µs a row", plain.bridgeMicros, wide.bridgeMicros, false);
    row("CPU of PostgreSQL's sender, µs a row", plain.senderMicros, wide.senderMicros, false);
    System.out.printf(
        "Medians of %d rounds; wide: %d custom columns on each of four tables, %d further tables,"
            + " names in four languages, long texts. The ratio says how many times slower.%n",
        rounds, columns, columns);
  }

  private static void row(String what, List<Double> plain, List<Double> wide, boolean isSpeed) {
    double p = LatencyBench.median(plain.stream().mapToDouble(Double::doubleValue).toArray());
    double w = LatencyBench.median(wide.stream().mapToDouble(Double::doubleValue).toArray());
    System.out.printf("| %s | %.2f | %.2f | %.2f |%n", what, p, w, isSpeed ? p / w : w / p);
  }
}
