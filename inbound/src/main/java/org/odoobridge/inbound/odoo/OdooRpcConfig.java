package org.odoobridge.inbound.odoo;

import java.net.URI;
import java.time.Duration;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;

/**
 * How to reach Odoo's API.
 *
 * @param url base address, e.g. {@code https://odoo.example}
 * @param database the Odoo database's name
 * @param login of the bridge's own, least-privileged user
 * @param secret its password or API key
 * @param timeout longest wait for one answer
 * @param requestLimit after this long Odoo itself has ended any request ({@code limit_time_real});
 *     a lost call cannot be running any more
 * @param connections most calls at once
 * @param answerLimit longest answer taken
 */
public record OdooRpcConfig(
    String url,
    String database,
    String login,
    Secret secret,
    @Default("90s") Duration timeout,
    @Default("120s") Duration requestLimit,
    @Default("4") int connections,
    @Default("32MiB") ByteSize answerLimit) {
  public OdooRpcConfig {
    URI uri = URI.create(url);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("'" + url + "' is not an http or https address");
    }
    if (timeout.isNegative() || timeout.isZero() || requestLimit.isNegative()) {
      throw new IllegalArgumentException("timeout must be above zero, requestLimit not below");
    }
    if (connections < 1) {
      throw new IllegalArgumentException("connections must be at least 1");
    }
  }

  /** With the defaults of all that is seldom set. */
  public static OdooRpcConfig of(String url, String database, String login, Secret secret) {
    return new OdooRpcConfig(
        url,
        database,
        login,
        secret,
        Duration.ofSeconds(90),
        Duration.ofMinutes(2),
        4,
        new ByteSize(32L << 20));
  }

  /** Address of the JSON-RPC endpoint. */
  public URI jsonRpc() {
    return URI.create(url.endsWith("/") ? url + "jsonrpc" : url + "/jsonrpc");
  }
}
