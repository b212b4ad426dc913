package org.odoobridge.testkit.odoo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Odoo 14 with its own PostgreSQL, one for all tests of a JVM, ended with it.
 *
 * <p>Switched on by {@code ODOO_BRIDGE_REAL_ODOO}, an environment variable or system property:
 * {@code 14} starts one by {@code conformance-tests/bin/odoo14.sh}, a folder names one that the
 * script runs already. Tests mark what they create.
 */
public final class OdooServer {
  public static final String SWITCH = "ODOO_BRIDGE_REAL_ODOO";

  private static @Nullable OdooServer shared;
  private final Map<String, String> settings;

  private OdooServer(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  /** The shared server, started at the first call; empty when it is not switched on. */
  public static synchronized Optional<OdooServer> shared() {
    if (shared == null) {
      String wanted = System.getProperty(SWITCH, System.getenv(SWITCH));
      if (wanted == null || wanted.isBlank()) {
        return Optional.empty();
      }
      shared = open(wanted);
    }
    return Optional.of(shared);
  }

  /**
   * A server of the caller's own, for tests that install modules: nothing they do is seen by
   * others. Started from the same snapshot in seconds; empty when none is switched on.
   */
  public static Optional<OdooServer> own() {
    String wanted = System.getProperty(SWITCH, System.getenv(SWITCH));
    return wanted == null || wanted.isBlank() ? Optional.empty() : Optional.of(open("14"));
  }

  public String url() {
    return setting("ODOO_URL");
  }

  public String database() {
    return setting("ODOO_DB");
  }

  /** Login of the administrator. */
  public String adminLogin() {
    return setting("ODOO_LOGIN");
  }

  public String adminPassword() {
    return setting("ODOO_PASSWORD");
  }

  /** PostgreSQL's port on loopback. */
  public int postgresPort() {
    return Integer.parseInt(setting("ODOO_PG_PORT"));
  }

  /** JDBC URL of Odoo's database with the superuser's credentials in it: the test's own look. */
  public String superuserJdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&password=%s"
        .formatted(postgresPort(), database(), superuser(), superuserPassword());
  }

  public String superuser() {
    return setting("ODOO_PG_SUPERUSER");
  }

  public String superuserPassword() {
    return setting("ODOO_PG_SUPERUSER_PASSWORD");
  }

  private String setting(String name) {
    return Optional.ofNullable(settings.get(name))
        .orElseThrow(() -> new IllegalStateException("the script's odoo.env lacks " + name));
  }

  private static OdooServer open(String wanted) {
    try {
      Path running = Path.of(wanted);
      return new OdooServer(settings(Files.isDirectory(running) ? running : start()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path start() throws IOException {
    // Odoo and PostgreSQL run as another user than root, which must be able to enter the folder.
    Path dir =
        Files.createTempDirectory(
            "odoo-bridge-real-",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dir), "stop-odoo-server"));
    script("up", dir.toString(), String.valueOf(freePort()), String.valueOf(freePort()));
    return dir;
  }

  private static void stop(Path dir) {
    try {
      script("down", dir.toString());
      try (Stream<Path> files = Files.walk(dir)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void script(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash", script().toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("odoo-bridge-real-", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putIfAbsent("ODOO_CACHE", cache().toString());
    try {
      int exit = builder.start().waitFor();
      if (exit != 0) {
        throw new IOException(command + " ended with " + exit + ":\n" + Files.readString(log));
      }
      Files.delete(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command, e);
    }
  }

  /** The script, looked for from the working folder upwards: each module runs in its own. */
  private static Path script() {
    Path relative = Path.of("conformance-tests", "bin", "odoo14.sh");
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(relative))) {
        return at.resolve(relative);
      }
    }
    throw new IllegalStateException(relative + " is not above " + Path.of("").toAbsolutePath());
  }

  /** Unpacked Odoo and snapshots, kept between runs. */
  private static Path cache() throws IOException {
    String configured = System.getenv("ODOO_BRIDGE_ODOO_CACHE");
    Path cache =
        configured != null
            ? Path.of(configured)
            : "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/cache/odoo-bridge/odoo14")
                : Path.of(System.getProperty("user.home"), ".cache", "odoo-bridge", "odoo14");
    return Files.createDirectories(cache);
  }

  private static Map<String, String> settings(Path dir) throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String line : Files.readAllLines(dir.resolve("odoo.env"))) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        settings.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
      }
    }
    return settings;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
