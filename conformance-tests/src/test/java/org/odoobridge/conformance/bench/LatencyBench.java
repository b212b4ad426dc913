package org.odoobridge.conformance.bench;

import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.odoobridge.conformance.harness.QuantDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Commit to receipt of stock webhooks, beside the floor: for each rate, rounds of the floor alone
 * and of the bridge alone alternate on the same server; medians over the rounds are compared.
 */
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    description = "Commit-to-receipt p50 and p99 of stock webhooks as multiples of the floor F.")
final class LatencyBench implements Callable<Integer> {
  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "100,500,2000",
      description = "commits per second (${DEFAULT-VALUE})")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "length of a round (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "rounds per rate and reader (${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--products",
      defaultValue = "2000",
      description = "products written to in turn (${DEFAULT-VALUE})")
  private int products;

  private record Round(double p50, double p99, double rate, int requests, int missing) {}

  @Override
  public Integer call() throws Exception {
    Map<Integer, List<Round>> floor = new TreeMap<>();
    Map<Integer, List<Round>> bridge = new TreeMap<>();
    long residentKiB = 0;
    try (QuantDatabase source = new QuantDatabase(products);
        StockReceipts receipts = new StockReceipts()) {
      QuantWriter writer = new QuantWriter(source.dataSource(), products);
      try (Connection connection = source.dataSource().getConnection()) {
        connection.setAutoCommit(true);
        FloorReader.createSlot(connection, "bench_floor");
      }
      for (int round = 0; round < rounds; round++) {
        FloorReader reader =
            new FloorReader(
                source.postgres().jdbcUrl(QuantDatabase.DATABASE),
                "postgres",
                "postgres",
                "bench_floor",
                FloorReader.PUBLICATION,
                receipts.uri("/floor"));
        try {
          measureAll(writer, receipts, floor);
        } finally {
          reader.close();
        }
        try (BenchBridge process = BenchBridge.start(source, receipts.uri("/bridge"))) {
          measureAll(writer, receipts, bridge);
          residentKiB = Math.max(residentKiB, process.residentKiB());
        }
      }
    }
    print(floor, bridge, residentKiB);
    return 0;
  }

  private void measureAll(
      QuantWriter writer, StockReceipts receipts, Map<Integer, List<Round>> into)
      throws InterruptedException {
    writer.run(200, 3, receipts);
    settle(receipts);
    receipts.takeLatenciesNs();
    for (int rate : rates) {
      double reached = writer.run(rate, seconds, receipts);
      settle(receipts);
      int missing = receipts.outstanding();
      int requests = receipts.requests();
      long[] latencies = receipts.takeLatenciesNs();
      into.computeIfAbsent(rate, key -> new ArrayList<>())
          .add(
              new Round(
                  StockReceipts.percentileMs(latencies, 50),
                  StockReceipts.percentileMs(latencies, 99),
                  reached,
                  requests,
                  missing));
    }
  }

  /** Waits until everything written has arrived, at most ten seconds. */
  static void settle(StockReceipts receipts) throws InterruptedException {
    var unused = receipts.allArriveWithin(Duration.ofSeconds(10));
  }

  private void print(
      Map<Integer, List<Round>> floor, Map<Integer, List<Round>> bridge, long residentKiB) {
    System.out.printf(
        "%n| commits/s (reached) | F p50 / p99 ms | bridge p50 / p99 ms | p50 × F | p99 × F | requests | missing |%n");
    System.out.println("|---|---|---|---|---|---|---|");
    for (int rate : rates) {
      List<Round> f = floor.getOrDefault(rate, List.of());
      List<Round> b = bridge.getOrDefault(rate, List.of());
      double f50 = median(f.stream().mapToDouble(Round::p50).toArray());
      double f99 = median(f.stream().mapToDouble(Round::p99).toArray());
      double b50 = median(b.stream().mapToDouble(Round::p50).toArray());
      double b99 = median(b.stream().mapToDouble(Round::p99).toArray());
      System.out.printf(
          "| %d (%.0f) | %.2f / %.2f | %.2f / %.2f | %.2f | %.2f | %d | %d |%n",
          rate,
          median(b.stream().mapToDouble(Round::rate).toArray()),
          f50,
          f99,
          b50,
          b99,
          b50 / f50,
          b99 / f99,
          b.stream().mapToInt(Round::requests).sum(),
          b.stream().mapToInt(Round::missing).sum() + f.stream().mapToInt(Round::missing).sum());
    }
    System.out.printf(
        "Medians of %d rounds of %d s; clock from just before the UPDATE to the receiver; bridge resident memory %d MiB.%n",
        rounds, seconds, residentKiB / 1024);
  }

  static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
