package org.odoobridge.conformance.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration file of a bridge under test, with its secrets as {@code env:} references. Only
 * what differs from the defaults is written.
 */
public final class BridgeYaml {
  private final int port;
  private final String journal;
  private final String odooDatabase;
  private final List<String> channels = new ArrayList<>();
  private final List<String> sources = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String rpc = "";
  private String sections = "";
  private String slot = "odoo_bridge";
  private String publication = "odoo_bridge";

  /**
   * @param port where the bridge listens
   * @param journal {@code postgresql://user@host:port/database} of the journal
   * @param odooDatabase the same of Odoo's database
   */
  public BridgeYaml(int port, String journal, String odooDatabase) {
    this.port = port;
    this.journal = journal;
    this.odooDatabase = odooDatabase;
    environment.put("T_JOURNAL_PASSWORD", "bridge");
    environment.put("T_ODOO_DB_PASSWORD", "bridge_reader");
    environment.put("T_API_TOKEN", TOKEN);
  }

  public static final String TOKEN = "conformance-token";

  public BridgeYaml rpc(String url, String database, String login, String secret) {
    environment.put("T_ODOO_KEY", secret);
    // JSON-2 takes no password.
    String protocol = secret.matches("[0-9a-f]{40}") ? "auto" : "jsonrpc";
    rpc =
        """
          rpc: { url: "%s", database: %s, login: "%s", secret: env:T_ODOO_KEY, timeout: 60s, protocol: %s }
        """
            .formatted(url, database, login, protocol);
    return this;
  }

  /** The role of the database's URL; its password is its name. */
  BridgeYaml readAs(String role) {
    environment.put("T_ODOO_DB_PASSWORD", role);
    return this;
  }

  public BridgeYaml capture(String slotName, String publicationName) {
    this.slot = slotName;
    this.publication = publicationName;
    return this;
  }

  /** A WooCommerce channel; {@code more} is YAML flow text such as {@code stock: { buffer: 2 }}. */
  public BridgeYaml shop(String id, String url, String key, String secret, String more) {
    String name = id.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    environment.put("T_KEY_" + name, key);
    environment.put("T_SECRET_" + name, secret);
    channels.add(
        "    - { id: %s, type: woocommerce, url: \"%s\", key: env:T_KEY_%s, secret: env:T_SECRET_%s%s }\n"
            .formatted(id, url, name, name, more.isEmpty() ? "" : ", " + more));
    return this;
  }

  /** Orders of the shop of the same id; call after {@link #shop}. */
  public BridgeYaml orders(String id, String url, String webhookSecret, String more) {
    String name = id.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    environment.put("T_HOOK_" + name, webhookSecret);
    sources.add(
        ("    - { id: %s, type: woocommerce, url: \"%s\", key: env:T_KEY_%s, secret: env:T_SECRET_%s,"
                + " webhookSecrets: [env:T_HOOK_%s]%s }\n")
            .formatted(id, url, name, name, name, more.isEmpty() ? "" : ", " + more));
    return this;
  }

  public BridgeYaml webhook(String id, String url, String secret, String more) {
    String name = id.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    environment.put("T_SIGN_" + name, secret);
    channels.add(
        "    - { id: %s, type: webhook, url: \"%s\", secrets: [env:T_SIGN_%s]%s }\n"
            .formatted(id, url, name, more.isEmpty() ? "" : ", " + more));
    return this;
  }

  /** Further top-level sections, as YAML. */
  public BridgeYaml section(String text) {
    sections += text.endsWith("\n") ? text : text + "\n";
    return this;
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  public int port() {
    return port;
  }

  @Override
  public String toString() {
    return """
        bridge:
          node: conformance
          database: { url: "%s", password: env:T_JOURNAL_PASSWORD }
          http: { host: 127.0.0.1, port: %d }
          token: env:T_API_TOKEN
        odoo:
        %s  database: { url: "%s", password: env:T_ODOO_DB_PASSWORD }
        outbound:
          capture: { slot: %s, publication: %s }
          channels:
        %s"""
            .formatted(
                journal, port, rpc, odooDatabase, slot, publication, String.join("", channels))
        + (sources.isEmpty() ? "" : "inbound:\n  sources:\n" + String.join("", sources))
        + sections;
  }
}
