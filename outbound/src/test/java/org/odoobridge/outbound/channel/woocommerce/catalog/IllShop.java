package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.odoobridge.testkit.shop.ShopSimulator;

/** Stands before a simulated shop and gives one request a recorded illness. */
final class IllShop implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARK = "[{\"id\":65}]";

  /** What is done to the answer of one request. */
  sealed interface Illness {
    /** The request is not carried out. */
    record Refuses(Answer answer) implements Illness {}

    /** The request is carried out, and the caller sees something else. */
    record SavesThen(Answer answer) implements Illness {}

    /** The request is carried out and answered, behind some output of PHP's. */
    record Spoils(String before) implements Illness {}
  }

  /** An answer as a shop gave it. */
  record Answer(int status, JsonNode headers, String body) {}

  private final HttpClient client;
  private final HttpServer server;
  private final int shopPort;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<Optional<Illness>> illness =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<FailingItem>> failing =
      new AtomicReference<>(Optional.empty());
  private volatile int sickest;

  IllShop(Vertx vertx, ShopSimulator shop) {
    shopPort = URI.create(shop.url()).getPort();
    client = vertx.createHttpClient();
    server = vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1").await();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** How many requests were received. */
  int requests() {
    return requests.get();
  }

  /** The request of this number, from 1, falls ill. */
  void at(int request, Illness what) {
    sickest = request;
    illness.set(Optional.of(what));
  }

  /** The first item of this SKU fails with a recorded answer and is not carried out. */
  void failsItem(String sku, JsonNode answer) {
    failing.set(Optional.of(new FailingItem(sku, answer)));
  }

  private record FailingItem(String sku, JsonNode answer) {}

  /** Takes the failing item out of a batch; its place is −1 when the batch has none of it. */
  private static int cut(ObjectNode batch, String sku) {
    JsonNode items = batch.path("create");
    for (int i = 0; i < items.size(); i++) {
      if (items.path(i).path("sku").asText().equals(sku)) {
        ((ArrayNode) items).remove(i);
        return i;
      }
    }
    return -1;
  }

  /** A recorded answer. */
  static Answer recorded(String name) {
    try (InputStream in =
        Objects.requireNonNull(
            IllShop.class.getResourceAsStream("recorded/" + name + ".json"), name)) {
      JsonNode json = JSON.readTree(in);
      return new Answer(
          json.path("status").asInt(), json.path("headers"), json.path("body").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a recorded answer had before its JSON. */
  static String before(String name) {
    String body = recorded(name).body();
    return body.substring(0, body.indexOf(MARK));
  }

  private void receive(HttpServerRequest request) {
    boolean ill = requests.incrementAndGet() == sickest;
    Optional<Illness> now = ill ? illness.get() : Optional.empty();
    Future<?> unused = request.body().onSuccess(body -> answer(request, body, now));
  }

  private void answer(HttpServerRequest request, Buffer body, Optional<Illness> now) {
    Optional<FailingItem> item = failing.get();
    if (item.isPresent() && request.uri().endsWith("/products/batch")) {
      ObjectNode batch = object(body);
      int place = cut(batch, item.get().sku());
      if (place >= 0) {
        failing.set(Optional.empty());
        forward(
            request,
            Buffer.buffer(batch.toString()),
            (head, text) -> {
              ObjectNode answer = object(text);
              answer.withArrayProperty("create").insert(place, item.get().answer());
              return new Answer(head.statusCode(), headers(head), answer.toString());
            });
        return;
      }
    }
    switch (now.orElseGet(() -> new Illness.Spoils(""))) {
      case Illness.Refuses refuses -> write(request, refuses.answer());
      case Illness.SavesThen saves -> forward(request, body, (head, text) -> saves.answer());
      case Illness.Spoils spoils ->
          forward(
              request,
              body,
              (head, text) ->
                  new Answer(
                      head.statusCode(), headers(head), spoils.before() + text.toString("UTF-8")));
    }
  }

  private static ObjectNode object(Buffer body) {
    try {
      return (ObjectNode) JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @FunctionalInterface
  private interface Changing {
    Answer of(HttpClientResponse head, Buffer body);
  }

  private void forward(HttpServerRequest request, Buffer body, Changing changing) {
    Future<?> unused =
        client
            .request(request.method(), shopPort, "127.0.0.1", request.uri())
            .compose(
                out -> {
                  request
                      .headers()
                      .forEach(
                          (name, value) -> {
                            if (!name.equalsIgnoreCase("host")
                                && !name.equalsIgnoreCase("content-length")) {
                              out.putHeader(name, value);
                            }
                          });
                  return send(out, body);
                })
            .compose(head -> head.body().map(text -> changing.of(head, text)))
            .onSuccess(answer -> write(request, answer))
            .onFailure(failure -> request.connection().close());
  }

  private static Future<HttpClientResponse> send(HttpClientRequest out, Buffer body) {
    return out.send(body);
  }

  private static JsonNode headers(HttpClientResponse head) {
    var json = JSON.createObjectNode();
    head.headers()
        .forEach(
            (name, value) -> {
              if (!name.equalsIgnoreCase("content-length")
                  && !name.equalsIgnoreCase("transfer-encoding")) {
                json.put(name, value);
              }
            });
    return json;
  }

  private static void write(HttpServerRequest request, Answer answer) {
    var response = request.response().setStatusCode(answer.status());
    for (Iterator<String> names = answer.headers().fieldNames(); names.hasNext(); ) {
      String name = names.next();
      response.putHeader(name, answer.headers().path(name).asText());
    }
    Future<?> unused = response.end(answer.body());
  }

  @Override
  public void close() {
    Future<?> unused = server.close().compose(closed -> client.close());
  }
}
