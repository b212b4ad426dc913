package org.odoobridge.inbound.apply;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.JsonRpc;
import org.odoobridge.inbound.odoo.OdooBotSetup;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooRpc;
import org.odoobridge.inbound.odoo.OdooRpcConfig;

/**
 * An Odoo with what the recorded shops sell: euros, German taxes, products. Everything under test
 * runs as the least-privileged bot and reader; only setting up and looking is done with more
 * rights.
 */
final class OdooWorld implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final OdooRpc admin;
  final OdooRpcConfig bot;
  final PgSession superuser;
  final PgSession reader;
  private final List<JsonRpc> clients = new ArrayList<>();
  private final Map<String, Integer> products = new HashMap<>();

  /** A real Odoo, worked on as the least-privileged bot. */
  static OdooWorld real(OdooRpcConfig admin, PgUrl superuser) {
    return new OdooWorld(admin, superuser, true);
  }

  /** The simulated Odoo, which knows no access rights: the bot is its one user. */
  static OdooWorld simulated(OdooRpcConfig admin, PgUrl superuser) {
    return new OdooWorld(admin, superuser, false);
  }

  private OdooWorld(OdooRpcConfig adminConfig, PgUrl superuserUrl, boolean hasRights) {
    this.admin = client(adminConfig);
    this.superuser = PgSession.open(superuserUrl, "test-superuser", 2);
    this.bot = hasRights ? OdooBotSetup.bot(adminConfig, admin, superuser) : adminConfig;
    this.reader = PgSession.open(OdooBotSetup.reader(superuserUrl, superuser), "test-reader", 4);
    int euro = OdooBotSetup.record(superuser, "base.EUR");
    admin.call("res.currency", "write", List.of(List.of(euro), Map.of("active", true)));
    findOrCreate(
        "product.pricelist",
        "Bridge EUR",
        Map.of("currency_id", euro, "discount_policy", "with_discount"));
    tax("Bridge 19%", 19, false);
    tax("Bridge 7%", 7, false);
    tax("Bridge 19% incl", 19, true);
    product("SHIPPING", "service");
    product("FEE", "service");
  }

  /** A client, closed with this world. */
  JsonRpc client(OdooRpcConfig config) {
    JsonRpc client = new JsonRpc(vertx, config, new SimpleMeterRegistry());
    clients.add(client);
    return client;
  }

  /** A channel that no other test uses, so that nothing in Odoo is found by chance. */
  static ChannelId channel() {
    return new ChannelId("t" + UUID.randomUUID().toString().substring(0, 8));
  }

  static OrderPolicy policy() {
    return policy(new BigDecimal("0.00"));
  }

  static OrderPolicy policy(BigDecimal residueLimit) {
    return new OrderPolicy(
        "WH",
        "",
        "",
        "Bridge EUR",
        "",
        "SHIPPING",
        "FEE",
        Map.of("19", "Bridge 19%", "7", "Bridge 7%"),
        List.of("processing", "completed"),
        residueLimit,
        50);
  }

  OrderApplier applier(ChannelId channel, OrderPolicy policy) {
    return applier(channel, policy, client(bot), Clock.systemUTC());
  }

  OrderApplier applier(ChannelId channel, OrderPolicy policy, OdooRpc rpc, Clock clock) {
    return new OrderApplier(
        Map.of(channel, policy),
        new OdooDirectory(reader, bot.login(), Clock.systemUTC(), Duration.ofMinutes(1)),
        rpc,
        clock,
        new Random(7),
        Duration.ofMinutes(2));
  }

  int product(String sku) {
    return product(sku, "product");
  }

  int product(String sku, String type) {
    return products.computeIfAbsent(
        sku,
        key -> {
          JsonNode found =
              admin.call(
                  "product.product", "search", List.of(List.of(List.of("default_code", "=", sku))));
          return found.isEmpty() ? newProduct(sku, type) : found.path(0).asInt();
        });
  }

  int newProduct(String sku, String type) {
    return admin
        .call(
            "product.product",
            "create",
            List.of(
                Map.of(
                    "name", "Product " + sku, "default_code", sku, "type", type, "list_price", 99)))
        .asInt();
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

  private void tax(String name, int percent, boolean included) {
    findOrCreate(
        "account.tax",
        name,
        Map.of(
            "amount",
            percent,
            "amount_type",
            "percent",
            "type_tax_use",
            "sale",
            "price_include",
            included,
            "active",
            true,
            "sequence",
            1,
            "company_id",
            1,
            "tax_exigibility",
            "on_invoice",
            "tax_group_id",
            number("SELECT min(id) FROM account_tax_group").intValueExact()));
  }

  private void findOrCreate(String model, String name, Map<String, ?> values) {
    JsonNode found =
        admin.call(model, "search_count", List.of(List.of(List.of("name", "=", name))));
    if (found.asInt() == 0) {
      Map<String, Object> all = new HashMap<>(values);
      all.put("name", name);
      admin.call(model, "create", List.of(all));
    }
  }

  @Override
  public void close() {
    clients.forEach(JsonRpc::close);
    reader.close();
    superuser.close();
    try {
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
