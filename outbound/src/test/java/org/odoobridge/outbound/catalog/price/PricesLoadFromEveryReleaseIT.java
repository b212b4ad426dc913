package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.TablePart;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The tables of each Odoo release can be loaded and priced from. */
final class PricesLoadFromEveryReleaseIT {
  private static PostgresFixture postgres;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void aProductHasAPrice(OdooRelease release) {
    String database = "prices_" + release.name().toLowerCase(Locale.ROOT);
    OdooSchema.install(postgres, database, release);
    boolean json = release.compareTo(OdooRelease.V16) >= 0;
    postgres.execute(
        database,
        """
        insert into product_pricelist (id, name, currency_id, sequence%s)
          select 900, %s, currency_id, 1%s from res_company order by id limit 1
        """
            .formatted(
                policy(database) ? ", discount_policy" : "",
                json ? "'{\"en_US\": \"Web\"}'" : "'Web'",
                policy(database) ? ", 'with_discount'" : ""));
    PriceTables tables = new PriceTables(Set.of("Web"));
    try (PgSession session = session(database)) {
      new ProjectionLoader(session, new Kept(false, false), "", List.of(() -> new Into(tables)))
          .load(List.of());
    }
    assertThat(tables.pricelist("Web")).contains(900);
    String currency =
        tables.currencyName(
            java.util.Objects.requireNonNull(tables.pricelists.get(900)).currency());
    int product = tables.variants.rows().ids()[0];
    PriceBook book =
        new PriceBook(
            new ChannelId("shop"),
            new PricesConfig("Web", "", currency, PricesConfig.Taxes.INCLUDED, "", "", 1, 2, true),
            () -> Optional.of(tables));
    assertThat(book.problems()).isEmpty();
    PriceExplanation explained = book.explain(product, Instant.parse("2026-03-10T12:00:00Z"));
    assertThat(explained.priced().map(p -> p.regular().compareTo(BigDecimal.ZERO) >= 0))
        .as(explained.problem())
        .contains(true);
  }

  private static boolean policy(String database) {
    try (PgSession session = session(database)) {
      return session.read(
          connection ->
              OdooCatalogue.read(connection, Set.of("product_pricelist"))
                  .has("product_pricelist", "discount_policy"));
    }
  }

  private static PgSession session(String database) {
    return PgSession.open(
        new PgUrl(
            "postgresql://postgres@127.0.0.1:" + postgres.port() + "/" + database,
            Secret.of("postgres")),
        "prices-it",
        1);
  }

  /** Only the tables, without a desk. */
  private record Into(PriceTables loaded) implements TablePart {
    @Override
    public Set<String> tables() {
      return PriceTables.NAMES;
    }

    @Override
    public void apply(RowChange change) {
      loaded.apply(change);
    }

    @Override
    public void takeOver() {
      throw new IllegalStateException("nobody follows the WAL here");
    }

    @Override
    public void transactionFolded() {
      throw new IllegalStateException("nobody follows the WAL here");
    }
  }
}
