package org.odoobridge.inbound.apply.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinePriceTest {
  private static final LinePrice.Digits USUAL = new LinePrice.Digits(2, 2, 2);

  @ParameterizedTest
  @CsvSource({
    "20.90, 2, 10.45, 0",
    "142.50, 3, 47.50, 0",
    "32.52, 3, 10.84, 0",
    "0.00, 1, 0.00, 0",
    "-0.02, 1, -0.02, 0",
    "10.00, 3, 3.34, 0.19",
    "128987.10, 9999, 12.90, 0",
    "10.55, 0.5, 21.10, 0"
  })
  void theSimplestPriceIsTaken(
      BigDecimal amount, BigDecimal quantity, BigDecimal unit, BigDecimal discount) {
    LinePrice price = LinePrice.of(amount, quantity, USUAL).orElseThrow();

    assertThat(price.unit()).isEqualByComparingTo(unit);
    assertThat(price.discount()).isEqualByComparingTo(discount);
  }

  @Test
  void moreDigitsNeedNoDiscount() {
    LinePrice price =
        LinePrice.of(new BigDecimal("10.00"), new BigDecimal(3), new LinePrice.Digits(5, 2, 2))
            .orElseThrow();

    assertThat(price.unit()).isEqualByComparingTo("3.33333");
    assertThat(price.discount()).isZero();
  }

  @Test
  void anAmountThatNoPriceMakesIsSaid() {
    Optional<LinePrice> price =
        LinePrice.of(
            new BigDecimal("0.01"), new BigDecimal(1_000_000), new LinePrice.Digits(2, 0, 2));

    assertThat(price).isEmpty();
  }

  /** Odoo computes with binary floats: {@code unit * (1 - discount / 100) * quantity}. */
  @Property
  void odoosArithmeticGivesTheChannelsAmount(
      @ForAll @IntRange(min = -100_000, max = 5_000_000) int cents,
      @ForAll @IntRange(min = 1, max = 300) int quantity) {
    BigDecimal amount = BigDecimal.valueOf(cents, 2);

    LinePrice price = LinePrice.of(amount, BigDecimal.valueOf(quantity), USUAL).orElseThrow();

    double odoo =
        price.unit().doubleValue() * (1 - price.discount().doubleValue() / 100.0) * quantity;
    assertThat(new BigDecimal(odoo).setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(amount);
    assertThat(price.unit().scale()).isEqualTo(2);
    assertThat(price.discount().scale()).isLessThanOrEqualTo(2);
  }
}
