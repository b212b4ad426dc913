package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigReader;

/** The key {@code stock} of a channel. */
final class StockPolicyTest {
  private final ConfigReader reader = new ConfigReader(name -> Optional.empty());

  record Channel(StockPolicy stock) {}

  private StockPolicy read(String yaml) {
    return reader.parse("stock: " + yaml, Channel.class).stock();
  }

  @Test
  void onlyTheWarehousesMustBeNamed() {
    assertThat(read("{ warehouses: [WH] }")).isEqualTo(StockPolicy.of("WH"));
  }

  @Test
  void everyKeyCanBeSet() {
    assertThat(
            read(
                "{ mode: free, warehouses: [WH, '#3'], excludeLocations: [WH/Stock/Damaged],"
                    + " excludeOwned: false, includeViewLocation: true, buffer: 2, demandHorizon:"
                    + " 36h, lots: { excludeExpired: true, date: best-before,"
                    + " excludeExpiringWithin: 30d, exclude: [ 'QUAR*' ] }, buffers: [ { sku: X,"
                    + " units: 3 }, { category: All / Toys, percent: 10 } ] }"))
        .isEqualTo(
            new StockPolicy(
                StockPolicy.Mode.FREE,
                List.of("WH", "#3"),
                List.of("WH/Stock/Damaged"),
                false,
                true,
                2,
                Duration.ofHours(36),
                Duration.ZERO,
                new LotRules(
                    true, Duration.ofDays(30), LotRules.ExpiryDate.BEST_BEFORE, List.of("QUAR*")),
                List.of(
                    new BufferRule("X", "", BigDecimal.valueOf(3), BigDecimal.ZERO),
                    new BufferRule("", "All / Toys", BigDecimal.ZERO, BigDecimal.TEN))));
  }

  @Test
  void aMeaninglessPolicyIsRefused() {
    for (String yaml :
        List.of(
            "{ warehouses: [] }",
            "{ warehouses: [WH, WH] }",
            "{ warehouses: [WH], buffer: -1 }",
            "{ warehouses: [WH], mode: everything }")) {
      assertThatThrownBy(() -> read(yaml)).as(yaml).isInstanceOf(ConfigException.class);
    }
  }
}
