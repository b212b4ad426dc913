package org.odoobridge.outbound.catalog.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.delivery.Timers;

/** What a look at a whole shop finds, repairs and asks. */
class DriftAuditTest {
  private final FakeShop shop = new FakeShop();
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private DriftAudit audit = audit(new DriftConfig(Duration.ofHours(6), true, 100, 50));

  private DriftAudit audit(DriftConfig config) {
    Timers timers =
        new Timers() {
          @Override
          public Instant now() {
            return now;
          }

          @Override
          public void after(Duration delay, Runnable task) {
            throw new AssertionError("the test takes the steps");
          }
        };
    return new DriftAudit(
        FakeShop.CHANNEL, 1, config, new DriftAudit.Surroundings(shop, shop, shop, timers));
  }

  private void wholeRound() {
    audit.look();
    do {
      assertThat(audit.step()).isEqualTo(Duration.ZERO);
    } while (audit.status().running());
  }

  @Test
  void anEditedPriceIsFoundAndTheFieldIsSentAgain() {
    shop.published(1, "A", "10", 5);
    shop.published(2, "B", "20", 5);
    shop.published(3, "C", "30", 5);
    Objects.requireNonNull(shop.shelf.get(102L)).price = "19";

    wholeRound();

    assertThat(audit.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.drift()).isEqualTo(Drift.EDITED);
              assertThat(finding.facet()).isEqualTo("regular-price");
              assertThat(finding.detail()).isEqualTo("told 20, the shop shows 19");
              assertThat(finding.state()).isEqualTo(Finding.State.REPAIRED);
            });
    assertThat(shop.repairs).containsExactly("fields 2 [REGULAR_PRICE]");
    assertThat(audit.status().read()).isEqualTo(3);
  }

  @Test
  void aPriceThatIsOnItsWayIsNoDrift() {
    shop.published(1, "A", "10", 5);
    DesiredProduct unused = shop.wants(1, "A", "12");

    wholeRound();

    assertThat(audit.findings()).isEmpty();
    assertThat(shop.repairs).isEmpty();
    assertThat(audit.status().pending()).isEqualTo(1);
  }

  @Test
  void tooManyRepairsWaitForApproval() {
    audit = audit(new DriftConfig(Duration.ofHours(6), true, 2, 50));
    for (int i = 1; i <= 9; i++) {
      shop.published(i, "S" + i, "10", 5);
    }
    for (long id = 101; id <= 103; id++) {
      Objects.requireNonNull(shop.shelf.get(id)).price = "1";
    }

    wholeRound();

    assertThat(shop.repairs).isEmpty();
    assertThat(audit.findings()).hasSize(3).allMatch(one -> one.state() == Finding.State.HELD);
    assertThat(audit.status().held())
        .hasValue("3 of 9 items differ, more than the 2 that may be repaired without approval");

    assertThat(audit.approve(List.of())).isEqualTo(3);

    assertThat(shop.repairs)
        .containsExactly(
            "fields 1 [REGULAR_PRICE]", "fields 2 [REGULAR_PRICE]", "fields 3 [REGULAR_PRICE]");
    assertThat(audit.status().held()).isEmpty();
    assertThat(shop.journal.values()).allMatch(one -> one.state() == Finding.State.REPAIRED);
  }

  @Test
  void aDeletedProductIsMadeAgainOnlyWhenThatIsApproved() {
    shop.published(1, "A", "10", 5);
    shop.published(2, "B", "20", 5);
    shop.shelf.remove(102L);

    wholeRound();

    Finding lost = audit.findings().getFirst();
    assertThat(lost.drift()).isEqualTo(Drift.LOST);
    assertThat(lost.state()).isEqualTo(Finding.State.HELD);
    assertThat(lost.remedy()).contains("approve");
    assertThat(audit.approve(List.of())).as("approving all means edits").isZero();
    assertThat(shop.repairs).isEmpty();

    assertThat(audit.approve(List.of(lost.id()))).isEqualTo(1);

    assertThat(shop.repairs).containsExactly("again 2");
  }

  @Test
  void whereOnlyStockIsToldADeletedProductIsNamedToo() {
    shop.publishes = false;
    shop.published(1, "A", "10", 5);
    shop.published(2, "B", "20", 5);
    shop.shelf.remove(102L);

    wholeRound();

    Finding lost = audit.findings().getFirst();
    assertThat(lost.drift()).isEqualTo(Drift.LOST);
    assertThat(lost.sku()).isEqualTo("B");
    assertThat(lost.state()).isEqualTo(Finding.State.ASKED);
    assertThat(audit.approve(List.of(lost.id()))).isZero();
  }

  @Test
  void doublesAndStrangersAreAskedNotTouched() {
    shop.published(1, "A", "10", 5);
    shop.shelf.put(900L, new FakeShop.Shown(900, "A", "10", 5));
    shop.shelf.put(901L, new FakeShop.Shown(901, "STRANGE", "10", 5));

    wholeRound();

    assertThat(audit.findings())
        .extracting(Finding::drift)
        .containsExactlyInAnyOrder(Drift.DUPLICATE, Drift.UNKNOWN);
    assertThat(audit.findings()).allMatch(one -> one.state() == Finding.State.ASKED);
    assertThat(audit.findings()).allMatch(one -> !one.remedy().isEmpty());
    assertThat(shop.repairs).isEmpty();
  }

  @Test
  void anotherSkuUnderOurProductIsMappingDrift() {
    shop.published(1, "A", "10", 5);
    Objects.requireNonNull(shop.shelf.get(101L)).sku = "A-OLD";

    wholeRound();

    assertThat(audit.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.drift()).isEqualTo(Drift.MAPPING));
    assertThat(shop.repairs).containsExactly("fields 1 [SKU]");
  }

  @Test
  void stockThatDiffersAtTwoLooksIsRepaired() {
    shop.published(1, "A", "10", 5);
    Objects.requireNonNull(shop.shelf.get(101L)).quantity = 50;

    wholeRound();

    assertThat(audit.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.facet()).isEqualTo(Finding.STOCK));
    assertThat(shop.repairs).containsExactly("stock A");
  }

  @Test
  void stockThatHasSettledAtTheSecondLookIsNoDrift() {
    shop.published(1, "A", "10", 5);
    Objects.requireNonNull(shop.shelf.get(101L)).quantity = 4;
    shop.secondLook.put(new Sku("A"), 5L);

    wholeRound();

    assertThat(audit.findings()).isEmpty();
    assertThat(shop.repairs).isEmpty();
  }

  @Test
  void whatTheNextRoundDoesNotFindIsGone() {
    shop.published(1, "A", "10", 5);
    Objects.requireNonNull(shop.shelf.get(101L)).price = "9";
    wholeRound();
    assertThat(audit.findings()).hasSize(1);
    Objects.requireNonNull(shop.shelf.get(101L)).price = "10";
    now = now.plus(Duration.ofHours(6));

    wholeRound();

    assertThat(audit.findings()).isEmpty();
  }

  @Test
  void theNextRoundBeginsWhenItsTimeHasCome() {
    shop.published(1, "A", "10", 5);
    wholeRound();

    assertThat(audit.step()).isEqualTo(Duration.ofHours(6));

    now = now.plus(Duration.ofHours(6));
    assertThat(audit.step()).isEqualTo(Duration.ZERO);
  }

  @Test
  void aRestartGoesOnWithTheNextPage() {
    for (int i = 1; i <= 5; i++) {
      shop.published(i, "S" + i, "10", 5);
    }
    Objects.requireNonNull(shop.shelf.get(101L)).price = "9";
    audit.look();
    assertThat(audit.step()).isEqualTo(Duration.ZERO);

    audit = audit(new DriftConfig(Duration.ofHours(6), true, 100, 50));
    while (!audit.step().equals(Duration.ofHours(6))) {}

    assertThat(audit.status().read()).isEqualTo(5);
    assertThat(shop.repairs)
        .as("what the page before the restart showed is not forgotten")
        .containsExactly("fields 1 [REGULAR_PRICE]");
  }

  @Test
  void productsThatShareASkuOnPurposeAreNoDoublesAndEachShowsItsStock() {
    shop.sharesSkus = true;
    shop.publishes = false;
    shop.published(1, "A", "10", 5);
    shop.shelf.put(201L, new FakeShop.Shown(201, "A", "12", 5));
    shop.shelf.put(202L, new FakeShop.Shown(202, "A", "13", 8));
    shop.secondLook.put(new Sku("A"), 8L);

    wholeRound();

    assertThat(audit.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.drift()).isEqualTo(Drift.EDITED);
              assertThat(finding.item()).isEqualTo(202);
              assertThat(finding.detail()).isEqualTo("told 5, the shop shows 8");
            });
    assertThat(shop.repairs).containsExactly("stock A");
  }
}
