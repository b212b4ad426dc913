package org.odoobridge.conformance.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.OrderApplier;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.testkit.odoo.OdooServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Orders into a real Odoo: as most connectors do it, by the bridge one by one, and in batches. */
@Command(
    name = "orders",
    mixinStandardHelpOptions = true,
    description = "Paid orders of new customers per second into a real Odoo 14, confirmed.")
final class OrdersBench implements Callable<Integer> {
  @Option(
      names = "--orders",
      defaultValue = "200",
      description = "orders in batches (${DEFAULT-VALUE})")
  private int orders;

  @Option(
      names = "--single",
      defaultValue = "40",
      description = "orders one by one (${DEFAULT-VALUE})")
  private int single;

  @Option(
      names = "--batch",
      defaultValue = "50",
      description = "orders in one call (${DEFAULT-VALUE})")
  private int batch;

  @Override
  public Integer call() throws Exception {
    OdooServer odoo = OdooServer.shared().orElseThrow();
    OdooRpcConfig config =
        OdooRpcConfig.of(
            odoo.url(), odoo.database(), odoo.adminLogin(), Secret.of(odoo.adminPassword()));
    PgUrl database =
        new PgUrl(
            "postgresql://postgres@127.0.0.1:" + odoo.postgresPort() + "/" + odoo.database(),
            Secret.of("postgres"));
    Vertx vertx = Vertx.vertx();
    try (OdooClient rpc = new OdooClient(vertx, config, new SimpleMeterRegistry());
        PgSession reader = PgSession.open(database, "bench", 2)) {
      BenchOrders shop = new BenchOrders(rpc);
      shop.prepareOdoo();
      OrderApplier applier = applier(shop.channel(), rpc, reader, config.login());
      double warm = rate(applier, shop.next(20), 20);
      double naive = naive(shop, shop.next(single));
      double oneByOne = rate(applier, shop.next(single), 1);
      double batched = rate(applier, shop.next(orders), batch);
      System.out.printf("%-44s %8s %8s%n", "way", "orders/s", "x");
      row("search, create, add lines, confirm, one by one", naive, naive);
      row("bridge, one order a call", oneByOne, naive);
      row("bridge, " + batch + " orders a call", batched, naive);
      System.out.printf("(warm-up %.1f orders/s)%n", warm);
      return 0;
    } finally {
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    }
  }

  private static OrderApplier applier(
      ChannelId channel, OdooClient rpc, PgSession reader, String login) {
    OrderPolicy policy =
        new ConfigReader(name -> Optional.empty())
            .parse(
                "shippingSku: %s\ntaxes: { '19': '%s' }\nbatch: 500"
                    .formatted(BenchOrders.SHIPPING, BenchOrders.TAX),
                OrderPolicy.class);
    return new OrderApplier(
        Map.of(channel, policy),
        new OdooDirectory(reader, login, Clock.systemUTC(), Duration.ofMinutes(1), rpc::version),
        rpc,
        Clock.systemUTC(),
        new Random(),
        Duration.ofMinutes(2),
        new NoMarks());
  }

  private static double rate(OrderApplier applier, List<ChannelOrder> orders, int batch) {
    long began = System.nanoTime();
    for (int from = 0; from < orders.size(); from += batch) {
      List<OrderChange> changes =
          orders.subList(from, Math.min(orders.size(), from + batch)).stream()
              .<OrderChange>map(OrderChange.Stated::new)
              .toList();
      for (Outcome outcome : applier.apply(changes)) {
        if (!(outcome instanceof Outcome.Applied)) {
          throw new IllegalStateException("not applied: " + outcome);
        }
      }
    }
    return orders.size() / seconds(began);
  }

  private static double naive(BenchOrders shop, List<ChannelOrder> orders) {
    long began = System.nanoTime();
    orders.forEach(shop::enterTheUsualWay);
    return orders.size() / seconds(began);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void row(String way, double rate, double first) {
    System.out.printf("%-44s %8.1f %8.1f%n", way, rate, rate / first);
  }

  /** Nothing of a benchmark is ever cancelled or held. */
  private record NoMarks() implements OrderMarks {
    @Override
    public Map<OrderKey, Marks> of(Collection<OrderKey> orders) {
      return Map.of();
    }

    @Override
    public void close(OrderKey order, String because) {
      throw new IllegalStateException(order + " is closed: " + because);
    }

    @Override
    public void reopen(OrderKey order) {
      throw new IllegalStateException(order + " is opened again");
    }

    @Override
    public void release(OrderKey order, String reason, String actor) {
      throw new IllegalStateException(order + " is released");
    }
  }
}
