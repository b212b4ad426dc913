package org.odoobridge.app.admin;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.observability.HealthRegistry;

/** The admin API on a free port, over fakes. */
public final class RunningApi implements AutoCloseable {
  public static final String TOKEN = "t0ken";

  public final FakeJournal journal = new FakeJournal();
  public final FakeOutbound outbound = new FakeOutbound();
  public final HealthRegistry health = new HealthRegistry();
  public final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final AdminApi api;

  public RunningApi() {
    Router root = Router.router(vertx);
    api =
        new AdminApi(
            vertx,
            new AdminApi.Parts(
                "node-1",
                Instant.parse("2026-11-24T09:00:00Z"),
                Secret.of(TOKEN),
                health,
                meters,
                journal,
                journal,
                RefundView.NONE,
                outbound));
    api.mount(vertx, root);
    server =
        vertx
            .createHttpServer()
            .requestHandler(root)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    api.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return http.send(
        request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<Stream<String>> stream(String path) throws IOException, InterruptedException {
    return http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofLines());
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path));
  }

  private HttpRequest.Builder request(String path) {
    return anonymous(path).header("Authorization", "Bearer " + TOKEN);
  }

  @Override
  public void close() {
    api.stop();
    Void unused =
        vertx
            .close()
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    http.close();
  }
}
