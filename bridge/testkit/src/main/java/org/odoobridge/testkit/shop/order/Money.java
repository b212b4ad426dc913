package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;

/** Amounts as the shop rounds and prints them. */
final class Money {
  private Money() {}

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  static String text(BigDecimal amount, int decimals) {
    return amount.setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }

  static BigDecimal roundedSum(Collection<BigDecimal> amounts) {
    return amounts.stream().map(Money::cents).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A sent amount, number or text; anything else is zero. */
  static BigDecimal of(JsonNode sent) {
    String text = sent.asText("").trim();
    return text.matches("-?\\d{1,12}(\\.\\d{1,8})?") ? new BigDecimal(text) : BigDecimal.ZERO;
  }
}
