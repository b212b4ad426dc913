package org.odoobridge.outbound.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.channel.woocommerce.catalog.CatalogCache;
import org.odoobridge.outbound.channel.woocommerce.catalog.PgCatalogCache;
import org.odoobridge.testkit.postgres.PostgresFixture;

class PgCatalogStoreIT {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static PostgresFixture postgres;
  private static PgSession journal;
  private static long epoch;
  private static PgCatalogStore store;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                Secret.of("postgres")),
            "catalog-it",
            3);
    JournalSchema.migrate(journal);
    epoch = new PgEpoch(journal).raise("it");
    store = new PgCatalogStore(journal);
  }

  @AfterAll
  static void stop() {
    journal.close();
    postgres.close();
  }

  private static Listing listing(int template, long shopId) {
    return new Listing(
        template,
        shopId,
        Kind.VARIABLE,
        Map.of(ProductField.NAME, "aa", ProductField.REGULAR_PRICE, Fingerprint.UNSURE),
        Map.of(
            11, new Listing.Variant(77, "S-42 \"x\"", "bb", true, Map.of(ProductField.GTIN, "cc"))),
        true,
        Optional.of(NOW));
  }

  @Test
  void everythingOfAListingComesBack() {
    Listing one = listing(1, 100);
    Listing other = Listing.none(2);
    store.write(Documents.SHOP, epoch, CatalogStore.Changes.of(List.of(one, other)));

    assertThat(store.listings(Documents.SHOP, List.of(1, 2, 3)))
        .isEqualTo(Map.of(1, one, 2, other));
    assertThat(store.owners(Documents.SHOP, List.of(100L, 5L))).isEqualTo(Map.of(100L, 1));
    assertThat(store.listed(Documents.SHOP, 0, 1)).containsExactly(1);

    Listing later = listing(1, 101);
    store.write(
        Documents.SHOP,
        epoch,
        new CatalogStore.Changes(List.of(later), Set.of(2), List.of(), Set.of(), Optional.empty()));
    assertThat(store.listings(Documents.SHOP, List.of(1, 2))).isEqualTo(Map.of(1, later));
  }

  @Test
  void parkedProductsAndProgressComeBack() {
    ParkedProduct parked =
        new ParkedProduct(9, "X", "A product", "no-sku", false, "it has none", "give it one", NOW);
    Comparison comparison = new Comparison(9, 3, 10, NOW, Optional.empty());
    store.write(
        Documents.SHOP,
        epoch,
        new CatalogStore.Changes(
            List.of(), Set.of(), List.of(parked), Set.of(), Optional.of(comparison)));
    assertThat(store.parked(Documents.SHOP)).containsExactly(parked);
    assertThat(store.comparison(Documents.SHOP)).hasValue(comparison);

    store.write(
        Documents.SHOP,
        epoch,
        new CatalogStore.Changes(
            List.of(),
            Set.of(),
            List.of(),
            Set.of(9),
            Optional.of(new Comparison(9, 10, 10, NOW, Optional.of(NOW)))));
    assertThat(store.parked(Documents.SHOP)).isEmpty();
    assertThat(store.comparison(Documents.SHOP).orElseThrow().running()).isFalse();
  }

  @Test
  void aNodeThatLeadsNoLongerWritesNothing() {
    assertThatThrownBy(
            () ->
                store.write(
                    Documents.SHOP, epoch - 1, CatalogStore.Changes.of(List.of(listing(50, 500)))))
        .isInstanceOf(StaleEpochException.class);
    assertThat(store.listings(Documents.SHOP, List.of(50))).isEmpty();
  }

  @Test
  void termsAndPicturesAreRememberedAndForgotten() {
    PgCatalogCache cache = new PgCatalogCache(journal);
    CatalogCache.Term cups = new CatalogCache.Term("categories", "Kitchen\nCups");
    CatalogCache.Term tag = new CatalogCache.Term("tags", "new");
    cache.saveTerms(Documents.SHOP, Map.of(cups, 7L, tag, 8L));
    cache.saveMedia(Documents.SHOP, Map.of("aa", 70L, "bb", 80L));
    assertThat(cache.terms(Documents.SHOP)).isEqualTo(Map.of(cups, 7L, tag, 8L));

    cache.saveTerms(Documents.SHOP, Map.of(cups, 0L, tag, 9L));
    cache.saveMedia(Documents.SHOP, Map.of("aa", 0L, "bb", 81L));
    assertThat(cache.terms(Documents.SHOP)).isEqualTo(Map.of(tag, 9L));
    assertThat(cache.media(Documents.SHOP)).isEqualTo(Map.of("bb", 81L));
  }
}
