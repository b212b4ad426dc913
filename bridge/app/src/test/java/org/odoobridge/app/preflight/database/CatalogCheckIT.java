package org.odoobridge.app.preflight.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.OutboundConfig;
import org.odoobridge.outbound.WooCommerceChannelConfig;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** What a catalogue's configuration names is compared with what Odoo's database has. */
final class CatalogCheckIT {
  private static PostgresFixture postgres;

  /** One section of a configuration file. */
  public record Root(OutboundConfig outbound) {}

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static List<Finding> look(String catalog) {
    String yaml =
        "outbound: { channels: [ { id: shop, type: woocommerce, url: 'https://shop.example',"
            + " key: env:K, secret: env:S, stock: { warehouses: [WH] }, catalog: "
            + catalog
            + " } ] }";
    WooCommerceChannelConfig channel =
        (WooCommerceChannelConfig)
            new ConfigReader(name -> Optional.of("secret"))
                .parse(yaml, Root.class)
                .outbound()
                .channels()
                .getFirst();
    PgUrl odoo =
        new PgUrl("postgresql://odoo@127.0.0.1:" + postgres.port() + "/odoo", Secret.of("odoo"));
    return new CatalogCheck(channel, odoo).look();
  }

  @Test
  void saysHowManyProductsAreSelected() {
    assertThat(look("{ publish: true }"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.OK);
              assertThat(finding.message()).contains("products of Odoo are selected");
            });
  }

  @Test
  void namesTheFieldAndWhatMayBeWritten() {
    assertThat(look("{ publish: true, mapping: { brand: '{{x_brand}}' } }"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
              assertThat(finding.about()).isEqualTo("catalogue of shop");
              assertThat(finding.message())
                  .isEqualTo("catalog.mapping.brand: Odoo's products have no 'x_brand'");
              assertThat(finding.remedy()).startsWith("choose of ").contains("default_code");
            });
  }

  @Test
  void namesProgramsThatAreNotThere() {
    assertThat(look("{ publish: true, coupons: { publish: codes, programs: [Nothing] } }"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Finding.Level.PROBLEM);
              assertThat(finding.message())
                  .isEqualTo("catalog.coupons.programs: Odoo has no active program 'Nothing'");
              assertThat(finding.remedy()).isNotBlank();
            });
  }
}
