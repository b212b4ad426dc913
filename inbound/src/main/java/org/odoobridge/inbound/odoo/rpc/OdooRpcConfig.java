package org.odoobridge.inbound.odoo.rpc;

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
 * @param secret its API key, or before Odoo 19 its password
 * @param protocol how to speak to it; auto asks the server
 * @param timeout longest wait for one answer: longer than Odoo's own repeats of a transaction take
 * @param requestLimit after this long Odoo itself has ended any request ({@code limit_time_real});
 *     a lost call cannot be running any more
 * @param workers most calls at once: no more than Odoo's own HTTP workers; how many of them are
 *     used follows how fast Odoo answers
 * @param answerLimit longest answer taken
 */
public record OdooRpcConfig(
    String url,
    String database,
    String login,
    Secret secret,
    @Default("auto") Protocol protocol,
    @Default("90s") Duration timeout,
    @Default("120s") Duration requestLimit,
    @Default("4") int workers,
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
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1");
    }
  }

  /** With the defaults of all that is seldom set. */
  public static OdooRpcConfig of(String url, String database, String login, Secret secret) {
    return new OdooRpcConfig(
        url,
        database,
        login,
        secret,
        Protocol.AUTO,
        Duration.ofSeconds(90),
        Duration.ofMinutes(2),
        4,
        new ByteSize(32L << 20));
  }

  /** Spoken to in this way. */
  public OdooRpcConfig by(Protocol other) {
    return new OdooRpcConfig(
        url, database, login, secret, other, timeout, requestLimit, workers, answerLimit);
  }

  /** As another user. */
  public OdooRpcConfig as(String otherLogin, Secret otherSecret) {
    return new OdooRpcConfig(
        url,
        database,
        otherLogin,
        otherSecret,
        protocol,
        timeout,
        requestLimit,
        workers,
        answerLimit);
  }

  /** Address of one of the server's paths, given without a leading slash. */
  URI at(String path) {
    return URI.create(url.endsWith("/") ? url + path : url + "/" + path);
  }
}
