package org.odoobridge.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A bridge as its operator runs it: {@code run --config FILE} in a process of its own. */
public final class BridgeProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final Path log;
  private final String url;
  private final String token;

  private BridgeProcess(Process process, Path log, String url, String token) {
    this.process = process;
    this.log = log;
    this.url = url;
    this.token = token;
  }

  /**
   * Starts a process and returns at once; see {@link #awaitReady}.
   *
   * @param port where the configuration makes it listen
   * @param environment values behind the configuration's {@code env:} references
   */
  public static BridgeProcess start(
      Path config,
      int port,
      String token,
      Map<String, String> environment,
      String... jvmArguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of(jvmArguments));
    command.addAll(List.of("-cp", classPath(), "org.odoobridge.app.Main"));
    command.addAll(List.of("run", "--config", config.toString()));
    try {
      Path log = Files.createTempFile(config.toAbsolutePath().getParent(), "bridge-", ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      return new BridgeProcess(builder.start(), log, "http://127.0.0.1:" + port, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests' class path without the tests themselves and the simulators. */
  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  public String url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until {@code /health/ready} answers 200. */
  public BridgeProcess awaitReady(Duration atMost) {
    Awaitility.await("bridge ready; its log:\n" + log)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(this::readyOrDead);
    return this;
  }

  private boolean readyOrDead() {
    if (!process.isAlive()) {
      throw new AssertionError("the bridge ended with " + process.exitValue() + ":\n" + logText());
    }
    try {
      return send("GET", "/health/ready", "").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** One call of the admin API with the token. */
  public HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as {@code kill -9} would and waits for the end. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to stop (SIGTERM); kills it after 20 s. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }
}
