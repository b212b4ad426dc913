package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.HttpAnswer;
import org.odoobridge.outbound.channel.NoAnswer;
import org.odoobridge.outbound.delivery.Timers;

/** WooCommerce's REST API v3 as HTTP: keys, tolerant JSON, failures in one form. */
public final class ShopHttp {
  private static final String BASE = "/wp-json/wc/v3";

  private final ChannelHttp http;
  private final Runnable pay;
  private final Timers timers;
  private final String authorization;

  /**
   * @param pay called before each request; may block
   */
  public ShopHttp(ChannelHttp http, Secret key, Secret secret, Runnable pay, Timers timers) {
    this.http = http;
    this.pay = pay;
    this.timers = timers;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (key.reveal() + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the shop answered, perhaps a refusal.
   *
   * @param json empty when there was none to be found
   */
  public record Reply(HttpAnswer answer, Optional<JsonNode> json) {
    public int status() {
      return answer.status();
    }

    /** The error code of a refusal; empty text when there is none. */
    public String code() {
      return json.map(node -> node.path("code").asText("")).orElse("");
    }
  }

  /**
   * @param path below {@code /wp-json/wc/v3}
   * @throws ShopFailure when nothing came back
   */
  public Reply exchange(HttpMethod method, String path, @Nullable Buffer body) {
    return exchange(method, path, body, true);
  }

  /** The same for what must not be carried out twice, such as creating a product. */
  public Reply exchangeOnce(HttpMethod method, String path, @Nullable Buffer body) {
    return exchange(method, path, body, false);
  }

  private Reply exchange(HttpMethod method, String path, @Nullable Buffer body, boolean repeat) {
    pay.run();
    Map<String, String> headers =
        Map.of(
            "authorization",
            authorization,
            "content-type",
            "application/json",
            "accept",
            "application/json");
    try {
      HttpAnswer answer =
          repeat
              ? http.exchange(method, BASE + path, headers, body)
              : http.exchangeOnce(method, BASE + path, headers, body);
      return new Reply(answer, TolerantJson.parse(answer.body()));
    } catch (NoAnswer e) {
      boolean writes = !method.equals(HttpMethod.GET);
      throw new ShopFailure(e.problem(), writes && e.reached() == NoAnswer.Reached.MAYBE);
    }
  }

  /** As {@link #exchange}, for an answer that must be a success; else {@link ShopFailure}. */
  public JsonNode call(HttpMethod method, String path, @Nullable Buffer body) {
    return understood(exchange(method, path, body));
  }

  /** The JSON of a success; anything else is a {@link ShopFailure}. */
  public JsonNode understood(Reply reply) {
    failure(reply)
        .ifPresent(
            problem -> {
              throw problem;
            });
    if (!reply.answer().ok()) {
      throw notUnderstood(
          "the shop answered " + reply.status() + said(reply) + hint(reply.answer()));
    }
    return reply.json().orElseThrow(() -> notUnderstood("the shop's answer is not JSON"));
  }

  /** The technical failure that the status tells; empty for success and refusals. */
  public Optional<ShopFailure> failure(Reply reply) {
    return reply
        .answer()
        .technical(timers.now())
        .map(
            problem ->
                new ShopFailure(
                    new Problem.Technical(
                        problem.kind(), problem.detail() + said(reply), problem.retryAfter()),
                    reply.answer().mayStillRun()));
  }

  private static String said(Reply reply) {
    return reply.code().isEmpty() ? "" : " (" + reply.code() + ")";
  }

  private static String hint(HttpAnswer answer) {
    return answer.status() == 404
        ? ": no WooCommerce REST API at this address; are pretty permalinks on?"
        : "";
  }

  public static ShopFailure notUnderstood(String detail) {
    return new ShopFailure(Problem.Technical.of(TechnicalKind.PROTOCOL, detail), false);
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
