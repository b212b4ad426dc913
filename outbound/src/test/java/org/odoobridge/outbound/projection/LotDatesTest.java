package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rule by a date that Odoo does not keep is named, not passed over. */
class LotDatesTest {
  private static SourceShape lots(String table, String... columns) {
    Map<String, SourceShape.Column> all = new HashMap<>();
    for (String column : columns) {
      all.put(column, new SourceShape.Column(all.size() + 1, "timestamp", true, true));
    }
    return new SourceShape(Map.of(table, new SourceShape.Table(1, 1, true, false, all)));
  }

  private static StockPolicy leavingOut(boolean expired, LotRules.ExpiryDate date) {
    return StockPolicy.of("WH")
        .leavingOut(new LotRules(expired, Duration.ZERO, date, List.of("TEST*")));
  }

  @Test
  void withoutTheModuleTheRuleIsNamedWithTheRemedy() {
    assertThat(
            LotDates.missing(
                "shop",
                leavingOut(true, LotRules.ExpiryDate.EXPIRATION),
                lots("stock_production_lot", "id", "name")))
        .hasValueSatisfying(
            finding -> {
              assertThat(finding.message()).contains("channel shop", "expiration date");
              assertThat(finding.remedy()).contains("product_expiry", "excludeExpired");
            });
  }

  @Test
  void theDateThatIsAskedForMustBeThereInEitherTable() {
    StockPolicy removal = leavingOut(true, LotRules.ExpiryDate.REMOVAL);
    assertThat(LotDates.missing("shop", removal, lots("stock_lot", "expiration_date"))).isPresent();
    assertThat(LotDates.missing("shop", removal, lots("stock_lot", "removal_date"))).isEmpty();
    assertThat(LotDates.missing("shop", removal, lots("stock_production_lot", "removal_date")))
        .isEmpty();
  }

  @Test
  void rulesByNameNeedNoDate() {
    assertThat(
            LotDates.missing(
                "shop",
                leavingOut(false, LotRules.ExpiryDate.EXPIRATION),
                lots("stock_lot", "id", "name")))
        .isEmpty();
  }
}
