package org.odoobridge.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.odoobridge.conformance.harness.CatalogDatabase;
import org.odoobridge.conformance.harness.CatalogWorld;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A whole catalogue: its first publication, a price rule for all, bursts of stock, and what all
 * that does to live stock. The shop takes its time for each request and each product in it, at a
 * tenth of what real shops were measured to take; a publisher that sends one request a product
 * works beside it on a part of the same products.
 */
@Command(
    name = "catalog",
    mixinStandardHelpOptions = true,
    description = "First publication, a price rule for all, requests per changed SKU, live stock.")
final class CatalogBench implements Callable<Integer> {
  @Option(
      names = "--products",
      defaultValue = "10000",
      description = "products, a fifth of them with four variants (${DEFAULT-VALUE})")
  private int products;

  @Option(
      names = "--naive",
      defaultValue = "1000",
      description = "products of the publisher that sends each alone (${DEFAULT-VALUE})")
  private int naive;

  @Option(
      names = "--request-ms",
      defaultValue = "5",
      description = "what a request costs the shop (${DEFAULT-VALUE})")
  private int requestMs;

  @Option(
      names = "--item-ms",
      defaultValue = "2",
      description = "what a product in a write costs the shop (${DEFAULT-VALUE})")
  private int itemMs;

  @Option(
      names = "--per-second",
      defaultValue = "0",
      description = "the channel's rate; 0 = no limit (${DEFAULT-VALUE})")
  private int perSecond;

  @Option(
      names = "--live",
      defaultValue = "10",
      description = "live stock changes a second (${DEFAULT-VALUE})")
  private int live;

  @Option(
      names = "--kill",
      description = "kill -9 in the middle of the first publication and start again")
  private boolean kill;

  private static final int LIVE_PRODUCTS = 50;
  private static final int IDLE_SECONDS = 15;
  private static final int BURSTS = 20;
  private static final int BURST = 500;
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  /** Requests and seconds of one step. */
  private record Cost(Map<String, Integer> requests, double seconds) {
    int sum() {
      return RequestTally.sum(requests);
    }
  }

  @Override
  public Integer call() throws Exception {
    Cost[] alone = naive();
    int skus = products / 5 * 4 + products / 5 * CatalogDatabase.VARIANTS;
    try (CatalogWorld world = new CatalogWorld(products, LIVE_PRODUCTS)) {
      world.shop().faults().pace(Duration.ofMillis(requestMs), Duration.ofMillis(itemMs));
      RequestTally tally = new RequestTally(world.shop());
      plan(world, tally);
      long start = System.nanoTime();
      world.start(false, perSecond);
      LiveStock beside = new LiveStock(world, LIVE_PRODUCTS, live, 900_000);
      Cost first = firstPublication(world, tally, start);
      long[] busy = beside.finish();
      row("first publication", first, alone[0]);
      memory(world, "after the first publication");
      Cost price = priceRule(world, tally);
      row("a price rule for all", price, alone[1]);
      LiveStock idle = new LiveStock(world, LIVE_PRODUCTS, live, 800_000);
      Thread.sleep(Duration.ofSeconds(IDLE_SECONDS));
      long[] quiet = idle.finish();
      bursts(world, tally);
      memory(world, "at the end");
      List<String> differences = world.differences();
      System.out.println(
          differences.isEmpty()
              ? "the shop shows each of the " + skus + " SKUs once, with Odoo's stock"
              : "DIFFERENCES: " + differences);
      print(quiet, busy);
      return differences.isEmpty() ? 0 : 1;
    }
  }

  private Cost[] naive() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (CatalogDatabase database = new CatalogDatabase(naive, 0);
        ShopSimulator shop = ShopSimulator.start(vertx, ShopOptions.defaults())) {
      shop.faults().pace(Duration.ofMillis(requestMs), Duration.ofMillis(itemMs));
      NaivePublisher publisher = new NaivePublisher(shop);
      long start = System.nanoTime();
      publisher.create(database.items(naive));
      Cost create = scaled(publisher.requests(), start);
      int before = publisher.requests();
      start = System.nanoTime();
      publisher.reprice("7.77");
      return new Cost[] {create, scaled(publisher.requests() - before, start)};
    } finally {
      vertx.close().await();
    }
  }

  /** As if it had gone on like this for all products. */
  private Cost scaled(int requests, long startNs) {
    double factor = (double) products / naive;
    return new Cost(
        Map.of("single", (int) (requests * factor)), (System.nanoTime() - startNs) / 1e9 * factor);
  }

  /** What would change, with nothing written. */
  private void plan(CatalogWorld world, RequestTally tally) {
    world.start(true, perSecond);
    tally.take();
    long start = System.nanoTime();
    Map<String, Integer> actions = new LinkedHashMap<>();
    int after = 0;
    int compared = 0;
    while (after >= 0) {
      JsonNode page = world.plan(after, 500);
      compared += page.path("compared").asInt();
      page.path("entries")
          .forEach(entry -> actions.merge(entry.path("action").asText(), 1, Integer::sum));
      after = page.path("next").asInt(-1);
    }
    System.out.printf(
        "plan: %d products compared in %.1f s, would %s; requests %s%n",
        compared, (System.nanoTime() - start) / 1e9, actions, tally.take());
    memory(world, "after the plan");
    world.bridge().close();
    tally.take();
  }

  private Cost firstPublication(CatalogWorld world, RequestTally tally, long start) {
    if (kill) {
      world
          .await("half of the products", PATIENCE)
          .until(
              () -> {
                tally.look();
                return progress(world).path("done").asInt() > products / 2;
              });
      System.out.printf("killed at %s%n", progress(world));
      world.bridge().kill();
      world.start(false, perSecond);
    }
    until(world, tally, world::published);
    double shown = (System.nanoTime() - start) / 1e9;
    System.out.printf("all products shown after %.1f s%n", shown);
    until(world, tally, world::stockTold);
    double told = (System.nanoTime() - start) / 1e9;
    System.out.printf("all stock told after %.1f s%n", told);
    return new Cost(tally.take(), told);
  }

  private static JsonNode progress(CatalogWorld world) {
    return world.catalog().path("catalog").path("comparison");
  }

  private static void until(CatalogWorld world, RequestTally tally, BooleanSupplier done) {
    long[] next = {System.nanoTime() + 10_000_000_000L};
    world
        .await("the bridge is done", PATIENCE)
        .until(
            () -> {
              tally.look();
              if (System.nanoTime() > next[0]) {
                System.out.println("  " + progress(world) + " " + world.channel());
                next[0] = System.nanoTime() + 10_000_000_000L;
              }
              return done.getAsBoolean();
            });
  }

  private Cost priceRule(CatalogWorld world, RequestTally tally) throws SQLException {
    tally.take();
    String startedAt = progress(world).path("startedAt").asText();
    long start = System.nanoTime();
    world.odoo().execute("update product_pricelist_item set percent_price = 12 where id = 9000");
    until(
        world,
        tally,
        () -> !progress(world).path("startedAt").asText().equals(startedAt) && world.published());
    return new Cost(tally.take(), (System.nanoTime() - start) / 1e9);
  }

  /** Stock goes down in bursts, as an import or a wave of orders does. */
  private void bursts(CatalogWorld world, RequestTally tally) throws SQLException {
    tally.take();
    Map<String, Integer> sum = new LinkedHashMap<>();
    for (boolean variants : new boolean[] {false, true}) {
      long start = System.nanoTime();
      for (int i = 1; i <= BURSTS; i++) {
        String which =
            "select p.id from product_product p where p.default_code like 'C-%' and"
                + (variants ? "" : " not")
                + " p.default_code like 'C-%-%' order by p.id offset "
                + (i - 1) * BURST % Math.max(1, products / 2)
                + " limit "
                + BURST;
        world
            .odoo()
            .execute(
                "update stock_quant set quantity = quantity - 1 where product_id in ("
                    + which
                    + ")");
        long end = System.nanoTime() + 1_000_000L * 20;
        until(world, tally, () -> System.nanoTime() > end && world.stockTold());
      }
      Map<String, Integer> requests = tally.take();
      System.out.printf(
          "%d bursts of %d %s: %.4f requests per changed SKU, %.1f s; %s%n",
          BURSTS,
          BURST,
          variants ? "variants" : "simple products",
          RequestTally.sum(requests) / (double) (BURSTS * BURST),
          (System.nanoTime() - start) / 1e9,
          requests);
      requests.forEach((kind, count) -> sum.merge(kind, count, Integer::sum));
    }
  }

  private void row(String what, Cost bridge, Cost alone) {
    System.out.printf("%s: %s%n", what, bridge.requests());
    rows.put(
        what,
        List.of(
            "" + bridge.sum(),
            "%.1f".formatted(bridge.seconds()),
            "" + alone.sum(),
            "%.1f".formatted(alone.seconds()),
            "%.1f".formatted(alone.sum() / (double) bridge.sum()),
            "%.1f".formatted(alone.seconds() / bridge.seconds())));
  }

  private static void memory(CatalogWorld world, String when) {
    System.out.printf(
        "memory %s: resident %d MiB, peak %d MiB%n",
        when, world.memoryKiB("VmRSS") / 1024, world.memoryKiB("VmHWM") / 1024);
  }

  private void print(long[] quiet, long[] busy) {
    System.out.printf(
        "%n| %d products | requests | s | one by one: requests | s | × fewer | × faster |%n",
        products);
    System.out.println("|---|---|---|---|---|---|---|");
    rows.forEach(
        (what, cells) ->
            System.out.println("| " + what + " | " + String.join(" | ", cells) + " |"));
    List<String> cells = new ArrayList<>();
    for (long[] one : new long[][] {quiet, busy}) {
      for (int percent : new int[] {50, 99}) {
        cells.add("%.1f".formatted(StockReceipts.percentileMs(one, percent)));
      }
    }
    System.out.printf(
        "%n| commit to the shop's own write | p50 ms | p99 ms |%n|---|---|---|%n"
            + "| nothing else to do | %s | %s |%n| during the first publication | %s | %s |%n"
            + "| ratio | %.2f | %.2f |%n",
        cells.get(0),
        cells.get(1),
        cells.get(2),
        cells.get(3),
        StockReceipts.percentileMs(busy, 50) / StockReceipts.percentileMs(quiet, 50),
        StockReceipts.percentileMs(busy, 99) / StockReceipts.percentileMs(quiet, 99));
  }
}
