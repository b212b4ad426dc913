package org.odoobridge.app;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Preflight;
import org.odoobridge.app.preflight.Report;
import org.odoobridge.app.preflight.database.CatalogCheck;
import org.odoobridge.app.preflight.database.JournalCheck;
import org.odoobridge.app.preflight.database.LotCheck;
import org.odoobridge.app.preflight.database.SourceCheck;
import org.odoobridge.app.preflight.database.SourceFix;
import org.odoobridge.app.preflight.database.SourceNeeds;
import org.odoobridge.app.preflight.database.SqlRecipe;
import org.odoobridge.app.preflight.remote.OdooCheck;
import org.odoobridge.app.preflight.remote.ReceiverCheck;
import org.odoobridge.app.preflight.remote.ShopCheck;
import org.odoobridge.app.preflight.remote.ShopTarget;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.SourceConfig;
import org.odoobridge.inbound.WooSource;
import org.odoobridge.inbound.odoo.BotUserRecipe;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.outbound.ChannelConfig;
import org.odoobridge.outbound.StockWebhookConfig;
import org.odoobridge.outbound.WooCommerceChannelConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: is everything around the bridge as it must be? */
@Command(
    name = "check",
    description = "Look at the databases, Odoo, shops and receivers; say what to do about each.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  private static final Duration RECEIVER_WAIT = Duration.ofSeconds(5);

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      defaultValue = "${env:ODOO_BRIDGE_CONFIG}",
      description = "The configuration file (default: ODOO_BRIDGE_CONFIG).")
  private Path config = Path.of("");

  @Option(
      names = "--sql",
      description =
          "Print the SQL for a least-privileged role, publication, slot and journal, and how to"
              + " make the Odoo user; look at nothing.")
  private boolean sql;

  @Option(
      names = "--fix",
      description = "First apply what the role may do: publication and slot; or all, with --as.")
  private boolean fix;

  @Option(
      names = "--as",
      paramLabel = "URL",
      description =
          "With --fix: a superuser of Odoo's server, as postgresql://postgres@host:port/database;"
              + " the password is taken from ODOO_BRIDGE_ADMIN_PASSWORD.")
  private String admin = "";

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    BridgeConfig read = BridgeConfig.read(config);
    PrintWriter out = spec.commandLine().getOut();
    SourceNeeds needs =
        SourceNeeds.of(
            read.odoo().database(),
            read.outbound().capture().slot(),
            read.outbound().capture().publication(),
            read.outbound().capture().lagAlarm(),
            read.outbound().publishesCatalog(),
            read.outbound().publishesCoupons());
    if (sql) {
      printRecipe(read, needs, out);
      return ExitCode.OK;
    }
    // Odoo's API is awaited, which needs a virtual thread.
    FutureTask<Report> task = new FutureTask<>(() -> look(read, needs));
    Thread.ofVirtual().name("check").start(task);
    Report report = task.get();
    if (json) {
      out.println(report.json());
      out.flush();
    } else {
      report.print(out);
    }
    return report.passed() ? ExitCode.OK : ExitCode.PROBLEM;
  }

  private Report look(BridgeConfig read, SourceNeeds needs) {
    Vertx vertx = Vertx.vertx();
    try {
      List<Check> checks = new ArrayList<>();
      if (fix) {
        checks.add(new SourceFix(needs, administrator(needs)));
      }
      checks.add(new JournalCheck(read.bridge().database(), read.odoo().database()));
      checks.add(new SourceCheck(needs));
      for (ChannelConfig channel : read.outbound().channels()) {
        if (!channel.stock().lots().isEmpty()) {
          checks.add(new LotCheck(channel, read.odoo().database()));
        }
        if (channel instanceof WooCommerceChannelConfig woo && woo.catalog().publish()) {
          checks.add(new CatalogCheck(woo, read.odoo().database()));
        }
      }
      read.odoo()
          .rpc()
          .ifPresent(
              rpc -> {
                OdooClient client = new OdooClient(vertx, rpc, new SimpleMeterRegistry());
                checks.add(
                    new OdooCheck(
                        client,
                        rpc.login(),
                        version -> tables(read.odoo().database(), rpc.login(), version),
                        read.inbound().sources().stream()
                            .anyMatch(source -> source.refunds().makesCreditNotes())));
              });
      checks.addAll(remote(read));
      return Preflight.run(checks);
    } finally {
      var unused = vertx.close();
    }
  }

  private static OdooMasterData tables(PgUrl database, String login, OdooVersion version) {
    try (PgSession session = PgSession.open(database, "odoo-bridge check", 1)) {
      return new OdooDirectory(session, login, Clock.systemUTC(), Duration.ZERO, () -> version)
          .masterData();
    }
  }

  private PgUrl administrator(SourceNeeds needs) {
    String password = System.getenv("ODOO_BRIDGE_ADMIN_PASSWORD");
    return admin.isEmpty()
        ? needs.database()
        : new PgUrl(admin, password == null ? Secret.EMPTY : Secret.of(password));
  }

  /** One look per shop, also when it is both told stock and a source of orders. */
  private static List<Check> remote(BridgeConfig read) {
    List<Check> checks = new ArrayList<>();
    Map<String, ShopTarget> shops = new LinkedHashMap<>();
    for (ChannelConfig channel : read.outbound().channels()) {
      switch (channel) {
        case WooCommerceChannelConfig shop ->
            shops.put(
                shop.id().value(),
                new ShopTarget(
                    shop.id().value(),
                    shop.url(),
                    shop.key(),
                    shop.secret(),
                    shop.timeout(),
                    true,
                    Optional.empty()));
        case StockWebhookConfig receiver ->
            checks.add(new ReceiverCheck(receiver.id().value(), receiver.url(), RECEIVER_WAIT));
      }
    }
    for (SourceConfig source : read.inbound().sources()) {
      switch (source) {
        case WooSource shop ->
            shops.put(shop.id().value(), target(shop, shops.containsKey(shop.id().value())));
      }
    }
    shops.values().forEach(shop -> checks.add(new ShopCheck(shop)));
    return checks;
  }

  private static ShopTarget target(WooSource shop, boolean toldStock) {
    Optional<URI> hook =
        shop.webhookUrl().isEmpty() ? Optional.empty() : Optional.of(URI.create(shop.webhookUrl()));
    return new ShopTarget(
        shop.id().value(), shop.url(), shop.key(), shop.secret(), shop.timeout(), toldStock, hook);
  }

  private static void printRecipe(BridgeConfig read, SourceNeeds needs, PrintWriter out) {
    PgUrl odoo = needs.database();
    PgUrl journal = read.bridge().database();
    out.printf(
        "-- 1. On %s:%d, in database %s, as a superuser. Needs wal_level = logical"
            + " (SHOW wal_level;).%n%n",
        odoo.host(), odoo.port(), odoo.database());
    out.println(SqlRecipe.text(SqlRecipe.odoo(needs)));
    out.printf("-- 2. On %s:%d, as a superuser: the journal.%n%n", journal.host(), journal.port());
    out.println(SqlRecipe.text(SqlRecipe.journal(journal)));
    read.odoo()
        .rpc()
        .ifPresent(
            rpc -> {
              out.printf("-- 3. In Odoo: the bridge's own user, login %s.%n", rpc.login());
              BotUserRecipe.STEPS.forEach(step -> out.println("--    * " + step));
              out.println("--    These are exactly the groups:");
              BotUserRecipe.groupsByRelease().forEach(line -> out.println("--      " + line));
            });
    out.flush();
  }
}
