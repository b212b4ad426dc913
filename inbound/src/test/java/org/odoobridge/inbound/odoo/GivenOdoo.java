package org.odoobridge.inbound.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.testkit.odoo.OdooAddress;
import org.odoobridge.testkit.odoo.contract.Footprint;
import org.odoobridge.testkit.odoo.person.OdooPerson;

/** The Odoo that this test run was given by its address. */
public record GivenOdoo(OdooAddress address) {
  /** Without one the calling test is skipped and says why. */
  public static GivenOdoo assumed() {
    Optional<OdooAddress> address = OdooAddress.given();
    return new GivenOdoo(needed(address, "no Odoo is given: -Dodoo.url=… -Dodoo.db=…"));
  }

  /** The same, with its tables, which RPC alone does not show. */
  public static GivenOdoo withTables() {
    GivenOdoo given = assumed();
    var unused =
        needed(
            given.address().tables(),
            "its orders are looked up in its tables: give -Dodoo.pg="
                + "'jdbc:postgresql://host:5432/database?user=…&password=…' of a role that reads all");
    return given;
  }

  private static <T> T needed(Optional<T> value, String why) {
    if (value.isEmpty()) {
      System.err.println("skipped: " + why);
    }
    Assumptions.assumeTrue(value.isPresent(), why);
    return value.orElseThrow();
  }

  public OdooRpcConfig admin() {
    return OdooRpcConfig.of(
        address.url(), address.database(), address.login(), Secret.of(address.secret()));
  }

  /** The bridge's own user, where one is given. */
  public Optional<OdooRpcConfig> bot() {
    return address.bot().map(bot -> admin().as(bot.login(), Secret.of(bot.secret())));
  }

  public PgUrl tables() {
    OdooAddress.Tables tables = address.tables().orElseThrow();
    return new PgUrl(
        "postgresql://%s@%s:%d/%s"
            .formatted(tables.user(), tables.host(), tables.port(), tables.database()),
        Secret.of(tables.password()));
  }

  /** Begins to watch what is made. */
  public Footprint footprint() {
    return Footprint.of(
        OdooPerson.login(address.url(), address.database(), address.login(), address.secret()));
  }

  /** Takes it away again and says what Odoo keeps. */
  public void removed(Footprint footprint) {
    Footprint.Left left = footprint.remove();
    System.err.println("kept by " + address + ": " + left.kept());
    assertThat(left.unexplained()).as("counts before and after").isEmpty();
  }
}
