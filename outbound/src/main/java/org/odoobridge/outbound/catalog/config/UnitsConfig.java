package org.odoobridge.outbound.catalog.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.odoobridge.core.config.Default;

/**
 * Units of weights and dimensions on both sides.
 *
 * @param odooWeight kg, or lb where Odoo's general settings say so
 * @param shopWeight as the shop's settings say
 * @param odooLength of the columns that are mapped to length, width and height
 * @param shopLength as the shop's settings say
 */
public record UnitsConfig(
    @Default("kg") Weight odooWeight,
    @Default("kg") Weight shopWeight,
    @Default("cm") Length odooLength,
    @Default("cm") Length shopLength) {
  private static final int WEIGHT_DIGITS = 4;

  /** A unit of weight, as WooCommerce names them. */
  public enum Weight {
    KG("1"),
    G("0.001"),
    LBS("0.45359237"),
    OZ("0.028349523125");

    private final BigDecimal kilograms;

    Weight(String kilograms) {
      this.kilograms = new BigDecimal(kilograms);
    }
  }

  /** A unit of length, as WooCommerce names them. */
  public enum Length {
    M("1"),
    CM("0.01"),
    MM("0.001"),
    IN("0.0254"),
    YD("0.9144");

    private final BigDecimal metres;

    Length(String metres) {
      this.metres = new BigDecimal(metres);
    }
  }

  public static UnitsConfig metric() {
    return new UnitsConfig(Weight.KG, Weight.KG, Length.CM, Length.CM);
  }

  /** A weight of Odoo's in the shop's unit, rounded to 4 decimals. */
  public BigDecimal weight(BigDecimal odoo) {
    return convert(odoo, odooWeight.kilograms, shopWeight.kilograms);
  }

  /** A length of Odoo's in the shop's unit, rounded to 4 decimals. */
  public BigDecimal length(BigDecimal odoo) {
    return convert(odoo, odooLength.metres, shopLength.metres);
  }

  private static BigDecimal convert(BigDecimal amount, BigDecimal from, BigDecimal to) {
    return amount
        .multiply(from)
        .divide(to, MathContext.DECIMAL64)
        .setScale(WEIGHT_DIGITS, RoundingMode.HALF_UP);
  }
}
