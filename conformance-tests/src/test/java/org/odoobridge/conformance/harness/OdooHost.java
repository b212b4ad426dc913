package org.odoobridge.conformance.harness;

import io.vertx.core.Vertx;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.odoobridge.testkit.odoo.OdooAddress;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * An Odoo that scenes run on: a simulated one of a given shape over a PostgreSQL of its own, the
 * real one, or one that is given by its address. Each lives as long as the JVM and is shared by all
 * scenes, which mark what they create.
 *
 * @param name as test reports show it
 * @param url of its RPC
 * @param login the administrator's
 * @param bot the bridge's own user, when there is one; a real Odoo gets it from {@link
 *     LeastPrivilege}
 * @param foreign whether scenes must leave it as they found it
 */
public record OdooHost(
    String name,
    String url,
    String database,
    String login,
    String password,
    Postgres postgres,
    Optional<Bot> bot,
    boolean foreign) {

  /** A user and its password. */
  record Bot(String login, String password) {}

  /** Odoo's database and its superuser. */
  public record Postgres(
      String host, int port, String database, String superuser, String password) {
    /** Without credentials. */
    public String jdbcUrl() {
      return "jdbc:postgresql://" + place();
    }

    /** As a configuration wants it. */
    String urlOf(String role) {
      return "postgresql://" + role + "@" + place();
    }

    private String place() {
      return host + ":" + port + "/" + database;
    }
  }

  private static final Map<OdooRelease, OdooHost> SIMULATED = new ConcurrentHashMap<>();

  private static final String BOT = "bridge-bot";

  private static final class Holder {
    static final PostgresFixture POSTGRES = start();
    static final Vertx VERTX = Vertx.vertx();

    private static PostgresFixture start() {
      PostgresFixture server = PostgresFixture.start(PostgresOptions.throwaway());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-simulated-odoos"));
      return server;
    }
  }

  /** Narrows {@link #all} down while working on a test, such as {@code real,17}. */
  private static final String ONLY = "ODOO_BRIDGE_ODOOS";

  /** Every simulated shape, and the real and the given Odoo where there is one. */
  public static List<OdooHost> all() {
    String only = System.getenv(ONLY);
    Predicate<String> wanted =
        only == null || only.isBlank() ? name -> true : List.of(only.split(","))::contains;
    List<OdooHost> hosts = new ArrayList<>();
    given().ifPresent(hosts::add);
    if (OdooAddress.only()) {
      return hosts;
    }
    if (wanted.test("real")) {
      real().ifPresentOrElse(hosts::add, OdooHost::sayWhyNot);
    }
    for (OdooRelease release : OdooRelease.values()) {
      if (wanted.test(release.number())) {
        hosts.add(simulated(release));
      }
    }
    return hosts;
  }

  /** The one given by its address, if a whole bridge can run on it. */
  private static Optional<OdooHost> given() {
    Optional<OdooAddress> address = OdooAddress.given();
    if (address.isEmpty()) {
      return Optional.empty();
    }
    OdooAddress odoo = address.orElseThrow();
    Optional<Postgres> postgres =
        odoo.tables()
            .map(t -> new Postgres(t.host(), t.port(), t.database(), t.user(), t.password()));
    Optional<String> lacking = postgres.map(OdooHost::lacking).orElse(Optional.of("odoo.pg"));
    if (!"http".equals(URI.create(odoo.url()).getScheme())) {
      lacking = Optional.of("plain http in odoo.url, since its network is disturbed");
    }
    if (lacking.isPresent()) {
      System.out.println("no bridge is run on " + odoo + ": that needs " + lacking.orElseThrow());
      return Optional.empty();
    }
    return Optional.of(
        new OdooHost(
            "given Odoo at " + odoo.url(),
            odoo.url(),
            odoo.database(),
            odoo.login(),
            odoo.secret(),
            postgres.orElseThrow(),
            odoo.bot().map(bot -> new Bot(bot.login(), bot.secret())),
            true));
  }

  /** What this database has not that a bridge's role, publication and slot need. */
  private static Optional<String> lacking(Postgres postgres) {
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl(), postgres.superuser(), postgres.password());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select rolsuper, current_setting('wal_level') from pg_roles where rolname = current_user")) {
      row.next();
      if (!row.getBoolean(1)) {
        return Optional.of("a superuser in odoo.pg, to make a role and a publication");
      }
      return row.getString(2).equals("logical")
          ? Optional.empty()
          : Optional.of("wal_level=logical");
    } catch (SQLException e) {
      throw new IllegalStateException("odoo.pg: " + e.getMessage(), e);
    }
  }

  /** The real Odoo, if one is switched on. */
  public static Optional<OdooHost> real() {
    return OdooServer.shared()
        .map(
            server ->
                new OdooHost(
                    "real Odoo 14",
                    server.url(),
                    server.database(),
                    server.adminLogin(),
                    server.adminPassword(),
                    new Postgres(
                        "127.0.0.1",
                        server.postgresPort(),
                        server.database(),
                        server.superuser(),
                        server.superuserPassword()),
                    Optional.empty(),
                    false));
  }

  /** A simulated Odoo; started at the first call. */
  public static OdooHost simulated(OdooRelease release) {
    return SIMULATED.computeIfAbsent(release, OdooHost::start);
  }

  private static OdooHost start(OdooRelease release) {
    String database = "odoo_" + release.name().toLowerCase(Locale.ROOT);
    OdooSchema.install(Holder.POSTGRES, database, release);
    OdooSimulator odoo = OdooSimulator.start(Holder.VERTX, Holder.POSTGRES, database, release, 0);
    return new OdooHost(
        "simulated Odoo " + release.number(),
        odoo.url(),
        database,
        "admin",
        "admin",
        new Postgres(
            "127.0.0.1",
            Holder.POSTGRES.port(),
            database,
            PostgresFixture.SUPERUSER,
            PostgresFixture.SUPERUSER),
        Optional.of(new Bot(BOT, release.json2() ? odoo.createApiKey(BOT) : BOT)),
        false);
  }

  private static void sayWhyNot() {
    System.out.println("not run on a real Odoo: set " + OdooServer.SWITCH + "=14 to do so");
  }

  @Override
  public String toString() {
    return name;
  }
}
