package org.odoobridge.outbound.channel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one server over kept-alive connections, each with a time limit and a limit on what it
 * answers. Direct style: call it on a virtual thread. Never follows redirects.
 */
public final class ChannelHttp implements AutoCloseable {
  /**
   * @param timeout for the whole exchange, the connection's making included
   * @param connections most at once
   * @param maxAnswerBytes a longer body counts as no answer
   */
  public record Limits(Duration timeout, int connections, int maxAnswerBytes) {}

  private final HttpClientAgent client;
  private final URI base;
  private final Limits limits;

  /**
   * @param base {@code http} or {@code https}; its path is put before every request's
   */
  public ChannelHttp(Vertx vertx, URI base, Limits limits) {
    this.base = base;
    this.limits = limits;
    boolean tls = "https".equals(scheme(base));
    int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setDefaultHost(base.getHost())
                .setDefaultPort(port)
                .setSsl(tls)
                .setVerifyHost(true)
                .setTcpNoDelay(true)
                .setKeepAlive(true)
                .setConnectTimeout((int) Math.min(10_000, limits.timeout().toMillis())),
            new PoolOptions().setHttp1MaxSize(limits.connections()));
  }

  /** Why {@code url} cannot be a channel's address; empty when it can. */
  public static Optional<String> refuse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return Optional.of("'" + url + "' is not a URL");
    }
    if (!scheme(uri).equals("http") && !scheme(uri).equals("https")) {
      return Optional.of("'" + url + "' must start with https:// or http://");
    }
    if (uri.getHost() == null || uri.getUserInfo() != null) {
      return Optional.of("'" + url + "' must name a host, without user and password");
    }
    return Optional.empty();
  }

  /** Whether the address is this machine's own by its very name. */
  public static boolean isLoopback(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
  }

  /**
   * One exchange. Sent again once, at once, when a kept connection turned out to be closed: what
   * goes to channels is harmless to repeat.
   *
   * @param pathAndQuery appended to the base's path
   * @throws NoAnswer when there is none of use
   */
  public HttpAnswer exchange(
      HttpMethod method, String pathAndQuery, Map<String, String> headers, @Nullable Buffer body) {
    try {
      return once(method, pathAndQuery, headers, body);
    } catch (StaleConnection e) {
      try {
        return once(method, pathAndQuery, headers, body);
      } catch (StaleConnection again) {
        throw new NoAnswer(NoAnswer.Reached.MAYBE, "the connection was closed before an answer");
      }
    }
  }

  /**
   * One exchange that must not be carried out twice: never sent again, whatever happens to it.
   *
   * @throws NoAnswer when there is none of use
   */
  public HttpAnswer exchangeOnce(
      HttpMethod method, String pathAndQuery, Map<String, String> headers, @Nullable Buffer body) {
    try {
      return once(method, pathAndQuery, headers, body);
    } catch (StaleConnection e) {
      throw new NoAnswer(NoAnswer.Reached.MAYBE, "the connection was closed before an answer");
    }
  }

  private HttpAnswer once(
      HttpMethod method, String pathAndQuery, Map<String, String> headers, @Nullable Buffer body)
      throws StaleConnection {
    RequestOptions options = new RequestOptions().setMethod(method).setURI(path() + pathAndQuery);
    headers.forEach(options::putHeader);
    AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
    Future<HttpAnswer> answer =
        ((HttpClient) client)
            .request(options)
            .compose(
                request -> {
                  sent.set(request);
                  // Composed here, on the connection's own thread: a body that came before its
                  // handlers were set would be lost.
                  return (body == null ? request.send() : request.send(body))
                      .compose(this::collect);
                });
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(limits.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      HttpClientRequest request = sent.get();
      if (request == null) {
        throw new NoAnswer(NoAnswer.Reached.NOTHING, "no connection within " + limits.timeout());
      }
      var unused = request.reset();
      throw new NoAnswer(NoAnswer.Reached.MAYBE, "no answer within " + limits.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer(NoAnswer.Reached.MAYBE, "interrupted while waiting for an answer");
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause(), sent.get() != null);
    }
  }

  private static RuntimeException failure(Throwable cause, boolean sent) throws StaleConnection {
    if (cause instanceof NoAnswer noAnswer) {
      return noAnswer;
    }
    if (!sent) {
      return new NoAnswer(NoAnswer.Reached.NOTHING, "no connection: " + cause.getMessage());
    }
    if (cause instanceof HttpClosedException) {
      throw new StaleConnection();
    }
    return new NoAnswer(NoAnswer.Reached.MAYBE, "no answer: " + cause);
  }

  private Future<HttpAnswer> collect(HttpClientResponse response) {
    Promise<HttpAnswer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    response.exceptionHandler(promise::tryFail);
    response.handler(
        part -> {
          if (body.length() + part.length() > limits.maxAnswerBytes()) {
            promise.tryFail(
                new NoAnswer(
                    NoAnswer.Reached.ANSWERED,
                    "the answer is longer than " + limits.maxAnswerBytes() + " bytes"));
            var unused = response.request().reset();
          } else {
            body.appendBuffer(part);
          }
        });
    response.endHandler(
        end ->
            promise.tryComplete(new HttpAnswer(response.statusCode(), response.headers(), body)));
    return promise.future();
  }

  private String path() {
    String path = base.getRawPath() == null ? "" : base.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    var unused = client.close();
  }

  /** A kept-alive connection the server had closed already. */
  private static final class StaleConnection extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
