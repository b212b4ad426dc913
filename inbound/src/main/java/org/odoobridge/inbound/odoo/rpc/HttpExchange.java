package org.odoobridge.inbound.odoo.rpc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its whole answer, direct style, knowing at each failure whether anything had been
 * sent. Connections are pooled.
 */
final class HttpExchange implements AutoCloseable {
  /** Idle connections are dropped before Odoo drops them: a call on a dying one would be lost. */
  private static final int KEEP_ALIVE_SECONDS = 1;

  private final OdooRpcConfig config;
  private final HttpClientAgent client;

  HttpExchange(Vertx vertx, OdooRpcConfig config) {
    this.config = config;
    int connectMs = (int) Math.min(config.timeout().toMillis(), 10_000);
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(connectMs)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
            new PoolOptions().setHttp1MaxSize(config.workers()));
  }

  /**
   * A request.
   *
   * @param path on Odoo's server, without a leading slash
   */
  record Request(HttpMethod verb, String path, Map<String, String> headers, Buffer body) {}

  /**
   * A whole HTTP answer.
   *
   * @param type of its body, in lower case; empty when not said
   */
  record Answer(int status, String type, Buffer body) {
    boolean isJson() {
      return type.startsWith("application/json");
    }
  }

  Answer send(Request asked) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(asked.verb())
            .setAbsoluteURI(config.at(asked.path()).toString());
    asked.headers().forEach(options::putHeader);
    Sending sending = new Sending();
    Future<Answer> answer =
        client
            .request(options)
            .compose(
                request ->
                    sending.begin(request)
                        ? request.send(asked.body()).compose(this::collect)
                        : Future.failedFuture("given up while waiting for a connection"));
    try {
      return answer.await(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw gaveUp(sending.abandon(), e);
    } catch (OdooFailure e) {
      throw e;
    } catch (Exception e) { // whatever the network threw, await hands on unchanged
      String what = e.getClass().getSimpleName() + ": " + e.getMessage();
      throw new OdooFailure(
          sending.abandon() == null ? new OdooFault.Unreachable(what) : new OdooFault.Lost(what),
          e);
    }
  }

  /**
   * Whether a call has been sent, decided once: a request that gets its connection after the caller
   * has given up is not sent any more.
   */
  private static final class Sending {
    private @Nullable HttpClientRequest sent;
    private boolean abandoned;

    synchronized boolean begin(HttpClientRequest request) {
      if (abandoned) {
        var unused = request.reset();
        return false;
      }
      sent = request;
      return true;
    }

    /** Gives up; the request if it had been sent. */
    synchronized @Nullable HttpClientRequest abandon() {
      abandoned = true;
      return sent;
    }
  }

  private OdooFailure gaveUp(@Nullable HttpClientRequest request, TimeoutException cause) {
    String limit = "no answer within " + config.timeout();
    if (request == null) {
      return new OdooFailure(new OdooFault.Unreachable("no connection; " + limit), cause);
    }
    var unused = request.reset();
    return new OdooFailure(new OdooFault.Lost(limit), cause);
  }

  private Future<Answer> collect(HttpClientResponse response) {
    Promise<Answer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response.handler(
        chunk -> {
          if (body.length() + chunk.length() > config.answerLimit().bytes()) {
            whole.tryFail(
                new OdooFailure(
                    new OdooFault.Garbled("an answer longer than " + config.answerLimit())));
            var unused = response.request().reset();
          } else {
            body.appendBuffer(chunk);
          }
        });
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(answer(response, body)));
    return whole.future();
  }

  private static Answer answer(HttpClientResponse response, Buffer body) {
    String type = response.getHeader("content-type");
    return new Answer(
        response.statusCode(), type == null ? "" : type.toLowerCase(Locale.ROOT), body);
  }

  @Override
  public void close() {
    var unused = client.close();
  }
}
