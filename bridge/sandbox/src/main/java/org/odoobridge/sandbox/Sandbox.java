package org.odoobridge.sandbox;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.odoobridge.app.Bridge;
import org.odoobridge.app.BridgeConfig;
import org.odoobridge.app.preflight.database.SourceNeeds;
import org.odoobridge.app.preflight.database.SqlRecipe;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.Trade;

/**
 * A running world. Started in the order of dependence, ended in the reverse one; {@link #close} may
 * be called twice and from any thread.
 */
public final class Sandbox implements AutoCloseable {
  private static final String DATABASE = "odoo";
  private static final String SHOP = "shop";
  private static final String BOT = "bridge-bot";
  private static final Duration READY_WAIT = Duration.ofSeconds(60);

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Consumer<String> progress;
  private boolean closed;

  /** A sandbox in which nothing runs yet. */
  Sandbox(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * Starts everything and returns once it answers; throws, with nothing left running, if it cannot
   * or is closed meanwhile.
   */
  ReadyLine start(SandboxOptions options) throws Exception {
    try {
      return build(options);
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  private ReadyLine build(SandboxOptions options) throws Exception {
    progress.accept("starting PostgreSQL …");
    PostgresFixture postgres =
        closing(PostgresFixture.start(PostgresOptions.throwaway().untilClosed()));
    progress.accept("PostgreSQL listens on 127.0.0.1:" + postgres.port() + ", superuser postgres");
    OdooSchema.install(postgres, DATABASE, options.release());
    Vertx vertx = Vertx.vertx();
    AutoCloseable unused = closing(() -> vertx.close().await());
    progress.accept("starting the simulated Odoo " + options.release().number() + " and shop …");
    OdooSimulator odoo =
        closing(OdooSimulator.start(vertx, postgres, DATABASE, options.release(), 0));
    ShopSimulator shop = closing(ShopSimulator.start(vertx, ShopOptions.defaults()));
    OdooPerson admin = OdooPerson.login(odoo.url(), DATABASE, "admin", "admin");
    List<String> skus = SandboxPeople.setUp(SandboxCatalog.of(options.products()), admin, shop);

    progress.accept("starting the bridge …");
    Secrets secrets = Secrets.made();
    int port = options.port() == 0 ? freePort() : options.port();
    SandboxYaml yaml =
        new SandboxYaml(port, postgres.port(), odoo.url(), DATABASE, SHOP, shop.url());
    BridgeConfig config =
        new ConfigReader(secrets.of(shop, botSecret(odoo))).parse(yaml.text(), BridgeConfig.class);
    prepareDatabases(postgres, config, secrets);
    Bridge bridge = closing(Bridge.start(config));
    awaitReady(bridge);

    if (options.tradePerMinute() > 0) {
      progress.accept("people begin to trade …");
      startTrade(options, odoo, shop, skus);
    }
    return readyLine(bridge, odoo, postgres, shop, secrets);
  }

  /** What the bridge signs in with: where Odoo speaks JSON-2, a key; else the password. */
  private static String botSecret(OdooSimulator odoo) {
    return odoo.release().json2() ? odoo.createApiKey(BOT) : BOT;
  }

  private static void awaitReady(Bridge bridge) throws InterruptedException {
    long end = System.nanoTime() + READY_WAIT.toNanos();
    while (!bridge.isReady()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "the bridge is not ready after "
                + READY_WAIT.toSeconds()
                + " s; see "
                + bridge.url()
                + "/health/ready");
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void startTrade(
      SandboxOptions options, OdooSimulator odoo, ShopSimulator shop, List<String> skus)
      throws Exception {
    OdooPerson clerk = OdooPerson.login(odoo.url(), DATABASE, "admin", "admin");
    OdooTrade inOdoo =
        closing(new OdooTrade(clerk, skus, options.tradePerMinute(), options.seed()));
    inOdoo.start();
    closing(
            new Trade(
                HttpClient.newHttpClient(),
                shop.url(),
                shop.key(),
                shop.secret(),
                Trade.Pace.of(options.tradePerMinute() / 60),
                options.seed()))
        .start();
  }

  /** The journal's database and the least-privileged role, from the SQL that check --sql prints. */
  private static void prepareDatabases(
      PostgresFixture postgres, BridgeConfig config, Secrets secrets) throws SQLException {
    SourceNeeds needs =
        SourceNeeds.of(
            config.odoo().database(),
            config.outbound().capture().slot(),
            config.outbound().capture().publication(),
            config.outbound().capture().lagAlarm());
    try (Connection odoo = postgres.connect(DATABASE);
        Statement statement = odoo.createStatement()) {
      for (SqlRecipe.Step step : SqlRecipe.odoo(needs)) {
        statement.execute(step.sql());
      }
      for (SqlRecipe.Step step : SqlRecipe.journal(config.bridge().database())) {
        statement.execute(step.sql());
      }
      statement.execute("alter role bridge password '" + secrets.journal() + "'");
      statement.execute("alter role bridge_reader password '" + secrets.reader() + "'");
    }
  }

  private static ReadyLine readyLine(
      Bridge bridge,
      OdooSimulator odoo,
      PostgresFixture postgres,
      ShopSimulator shop,
      Secrets secrets) {
    String url = "http://127.0.0.1:" + bridge.port();
    return new ReadyLine(
        url + "/#token=" + secrets.token(),
        url + "/api",
        new ReadyLine.Odoo(
            odoo.url(),
            odoo.release().number(),
            DATABASE,
            "admin",
            "admin",
            odoo.release().json2() ? odoo.createApiKey("admin") : "",
            postgres.jdbcUrl(DATABASE)
                + "?user=%1$s&password=%1$s".formatted(PostgresFixture.SUPERUSER)),
        SHOP,
        shop.url(),
        shop.key(),
        shop.secret(),
        secrets.token());
  }

  /** Made anew at each start; nobody else on the machine can guess them. */
  private record Secrets(String journal, String reader, String token, String hook) {
    static Secrets made() {
      return new Secrets(random(), random(), random(), random());
    }

    Function<String, Optional<String>> of(ShopSimulator shop, String botSecret) {
      Map<String, String> values =
          Map.of(
              SandboxYaml.JOURNAL_PASSWORD, journal,
              SandboxYaml.READER_PASSWORD, reader,
              SandboxYaml.BOT_PASSWORD, botSecret,
              SandboxYaml.TOKEN, token,
              SandboxYaml.SHOP_KEY, shop.key(),
              SandboxYaml.SHOP_SECRET, shop.secret(),
              SandboxYaml.HOOK_SECRET, hook);
      return name -> Optional.ofNullable(values.get(name));
    }

    private static String random() {
      byte[] bytes = new byte[18];
      new SecureRandom().nextBytes(bytes);
      return HexFormat.of().formatHex(bytes);
    }
  }

  /** To be closed with the sandbox; at once if that has happened. */
  private <T extends AutoCloseable> T closing(T part) throws Exception {
    synchronized (running) {
      if (!closed) {
        running.push(part);
        return part;
      }
    }
    part.close();
    throw new IllegalStateException("ended while it was starting");
  }

  @Override
  public void close() {
    synchronized (running) {
      closed = true;
      while (!running.isEmpty()) {
        try {
          running.pop().close();
        } catch (Exception e) {
          progress.accept("a part did not end cleanly: " + e);
        }
      }
    }
  }
}
