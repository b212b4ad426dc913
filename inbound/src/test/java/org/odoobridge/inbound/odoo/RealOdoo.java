package org.odoobridge.inbound.odoo;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.testkit.odoo.OdooServer;

/** The real Odoo of this test run, as its administrator and its database's superuser see it. */
public record RealOdoo(OdooRpcConfig admin, PgUrl superuser) {
  /** The one there is, or the calling test is skipped and says why. */
  public static RealOdoo assumed() {
    Optional<OdooServer> server = OdooServer.shared();
    if (server.isEmpty()) {
      System.err.println("skipped: set " + OdooServer.SWITCH + "=14 to run this on a real Odoo 14");
    }
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    return of(server.orElseThrow());
  }

  private static RealOdoo of(OdooServer server) {
    return new RealOdoo(
        OdooRpcConfig.of(
            server.url(),
            server.database(),
            server.adminLogin(),
            Secret.of(server.adminPassword())),
        new PgUrl(
            "postgresql://"
                + server.superuser()
                + "@127.0.0.1:"
                + server.postgresPort()
                + "/"
                + server.database(),
            Secret.of(server.superuserPassword())));
  }
}
