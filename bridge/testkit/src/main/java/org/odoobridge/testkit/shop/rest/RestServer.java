package org.odoobridge.testkit.shop.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Fields;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shop's HTTP server: logs, fails as told, checks keys, routes, answers. Loopback only. */
public final class RestServer {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final String BASE = "/wp-json/wc/v3";
  private static final int LOG_LIMIT = 20_000;

  private final Vertx vertx;
  private final Site site;
  private final Routes routes;
  private final Keys keys;
  private final Faults faults;
  private final Supplier<Future<?>> greeted;
  private final HttpServer server;
  private final Deque<RecordedRequest> log = new ArrayDeque<>();
  private long sequence;

  /**
   * @param greeted completes when a new webhook's receiver has answered its ping, for which the
   *     real shop makes the creating request wait
   */
  public RestServer(
      Vertx vertx,
      Site site,
      Routes routes,
      Keys keys,
      Faults faults,
      Supplier<Future<?>> greeted) {
    this.vertx = vertx;
    this.site = site;
    this.routes = routes;
    this.keys = keys;
    this.faults = faults;
    this.greeted = greeted;
    this.server = vertx.createHttpServer().requestHandler(this::receive);
  }

  /** Listens on loopback; port 0 takes a free one. The site knows its address afterwards. */
  public Future<Void> listen(int port) {
    return server
        .listen(port, "127.0.0.1")
        .map(
            bound -> {
              site.bind("http://127.0.0.1:" + bound.actualPort());
              return null;
            });
  }

  public Future<Void> close() {
    return server.close();
  }

  /** Requests in order of arrival; the log keeps the newest 20,000. */
  public List<RecordedRequest> requests() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  private void receive(HttpServerRequest http) {
    long nanos = System.nanoTime();
    http.body()
        .onSuccess(
            body -> {
              RecordedRequest request = record(http, body, nanos);
              long wait = faults.latency(request).toMillis();
              if (wait > 0) {
                vertx.setTimer(wait, id -> answer(http, request));
              } else {
                answer(http, request);
              }
            });
  }

  private RecordedRequest record(HttpServerRequest http, Buffer body, long nanos) {
    Map<String, String> headers = new HashMap<>();
    http.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Map<String, String> query = new HashMap<>();
    pairs(http.query()).forEach(pair -> query.merge(pair[0], pair[1], (a, b) -> a + "," + b));
    synchronized (log) {
      RecordedRequest request =
          new RecordedRequest(
              ++sequence,
              nanos,
              http.method().name(),
              Objects.requireNonNullElse(http.path(), "/"),
              query,
              headers,
              body.toString(StandardCharsets.UTF_8));
      log.add(request);
      if (log.size() > LOG_LIMIT) {
        log.removeFirst();
      }
      return request;
    }
  }

  /** Query or form pairs; {@code name[]} and {@code name[0]} lose their brackets. */
  private static List<String[]> pairs(@org.jspecify.annotations.Nullable String encoded) {
    if (encoded == null || encoded.isEmpty()) {
      return List.of();
    }
    return List.of(encoded.split("&")).stream()
        .map(
            pair -> {
              int equals = pair.indexOf('=');
              String name = decode(equals < 0 ? pair : pair.substring(0, equals));
              return new String[] {
                name.replaceAll("\\[\\d*\\]$", ""),
                equals < 0 ? "" : decode(pair.substring(equals + 1))
              };
            })
        .toList();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void answer(HttpServerRequest http, RecordedRequest request) {
    Optional<Sickness> sickness = faults.next(request);
    if (sickness.isPresent() && !sickness.get().works()) {
      SickAnswers.write(http.response(), sickness.get());
      return;
    }
    Answered answered = dispatch(request);
    boolean greets = request.method().equals("POST") && request.path().equals(BASE + "/webhooks");
    Future<?> ready = greets ? greeted.get() : Future.succeededFuture();
    ready.onComplete(
        pinged -> {
          Buffer bytes = Buffer.buffer(PhpJson.bytes(answered.answer().body()));
          if (sickness.filter(Sickness::replaces).isPresent()) {
            SickAnswers.write(http.response(), sickness.get());
          } else {
            Buffer before = sickness.map(SickAnswers::spoil).orElseGet(Buffer::buffer);
            write(http.response(), answered, before.appendBuffer(bytes));
          }
        });
  }

  private record Answered(Answer answer, String allow) {}

  private Answered dispatch(RecordedRequest request) {
    String route = request.query().get("rest_route");
    String full = route == null ? request.path() : "/wp-json" + route;
    if (full.equals(BASE) || full.equals(BASE + "/")) {
      return new Answered(Answer.ok(PhpJson.object().put("namespace", "wc/v3")), "GET");
    }
    Optional<Routes.Match> match =
        full.startsWith(BASE + "/") ? routes.find(full.substring(BASE.length())) : Optional.empty();
    Optional<Routes.Handler> handler = match.map(found -> found.byMethod().get(request.method()));
    if (match.isEmpty() || handler.isEmpty()) {
      WooError none =
          WooError.of(
              404, "rest_no_route", "No route was found matching the URL and request method.");
      return new Answered(Answer.of(none), "");
    }
    try {
      keys.check(request, site.url(), site.now().getEpochSecond());
    } catch (WooError refused) {
      return new Answered(Answer.of(refused), "");
    }
    return new Answered(
        run(request, full.substring(BASE.length()), match.get(), handler.get()),
        match.get().allow());
  }

  private Answer run(
      RecordedRequest request, String path, Routes.Match match, Routes.Handler handler) {
    try {
      JsonNode body = body(request);
      Call call = new Call(request.method(), path, match.ids(), request.query(), body);
      synchronized (site) {
        Answer answer = handler.answer(call);
        return new Answer(
            answer.status(), Fields.cut(answer.body(), call.list("_fields")), answer.headers());
      }
    } catch (WooError error) {
      return Answer.of(error);
    } catch (RuntimeException bug) {
      LOG.atError().setMessage("shop.bug").addKeyValue("path", path).setCause(bug).log();
      return Answer.of(
          WooError.of(500, "internal_server_error", "The simulated shop has a bug: " + bug));
    }
  }

  /** JSON and forms count by their content type only; anything else is as if it were not there. */
  private static JsonNode body(RecordedRequest request) {
    String type = request.headers().getOrDefault("content-type", "");
    if (type.startsWith("application/json") && !request.body().isEmpty()) {
      return PhpJson.parse(request.body().getBytes(StandardCharsets.UTF_8))
          .orElseThrow(
              () ->
                  WooError.of(400, "rest_invalid_json", "Invalid JSON body passed.")
                      .with(
                          "json_error_code", com.fasterxml.jackson.databind.node.IntNode.valueOf(4))
                      .with(
                          "json_error_message",
                          com.fasterxml.jackson.databind.node.TextNode.valueOf("Syntax error")));
    }
    ObjectNode form = PhpJson.object();
    if (type.startsWith("application/x-www-form-urlencoded")) {
      pairs(request.body()).forEach(pair -> form.put(pair[0], pair[1]));
    }
    return form;
  }

  private void write(HttpServerResponse response, Answered answered, Buffer bytes) {
    Answer answer = answered.answer();
    response.setStatusCode(answer.status());
    response.putHeader("Content-Type", "application/json; charset=UTF-8");
    response.putHeader("X-Robots-Tag", "noindex");
    response.putHeader("X-Content-Type-Options", "nosniff");
    response.putHeader("Access-Control-Expose-Headers", "X-WP-Total, X-WP-TotalPages, Link");
    if (!answer.headers().containsKey("Link")) {
      response.putHeader("Link", "<" + site.url() + "/wp-json/>; rel=\"https://api.w.org/\"");
    }
    answer.headers().forEach(response::putHeader);
    if (!answered.allow().isEmpty()) {
      response.putHeader("Allow", answered.allow());
    }
    response.end(bytes);
  }
}
