package org.odoobridge.app.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the result of a request's story into JSON, and whatever it throws into a problem. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new WireTypes()).build();

  private Answers() {}

  /** Handler that runs {@code story} on a virtual thread and answers with its result as JSON. */
  static Handler<RoutingContext> of(Story story) {
    return context -> {
      Context loop = context.vertx().getOrCreateContext();
      Thread.startVirtualThread(
          () -> {
            try {
              Object result = story.tell(context);
              loop.runOnContext(done -> send(context, 200, "application/json", result));
            } catch (Exception failure) {
              loop.runOnContext(done -> context.fail(failure));
            }
          });
    };
  }

  /** What one request does; may block. */
  @FunctionalInterface
  interface Story {
    Object tell(RoutingContext context) throws Exception;
  }

  /** Failure handler of the whole API. */
  static void problem(RoutingContext context) {
    if (context.response().ended()) {
      return;
    }
    Throwable failure = context.failure();
    ApiProblem problem =
        failure == null ? ofStatus(context.statusCode()) : ofFailure(context, failure);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "about:blank");
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.detail());
    if (!problem.remedy().isEmpty()) {
      body.put("remedy", problem.remedy());
    }
    send(context, problem.status(), "application/problem+json", body);
  }

  private static ApiProblem ofStatus(int status) {
    return switch (status) {
      case 401 ->
          new ApiProblem(
              401,
              "Not authorised",
              "the bearer token is missing or wrong",
              "send 'Authorization: Bearer TOKEN' with the value behind bridge.token");
      case 404 -> ApiProblem.notFound("there is nothing at this address");
      case 405 ->
          new ApiProblem(405, "Method not allowed", "this address takes another method", "");
      case 413 -> new ApiProblem(413, "Too large", "the body is over 64 KiB", "");
      case 503 ->
          new ApiProblem(503, "Busy", "too many event streams are open", "close some consoles");
      default -> new ApiProblem(status, "HTTP " + status, "the request failed", "");
    };
  }

  private static ApiProblem ofFailure(RoutingContext context, Throwable failure) {
    if (failure instanceof ApiProblem known) {
      return known;
    }
    if (failure instanceof OutboundView.UnknownChannel unknown) {
      return ApiProblem.notFound(String.valueOf(unknown.getMessage()));
    }
    if (failure instanceof HttpException http) {
      return ofStatus(http.getStatusCode());
    }
    if (failure instanceof SqlFailure sql) {
      LOG.atWarn()
          .addKeyValue("path", context.normalizedPath())
          .addKeyValue("sqlState", sql.sqlState())
          .log("api.journal.unavailable");
      return new ApiProblem(
          503, "Journal unavailable", "the journal database does not answer", "see /health/ready");
    }
    LOG.atError()
        .addKeyValue("path", context.normalizedPath())
        .setCause(failure)
        .log("api.request.failed");
    return new ApiProblem(500, "Internal error", "the request failed; the log says why", "");
  }

  static void send(RoutingContext context, int status, String type, Object body) {
    if (context.response().closed() || context.response().ended()) {
      return;
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(bytes(body)));
  }

  static byte[] bytes(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer is not JSON: " + value.getClass(), e);
    }
  }
}
