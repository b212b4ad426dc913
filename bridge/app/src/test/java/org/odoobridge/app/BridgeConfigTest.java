package org.odoobridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigProblem;
import org.odoobridge.core.config.ConfigReader;

/** What must hold between sections that are right in themselves. */
final class BridgeConfigTest {
  private static final String HEAD =
      """
      bridge: { database: { url: postgresql://bridge@db/bridge }, token: env:TOKEN }
      odoo:
        rpc: { url: http://odoo:8069, database: odoo, login: bot, secret: env:KEY }
        database: { url: postgresql://reader@db/odoo }
      """;
  private static final String SHOP =
      "outbound: { channels: [ { id: shop, type: woocommerce, url: https://shop.example,"
          + " key: env:K, secret: env:S, stock: { warehouses: [WH] } } ] }\n";
  private static final String TILL =
      "outbound: { channels: [ { id: shop, type: webhook, url: https://till.example,"
          + " secrets: [env:S], stock: { warehouses: [WH] } } ] }\n";
  private static final String ORDERS =
      "inbound: { sources: [ { id: shop, type: woocommerce, url: https://shop.example/,"
          + " key: env:K, secret: env:S, webhookSecrets: [env:H] } ] }\n";

  private static BridgeConfig parse(String yaml) {
    return BridgeConfig.parse(yaml, new ConfigReader(name -> Optional.of("value-of-" + name)));
  }

  private static List<String> paths(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> parse(yaml)).problems().stream()
        .map(ConfigProblem::path)
        .toList();
  }

  @Test
  void oneShopInBothHalvesIsRight() {
    BridgeConfig config = parse(HEAD + SHOP + ORDERS);
    assertThat(config.outbound().channels()).hasSize(1);
    assertThat(config.inbound().sources()).hasSize(1);
    assertThat(config.bridge().http()).isEqualTo(new BridgeConfig.Http("127.0.0.1", 8080));
  }

  @Test
  void theJournalMustNotBeOdoosDatabase() {
    assertThat(paths(HEAD.replace("bridge@db/bridge", "bridge@db/odoo")))
        .containsExactly("bridge.database.url");
  }

  @Test
  void ordersNeedOdoosApi() {
    String withoutRpc =
        HEAD.lines().filter(line -> !line.contains("rpc:")).reduce("", (a, b) -> a + b + "\n");
    assertThat(paths(withoutRpc + SHOP + ORDERS)).containsExactly("odoo.rpc");
    assertThat(parse(withoutRpc + SHOP).odoo().rpc()).isEmpty();
  }

  @Test
  void oneIdMustMeanOneShop() {
    assertThat(paths(HEAD + SHOP + ORDERS.replace("shop.example", "other.example")))
        .containsExactly("inbound.sources[0].url");
    assertThat(paths(HEAD + TILL + ORDERS)).containsExactly("inbound.sources[0].id");
  }

  @Test
  void aShortTokenIsRefused() {
    ConfigException failure =
        catchThrowableOfType(
            ConfigException.class,
            () -> BridgeConfig.parse(HEAD, new ConfigReader(name -> Optional.of("abc"))));
    assertThat(failure.problems())
        .extracting(ConfigProblem::path, ConfigProblem::message)
        .containsExactly(
            tuple("bridge", "token: must be at least 8 characters, such as 32 random ones"));
  }
}
