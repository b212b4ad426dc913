package org.odoobridge.sandbox;

/** The configuration of the sandbox's bridge: what an operator would write for this world. */
record SandboxYaml(
    int port,
    int postgresPort,
    String odooUrl,
    String odooDatabase,
    String shopId,
    String shopUrl) {
  /** Names of the variables that hold the secrets. */
  static final String JOURNAL_PASSWORD = "SANDBOX_JOURNAL_PASSWORD";

  static final String READER_PASSWORD = "SANDBOX_READER_PASSWORD";
  static final String BOT_PASSWORD = "SANDBOX_BOT_PASSWORD";
  static final String TOKEN = "SANDBOX_TOKEN";
  static final String SHOP_KEY = "SANDBOX_SHOP_KEY";
  static final String SHOP_SECRET = "SANDBOX_SHOP_SECRET";
  static final String HOOK_SECRET = "SANDBOX_HOOK_SECRET";

  String text() {
    return """
        bridge:
          node: sandbox
          database: { url: "postgresql://bridge@127.0.0.1:%2$d/bridge", password: env:%3$s }
          http: { host: 127.0.0.1, port: %1$d }
          token: env:%6$s
        odoo:
          rpc: { url: "%10$s", database: %11$s, login: bridge-bot, secret: env:%5$s, timeout: 30s }
          database: { url: "postgresql://bridge_reader@127.0.0.1:%2$d/%11$s", password: env:%4$s }
        outbound:
          channels:
            - { id: %12$s, type: woocommerce, url: "%13$s", key: env:%7$s, secret: env:%8$s, stock: { warehouses: [WH] } }
        inbound:
          sources:
            - { id: %12$s, type: woocommerce, url: "%13$s", key: env:%7$s, secret: env:%8$s, webhookSecrets: [env:%9$s], webhookUrl: "http://127.0.0.1:%1$d/hooks/woocommerce/%12$s", sweepEvery: 10s, orders: { warehouse: WH, shippingSku: SHIPPING, feeSku: FEE } }
        """
        .formatted(
            port,
            postgresPort,
            JOURNAL_PASSWORD,
            READER_PASSWORD,
            BOT_PASSWORD,
            TOKEN,
            SHOP_KEY,
            SHOP_SECRET,
            HOOK_SECRET,
            odooUrl,
            odooDatabase,
            shopId,
            shopUrl);
  }
}
