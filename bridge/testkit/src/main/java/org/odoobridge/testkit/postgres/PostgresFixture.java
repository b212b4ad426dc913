package org.odoobridge.testkit.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server from native binaries, on loopback, with logical decoding on. Runs as
 * root, too. Every role may connect without a password; the superuser is {@code postgres}.
 */
public final class PostgresFixture implements AutoCloseable {

  /** The cluster's superuser. */
  public static final String SUPERUSER = "postgres";

  private static final Duration START_WAIT = Duration.ofSeconds(60);

  private final PostgresOptions options;
  private final Path dataDirectory;
  private final int port;
  private final List<HikariDataSource> pools = new ArrayList<>();
  private EmbeddedPostgres server;
  private boolean running;

  /** Stops, and removes the files of, whatever nobody has closed when the JVM ends. */
  private static final class AtExit {
    static final Set<PostgresFixture> RUNNING = ConcurrentHashMap.newKeySet();

    static {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> List.copyOf(RUNNING).forEach(PostgresFixture::close), "stop-postgres"));
    }
  }

  private PostgresFixture(PostgresOptions options) throws IOException {
    this.options = options;
    this.dataDirectory =
        options.dataDirectory().isPresent()
            ? Files.createDirectories(options.dataDirectory().get())
            : Files.createTempDirectory("odoo-bridge-pg");
    this.port = options.port() == 0 ? freePort() : options.port();
    this.server = launch();
    this.running = true;
  }

  /** Starts a throwaway server on a free port. */
  public static PostgresFixture start() {
    return start(PostgresOptions.throwaway());
  }

  /** Starts a server; a data directory that already holds a cluster is opened as it is. */
  public static PostgresFixture start(PostgresOptions options) {
    try {
      PostgresFixture started = new PostgresFixture(options);
      if (options.stopAtExit()) {
        AtExit.RUNNING.add(started);
      }
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start", e);
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://" + host() + ":" + port + "/" + database;
  }

  /** A pool of at most ten connections; closed with this fixture, or earlier by its owner. */
  public HikariDataSource dataSource(String database, String user, String password) {
    return dataSource(database, user, password, 10);
  }

  /** As above with the pool's size given. */
  public HikariDataSource dataSource(
      String database, String user, String password, int maximumPoolSize) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl(database));
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(maximumPoolSize);
    config.setMinimumIdle(0);
    config.setPoolName("fixture-" + database + "-" + pools.size());
    HikariDataSource pool = new HikariDataSource(config);
    synchronized (pools) {
      pools.add(pool);
    }
    return pool;
  }

  /** A new connection as the superuser; the caller closes it. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), SUPERUSER, SUPERUSER);
  }

  /** Creates an empty database from {@code template0}. */
  public void createDatabase(String name, String owner) {
    execute(
        SUPERUSER,
        "CREATE DATABASE "
            + quoted(name)
            + " OWNER "
            + quoted(owner)
            + " TEMPLATE template0 ENCODING 'UTF8'");
  }

  /**
   * Creates a role.
   *
   * @param attributes as in {@code CREATE ROLE}, such as {@code LOGIN REPLICATION}
   */
  public void createRole(String name, String password, String attributes) {
    execute(
        SUPERUSER,
        "CREATE ROLE "
            + quoted(name)
            + " WITH PASSWORD '"
            + password.replace("'", "''")
            + "' "
            + attributes);
  }

  /** Runs SQL as the superuser; several statements in one string are one transaction. */
  public void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("failed on " + database + ": " + sql, e);
    }
  }

  /** Kills every process of the server at once (SIGKILL), as a power cut would. */
  public void kill() {
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    running = false;
    release();
  }

  /** Starts the server again on its port and data; stops it first (fast mode) if it still runs. */
  public void restart() {
    if (running) {
      release();
      running = false;
    }
    try {
      server = launch();
      running = true;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start again", e);
    }
  }

  /** The server's processes, the postmaster first; empty when it is down. */
  public List<ProcessHandle> processes() {
    Path pidFile = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return List.of();
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(master -> Stream.concat(Stream.of(master), master.descendants()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no postmaster.pid to read", e);
    }
  }

  @Override
  public void close() {
    if (options.stopAtExit()) {
      AtExit.RUNNING.remove(this);
    }
    synchronized (pools) {
      pools.forEach(HikariDataSource::close);
      pools.clear();
    }
    List<ProcessHandle> processes = running ? processes() : List.of();
    release();
    running = false;
    CompletableFuture.allOf(
            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
        .join();
    if (options.dataDirectory().isEmpty() && Files.exists(dataDirectory)) {
      deleteTree(dataDirectory);
    }
  }

  private EmbeddedPostgres launch() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(dataDirectory)
            .setCleanDataDirectory(false)
            .setPort(port)
            .setPGStartupWait(START_WAIT)
            .setRegisterShutdownHook(false) // it would leave the files behind
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("wal_level", "logical")
            .setServerConfig("max_replication_slots", "20")
            .setServerConfig("max_wal_senders", "20")
            .setServerConfig("max_connections", "200")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("wal_sender_timeout", options.walSenderTimeout().toMillis() + "ms")
            .setServerConfig("fsync", onOff(options.fsync()))
            .setServerConfig("full_page_writes", onOff(options.fsync()))
            // Else a commit reaches the walsender only when the WAL writer wakes, up to 0.6 s
            // later.
            .setServerConfig("synchronous_commit", "on");
    options.settings().forEach(builder::setServerConfig);
    return builder.start();
  }

  private void release() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop", e);
    }
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private static String quoted(String identifier) {
    return String.format(Locale.ROOT, "\"%s\"", identifier.replace("\"", "\"\""));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void deleteTree(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary data directory not removed", e);
    }
  }
}
