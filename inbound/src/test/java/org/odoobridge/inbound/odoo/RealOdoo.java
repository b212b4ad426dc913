package org.odoobridge.inbound.odoo;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;

/**
 * The real Odoo that the environment names: {@code ODOO_URL}, {@code ODOO_DB}, {@code ODOO_LOGIN},
 * {@code ODOO_PASSWORD}; its database: {@code ODOO_PG_HOST}, {@code ODOO_PG_PORT}, {@code
 * ODOO_PG_SUPERUSER}, {@code ODOO_PG_SUPERUSER_PASSWORD}. Each may be a system property as well.
 */
public record RealOdoo(OdooRpcConfig admin, PgUrl superuser) {
  /** The one given, or the calling test is skipped and says why. */
  public static RealOdoo assumed() {
    Optional<RealOdoo> given = given();
    if (given.isEmpty()) {
      System.err.println("skipped: no real Odoo, ODOO_URL is not set (see conformance-tests/bin)");
    }
    Assumptions.assumeTrue(given.isPresent(), "no real Odoo: ODOO_URL is not set");
    return given.orElseThrow();
  }

  private static Optional<RealOdoo> given() {
    return setting("ODOO_URL")
        .map(
            url ->
                new RealOdoo(
                    OdooRpcConfig.of(
                        url,
                        required("ODOO_DB"),
                        required("ODOO_LOGIN"),
                        Secret.of(required("ODOO_PASSWORD"))),
                    new PgUrl(
                        "postgresql://"
                            + required("ODOO_PG_SUPERUSER")
                            + "@"
                            + required("ODOO_PG_HOST")
                            + ":"
                            + required("ODOO_PG_PORT")
                            + "/"
                            + required("ODOO_DB"),
                        Secret.of(required("ODOO_PG_SUPERUSER_PASSWORD")))));
  }

  private static String required(String name) {
    return setting(name)
        .orElseThrow(() -> new IllegalStateException("ODOO_URL is set, but not " + name));
  }

  private static Optional<String> setting(String name) {
    String property = System.getProperty(name, System.getenv(name));
    return Optional.ofNullable(property).filter(value -> !value.isBlank());
  }
}
