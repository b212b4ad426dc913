package org.odoobridge.conformance.harness;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * An Odoo that scenes run on: the real one, or a simulated one of a given shape over a PostgreSQL
 * of its own. Each lives as long as the JVM and is shared by all scenes, which mark what they
 * create.
 *
 * @param name as test reports show it
 * @param url of its RPC
 * @param login the administrator's
 * @param postgresPort on loopback
 * @param bot the bridge's own user, when there is one; a real Odoo gets it from {@link
 *     LeastPrivilege}
 */
public record OdooHost(
    String name,
    String url,
    String database,
    String login,
    String password,
    int postgresPort,
    String superuser,
    String superuserPassword,
    Optional<Bot> bot) {

  /** A user and its password. */
  record Bot(String login, String password) {}

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

  /** Every simulated shape, and the real Odoo when it is switched on. */
  public static List<OdooHost> all() {
    String only = System.getenv(ONLY);
    Predicate<String> wanted =
        only == null || only.isBlank() ? name -> true : List.of(only.split(","))::contains;
    List<OdooHost> hosts = new ArrayList<>();
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
                    server.postgresPort(),
                    server.superuser(),
                    server.superuserPassword(),
                    Optional.empty()));
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
        Holder.POSTGRES.port(),
        PostgresFixture.SUPERUSER,
        PostgresFixture.SUPERUSER,
        Optional.of(new Bot(BOT, release.json2() ? odoo.createApiKey(BOT) : BOT)));
  }

  private static void sayWhyNot() {
    System.out.println("not run on a real Odoo: set " + OdooServer.SWITCH + "=14 to do so");
  }

  /** JDBC URL of Odoo's database, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgresPort + "/" + database;
  }

  @Override
  public String toString() {
    return name;
  }
}
