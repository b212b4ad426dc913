package org.odoobridge.conformance.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.odoobridge.conformance.harness.QuantDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Start of the process to its first delivery, with a large projection to load. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Time from process start to first delivery, and resident memory.")
final class StartBench implements Callable<Integer> {
  @Option(
      names = "--quants",
      defaultValue = "100000",
      description = "quants to load (${DEFAULT-VALUE})")
  private int quants;

  @Option(names = "--rounds", defaultValue = "3", description = "starts (${DEFAULT-VALUE})")
  private int rounds;

  @Override
  public Integer call() throws Exception {
    List<Double> firstSeconds = new ArrayList<>();
    long residentKiB = 0;
    try (QuantDatabase source = new QuantDatabase(quants);
        StockReceipts receipts = new StockReceipts()) {
      for (int round = 0; round < rounds; round++) {
        receipts.takeLatenciesNs();
        long start = System.nanoTime();
        try (BenchBridge process = BenchBridge.launch(source, receipts.uri("/bridge"))) {
          long end = start + 60_000_000_000L;
          while (receipts.firstReceiptNs() == 0 && System.nanoTime() < end) {
            Thread.sleep(5);
          }
          if (receipts.firstReceiptNs() == 0) {
            System.out.println("no delivery within 60 s:\n" + process.logText());
            return 1;
          }
          firstSeconds.add((receipts.firstReceiptNs() - start) / 1e9);
          residentKiB = Math.max(residentKiB, process.residentKiB());
        }
        // Each start finds something to tell: all values change while the bridge is down.
        source
            .postgres()
            .execute(
                QuantDatabase.DATABASE,
                "update stock_quant set quantity = quantity + 1 where id = "
                    + QuantDatabase.quantId(1));
      }
    }
    System.out.printf(
        "start to first delivery with %d quants: %s s; resident memory %d MiB%n",
        quants, firstSeconds.stream().map(s -> "%.2f".formatted(s)).toList(), residentKiB / 1024);
    return 0;
  }
}
