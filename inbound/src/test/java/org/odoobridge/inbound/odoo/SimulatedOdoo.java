package org.odoobridge.inbound.odoo;

import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** A simulated Odoo on a PostgreSQL of its own, as fresh as a new database. */
public final class SimulatedOdoo implements AutoCloseable {
  private static final String DATABASE = "odoo";
  private final Vertx vertx = Vertx.vertx();
  private final PostgresFixture postgres = PostgresFixture.start();
  private final OdooSimulator simulator;

  private final String secret;

  private SimulatedOdoo(OdooRelease release) {
    OdooSchema.install(postgres, DATABASE, release);
    this.simulator = OdooSimulator.start(vertx, postgres, DATABASE, release, 0);
    this.secret = release.json2() ? simulator.createApiKey("admin") : "admin";
  }

  /** As Odoo 14. */
  public static SimulatedOdoo start() {
    return start(OdooRelease.V14);
  }

  public static SimulatedOdoo start(OdooRelease release) {
    return new SimulatedOdoo(release);
  }

  public OdooRpcConfig admin() {
    return OdooRpcConfig.of(simulator.url(), DATABASE, "admin", Secret.of(secret));
  }

  public PgUrl superuser() {
    return new PgUrl(
        "postgresql://"
            + PostgresFixture.SUPERUSER
            + "@127.0.0.1:"
            + postgres.port()
            + "/"
            + DATABASE,
        Secret.EMPTY);
  }

  @Override
  public void close() {
    simulator.close();
    postgres.close();
    try {
      var unused = vertx.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
