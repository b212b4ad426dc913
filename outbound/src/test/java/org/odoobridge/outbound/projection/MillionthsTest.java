package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exact quantities. */
final class MillionthsTest {
  @Test
  void doublesAddUpExactly() {
    assertThat(Millionths.of(0.1) + Millionths.of(0.2)).isEqualTo(Millionths.of(0.3));
    assertThat(Millionths.of(new BigDecimal("2.9999999"))).isEqualTo(3 * Millionths.UNIT);
    assertThat(Millionths.of(7)).isEqualTo(7 * Millionths.UNIT);
    assertThat(Millionths.of(7L)).isEqualTo(7 * Millionths.UNIT);
  }

  @Test
  void anAbsurdQuantityIsCappedAndNoNumberIsZero() {
    long most = Millionths.of(1e30);
    assertThat(most).isEqualTo(Millionths.of(new BigDecimal("1e11"))).isPositive();
    assertThat(Millionths.of(-1e30)).isEqualTo(-most);
    assertThat(Math.multiplyExact(most, 50)).isPositive();
    assertThat(Millionths.of(Double.NaN)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "3.7, 0.01, 3",
    "2.999999, 0.01, 3",
    "2.994, 0.01, 2",
    "2.999999, 0, 2",
    "-0.5, 0.01, -1",
    "5, 1, 5",
    "0.6, 1, 0"
  })
  void unitsAreRoundedDownAsTheUnitShowsThem(String quantity, String rounding, long units) {
    assertThat(
            Millionths.floorUnits(
                Millionths.of(new BigDecimal(quantity)), Millionths.of(new BigDecimal(rounding))))
        .isEqualTo(units);
  }

  @Test
  void theyAreWrittenPlainly() {
    assertThat(Millionths.decimal(10 * Millionths.UNIT)).hasToString("10");
    assertThat(Millionths.decimal(2_500_000)).hasToString("2.5");
    assertThat(Millionths.decimal(0)).hasToString("0");
  }
}
