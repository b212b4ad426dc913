package org.odoobridge.app.preflight.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.OutboundConfig;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** A channel that leaves out expired lots needs an Odoo that keeps their dates. */
class LotCheckIT {
  /** The part of a file that is read here. */
  public record Root(@Default("") OutboundConfig outbound) {}

  private static PostgresFixture postgres;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    for (String column : List.of("expiration_date", "removal_date", "use_date")) {
      postgres.execute("odoo", "alter table stock_production_lot drop column if exists " + column);
    }
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static Finding look() {
    String yaml =
        "outbound: { channels: [ { id: shop, type: woocommerce, url: 'https://shop.example',"
            + " key: env:K, secret: env:S, stock: { warehouses: [WH], lots: { excludeExpired:"
            + " true } } } ] }";
    PgUrl odoo =
        new PgUrl("postgresql://odoo@127.0.0.1:" + postgres.port() + "/odoo", Secret.of("odoo"));
    return new LotCheck(
            new ConfigReader(name -> Optional.of("secret"))
                .parse(yaml, Root.class)
                .outbound()
                .channels()
                .getFirst(),
            odoo)
        .look()
        .getFirst();
  }

  @Test
  void withoutTheModuleItIsAProblemWithItsRemedyAndWithItAllIsWell() {
    assertThat(look().level()).isEqualTo(Finding.Level.PROBLEM);
    assertThat(look().remedy()).contains("product_expiry");

    postgres.execute("odoo", "alter table stock_production_lot add expiration_date timestamp");

    assertThat(look().level()).isEqualTo(Finding.Level.OK);
  }
}
