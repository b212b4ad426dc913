package org.odoobridge.outbound.catalog.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The journal keeps everything of a coupon, and takes nothing of an earlier lead. */
class PgCouponStoreIT {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");

  private static CouponListing listing(String ref, long shopId) {
    return new CouponListing(
        ref,
        "coupon.program,1",
        "Sommer 'ß'",
        "CODE",
        shopId,
        "a|b",
        true,
        false,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void everythingIsKeptAndOnlyTheLeaderWrites() {
    try (PostgresFixture postgres = PostgresFixture.start()) {
      postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
      try (PgSession journal =
          PgSession.open(
              new PgUrl(
                  "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                  Secret.of("postgres")),
              "coupons-it",
              2)) {
        JournalSchema.migrate(journal);
        long epoch = new PgEpoch(journal).raise("it");
        CouponStore store = new PgCouponStore(journal);
        CouponListing plain = listing("coupon.program,1", 7);
        CouponListing parked =
            listing("coupon.program,2", CouponListing.NONE)
                .doubted(Optional.of(AT))
                .parked("coupon-code-taken", "it's theirs", "rename it", false, "p|q", AT);

        store.write(SHOP, epoch, List.of(plain, parked), Set.of());
        assertThat(store.coupons(SHOP)).containsExactly(plain, parked);
        assertThat(store.coupons(new ChannelId("other"))).isEmpty();

        CouponListing changed = parked.acknowledged(9, "new", true);
        store.write(SHOP, epoch, List.of(changed), Set.of("coupon.program,1"));
        store.write(SHOP, epoch, List.of(changed), Set.of("coupon.program,1"));
        assertThat(store.coupons(SHOP)).containsExactly(changed);

        long later = new PgEpoch(journal).raise("other");
        assertThat(later).isGreaterThan(epoch);
        assertThatThrownBy(() -> store.write(SHOP, epoch, List.of(plain), Set.of()))
            .isInstanceOf(StaleEpochException.class);
        assertThat(store.coupons(SHOP)).containsExactly(changed);
      }
    }
  }
}
