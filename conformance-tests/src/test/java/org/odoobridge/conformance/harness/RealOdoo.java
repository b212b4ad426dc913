package org.odoobridge.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Odoo 14 with its own PostgreSQL, started once per test JVM by {@code bin/odoo14.sh} and
 * ended with it. Tests share it: each marks what it creates with its own prefix.
 *
 * <p>Switched on by {@code ODOO_BRIDGE_REAL_ODOO=14} (start one) or {@code
 * ODOO_BRIDGE_REAL_ODOO=DIR} (use the one that the script runs in DIR).
 */
public final class RealOdoo {
  private static final String SWITCH = "ODOO_BRIDGE_REAL_ODOO";
  private static @Nullable RealOdoo running;

  private final Map<String, String> environment;

  private RealOdoo(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Why the tests on the real Odoo are not run, or empty when they are. */
  public static Optional<String> whyNot() {
    return System.getenv(SWITCH) == null
        ? Optional.of("set " + SWITCH + "=14 to run this on a real Odoo 14")
        : Optional.empty();
  }

  /** The shared server, started at the first call. */
  public static synchronized RealOdoo shared() {
    RealOdoo odoo = running;
    if (odoo == null) {
      odoo = start();
      running = odoo;
    }
    return odoo;
  }

  public String url() {
    return value("ODOO_URL");
  }

  public String database() {
    return value("ODOO_DB");
  }

  public String adminLogin() {
    return value("ODOO_LOGIN");
  }

  public String adminPassword() {
    return value("ODOO_PASSWORD");
  }

  public int pgPort() {
    return Integer.parseInt(value("ODOO_PG_PORT"));
  }

  /**
   * JDBC URL of the Odoo database; superuser {@code postgres/postgres}, owner {@code odoo/odoo}.
   */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + pgPort() + "/" + database();
  }

  private String value(String key) {
    String value = environment.get(key);
    if (value == null) {
      throw new IllegalStateException("the script's odoo.env lacks " + key);
    }
    return value;
  }

  private static RealOdoo start() {
    String wanted = System.getenv(SWITCH);
    if (wanted != null && Files.exists(Path.of(wanted, "odoo.env"))) {
      return new RealOdoo(readEnvironment(Path.of(wanted)));
    }
    try {
      Path dir =
          Files.createTempDirectory(
              "odoo-bridge-odoo14-",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(dir), "stop-real-odoo"));
      run("up", dir.toString(), "" + Ports.free(), "" + Ports.free());
      return new RealOdoo(readEnvironment(dir));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(Path dir) {
    try {
      run("down", dir.toString());
      try (Stream<Path> files = Files.walk(dir)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(String... arguments) throws IOException {
    Path script = Path.of("bin", "odoo14.sh").toAbsolutePath();
    List<String> command =
        Stream.concat(Stream.of("bash", script.toString()), Stream.of(arguments)).toList();
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putIfAbsent("ODOO_CACHE", cache().toString());
    Path log = Path.of("target", "real-odoo.log");
    Files.createDirectories(log.toAbsolutePath().getParent());
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    int exit;
    try {
      exit = builder.start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command, e);
    }
    if (exit != 0) {
      throw new IOException(command + " ended with " + exit + ":\n" + Files.readString(log));
    }
  }

  /** Unpacked Odoo and snapshots, kept between runs; readable by the user that runs the servers. */
  private static Path cache() throws IOException {
    String configured = System.getenv("ODOO_BRIDGE_ODOO_CACHE");
    boolean root = "root".equals(System.getProperty("user.name"));
    Path cache =
        configured != null
            ? Path.of(configured)
            : root
                ? Path.of("/var/cache/odoo-bridge/odoo14")
                : Path.of(System.getProperty("user.home"), ".cache", "odoo-bridge", "odoo14");
    return Files.createDirectories(cache);
  }

  private static Map<String, String> readEnvironment(Path dir) {
    Map<String, String> values = new ConcurrentHashMap<>();
    try {
      for (String line : Files.readAllLines(dir.resolve("odoo.env"))) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          values.put(line.substring(0, equals), line.substring(equals + 1).replace("\"", ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }
}
