package org.odoobridge.inbound.apply;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.GivenOdoo;
import org.odoobridge.inbound.odoo.OdooAdmin;
import org.odoobridge.inbound.odoo.OdooBotSetup;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.testkit.odoo.contract.Footprint;

/**
 * An Odoo with what the recorded shops sell: euros, German taxes, products. Everything under test
 * runs as the least-privileged bot and reader; only setting up and looking is done with more
 * rights.
 */
final class OdooWorld implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final OdooAdmin admin;
  OdooRpcConfig bot;
  final PgSession superuser;
  PgSession reader;
  private static final String RUN = UUID.randomUUID().toString().substring(0, 5);
  private final List<OdooClient> clients = new ArrayList<>();
  private final Map<String, Integer> products = new HashMap<>();
  private final List<Runnable> undoing = new ArrayList<>();
  final OrderMarks marks = new MemoryMarks();

  /** A real Odoo, worked on as the least-privileged bot. */
  static OdooWorld real(OdooRpcConfig admin, PgUrl superuser) {
    return new OdooWorld(admin, superuser).asBot().asReader(superuser).furnished();
  }

  /** The simulated Odoo, which knows no access rights: the bot is its one user. */
  static OdooWorld simulated(OdooRpcConfig admin, PgUrl superuser) {
    return new OdooWorld(admin, superuser).asReader(superuser).furnished();
  }

  /**
   * Somebody's Odoo. What is made there goes away with this world, which fails when more is left
   * than Odoo keeps.
   */
  static OdooWorld given(GivenOdoo given) {
    Footprint footprint = given.footprint();
    footprint.externalIds("odoo_bridge", "t" + RUN);
    OdooWorld world = new OdooWorld(given.admin(), given.tables());
    world.admin.onMade(footprint::made);
    world.undoing.add(() -> given.removed(footprint));
    given
        .bot()
        .ifPresentOrElse(
            bot -> world.bot = bot,
            () ->
                world.bot =
                    OdooBotSetup.botOf(
                        "bridge-" + RUN, given.admin(), world.admin, world.superuser));
    world.reader = PgSession.open(given.tables(), "test-reader", 4);
    return world.furnished();
  }

  private OdooWorld(OdooRpcConfig adminConfig, PgUrl superuserUrl) {
    this.superuser = PgSession.open(superuserUrl, "test-superuser", 2);
    this.admin = new OdooAdmin(client(adminConfig), superuser);
    this.bot = adminConfig;
    this.reader = superuser;
  }

  private OdooWorld asBot() {
    bot = OdooBotSetup.bot(bot, admin, superuser);
    return this;
  }

  private OdooWorld asReader(PgUrl superuserUrl) {
    reader = PgSession.open(OdooBotSetup.reader(superuserUrl, superuser), "test-reader", 4);
    return this;
  }

  private OdooWorld furnished() {
    int euro = OdooBotSetup.record(superuser, "base.EUR");
    if (!admin.read("res.currency", euro, "active").path("active").asBoolean()) {
      admin.write("res.currency", euro, Map.of("active", true));
      undoing.addFirst(() -> admin.write("res.currency", euro, Map.of("active", false)));
    }
    admin.pricelist("Bridge EUR", euro);
    int group = number("SELECT min(id) FROM account_tax_group").intValueExact();
    admin.tax("Bridge 19%", 19, false, group);
    admin.tax("Bridge 7%", 7, false, group);
    admin.tax("Bridge 19% incl", 19, true, group);
    product("SHIPPING", admin::service);
    product("FEE", admin::service);
    return this;
  }

  /** A client, closed with this world. */
  OdooClient client(OdooRpcConfig config) {
    OdooClient client = new OdooClient(vertx, config, new SimpleMeterRegistry());
    clients.add(client);
    return client;
  }

  /** A channel that no other test uses, so that nothing in Odoo is found by chance. */
  static ChannelId channel() {
    return new ChannelId("t" + RUN + UUID.randomUUID().toString().substring(0, 8));
  }

  static OrderPolicy policy(String... more) {
    return Policies.of(
        Stream.concat(
                Stream.of(
                    "pricelist: Bridge EUR",
                    "shippingSku: SHIPPING",
                    "feeSku: FEE",
                    "taxes: { '19': Bridge 19%, '7': Bridge 7% }"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  OrderApplier applier(ChannelId channel, OrderPolicy policy) {
    return applier(channel, policy, client(bot), Clock.systemUTC());
  }

  OrderApplier applier(ChannelId channel, OrderPolicy policy, OdooRpc rpc, Clock clock) {
    return new OrderApplier(
        Map.of(channel, policy),
        new OdooDirectory(
            reader, bot.login(), Clock.systemUTC(), Duration.ofMinutes(1), rpc::version),
        rpc,
        clock,
        new Random(7),
        Duration.ofMinutes(2),
        marks);
  }

  int product(String sku) {
    return product(sku, admin::storable);
  }

  private int product(String sku, Function<String, Integer> making) {
    return products.computeIfAbsent(
        sku,
        key ->
            admin.search("product.product", "default_code", sku).stream()
                .findFirst()
                .orElseGet(() -> making.apply(sku)));
  }

  /** A number that the superuser's SQL gives. */
  BigDecimal number(String sql, Object... arguments) {
    return superuser.read(
        connection -> {
          try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
              query.setObject(i + 1, arguments[i]);
            }
            ResultSet row = query.executeQuery();
            if (!row.next()) {
              throw new AssertionError("no row for " + sql);
            }
            return new BigDecimal(row.getString(1));
          }
        });
  }

  @Override
  public void close() {
    try {
      undoing.forEach(Runnable::run);
    } finally {
      disconnect();
    }
  }

  private void disconnect() {
    clients.forEach(OdooClient::close);
    reader.close();
    superuser.close();
    try {
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
