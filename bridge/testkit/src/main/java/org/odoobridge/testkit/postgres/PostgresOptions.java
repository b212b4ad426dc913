package org.odoobridge.testkit.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a {@link PostgresFixture} runs.
 *
 * @param dataDirectory where the cluster lives and stays; empty = an own temporary directory that
 *     is removed on close
 * @param port TCP port on loopback; 0 = any free one
 * @param fsync whether commits reach the disk; off is faster and fine for data that is thrown away,
 *     on for latency figures and for tests that kill the server
 * @param walSenderTimeout after which silence a replication client is dropped; zero = never
 * @param stopAtExit whether it stops by itself when the JVM ends; a program that closes it in an
 *     order of its own says no
 * @param settings further server settings, which win over the ones above
 */
public record PostgresOptions(
    Optional<Path> dataDirectory,
    int port,
    boolean fsync,
    Duration walSenderTimeout,
    boolean stopAtExit,
    Map<String, String> settings) {

  public PostgresOptions {
    settings = Map.copyOf(settings);
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /** A temporary cluster on a free port, fsync off. */
  public static PostgresOptions throwaway() {
    return new PostgresOptions(Optional.empty(), 0, false, Duration.ofSeconds(60), true, Map.of());
  }

  /** The same, with the cluster kept in {@code directory} after close. */
  public PostgresOptions withDataDirectory(Path directory) {
    return new PostgresOptions(
        Optional.of(directory), port, fsync, walSenderTimeout, stopAtExit, settings);
  }

  public PostgresOptions withPort(int tcpPort) {
    return new PostgresOptions(
        dataDirectory, tcpPort, fsync, walSenderTimeout, stopAtExit, settings);
  }

  public PostgresOptions withFsync(boolean on) {
    return new PostgresOptions(dataDirectory, port, on, walSenderTimeout, stopAtExit, settings);
  }

  public PostgresOptions withWalSenderTimeout(Duration timeout) {
    return new PostgresOptions(dataDirectory, port, fsync, timeout, stopAtExit, settings);
  }

  /** The same, left running until it is closed, also while the JVM ends. */
  public PostgresOptions untilClosed() {
    return new PostgresOptions(dataDirectory, port, fsync, walSenderTimeout, false, settings);
  }

  /** The same with one more {@code postgresql.conf} setting. */
  public PostgresOptions withSetting(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new PostgresOptions(dataDirectory, port, fsync, walSenderTimeout, stopAtExit, more);
  }
}
