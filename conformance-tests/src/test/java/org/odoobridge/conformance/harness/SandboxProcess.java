package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sandbox as the README starts it, in a process of its own, from the classes under test. */
public final class SandboxProcess implements AutoCloseable {
  private static final Path LOG = Path.of("target", "sandbox.log");
  private static final Pattern POSTGRES = Pattern.compile("PostgreSQL listens on 127.0.0.1:(\\d+)");

  private final Process process;
  private final JsonNode ready;
  private final BufferedReader stdout;

  /** Starts it and waits for its ready line. */
  public SandboxProcess(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.odoobridge.app.Main", "sandbox", "--headless", "--port", "0"));
    command.addAll(List.of(arguments));
    try {
      process = new ProcessBuilder(command).redirectError(LOG.toFile()).start();
      stdout = process.inputReader(StandardCharsets.UTF_8);
      String line = stdout.readLine();
      if (line == null) {
        throw new IllegalStateException("the sandbox ended:\n" + logText());
      }
      ready = new ObjectMapper().readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The ready line. */
  public JsonNode ready() {
    return ready;
  }

  /** The ports on which its PostgreSQL, Odoo, shop and bridge listen. */
  public List<Integer> ports() {
    Matcher postgres = POSTGRES.matcher(logText());
    if (!postgres.find()) {
      throw new IllegalStateException("the log does not name PostgreSQL's port");
    }
    return List.of(
        Integer.parseInt(postgres.group(1)),
        URI.create(ready.path("odoo").path("url").asText()).getPort(),
        URI.create(ready.path("shops").path(0).path("url").asText()).getPort(),
        URI.create(ready.path("api").asText()).getPort());
  }

  private static String logText() {
    try {
      return Files.readString(LOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it as Ctrl-C does and waits; what it printed after the ready line is returned. */
  public List<String> interrupt() {
    process.toHandle().destroy(); // unlike Process.destroy it leaves stdout readable
    try {
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("the sandbox did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return stdout.lines().toList();
  }

  /** Ends it if it still runs; asks first, so that its PostgreSQL ends with it. */
  @Override
  public void close() {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
