package org.odoobridge.outbound.catalog.price;

import java.util.LinkedHashSet;
import java.util.Set;
import org.odoobridge.core.config.Default;

/**
 * Section {@code prices} of a channel: what its products cost comes from Odoo.
 *
 * @param pricelist what customers pay: a pricelist's name, or its id as {@code #3}; empty = the
 *     shop keeps its own prices
 * @param regularPricelist what is shown crossed out when customers pay less: another pricelist, or
 *     {@code sales-price} for the sales price of the product; empty = there are no sale prices
 * @param currency the shop's currency, such as {@code EUR}; the pricelists must be in it
 * @param taxes whether the shop's prices include taxes
 * @param fiscalPosition name or {@code #id} of the fiscal position whose taxes count; empty = the
 *     product's own
 * @param company name or {@code #id} of the company whose costs, taxes and exchange rates count;
 *     empty = the pricelist's, else the first
 * @param quantity how much is bought at once, which rules with a minimum quantity look at
 * @param decimals places after the point the shop keeps
 * @param saleDates whether the shop is told when a sale begins and ends
 */
public record PricesConfig(
    @Default("") String pricelist,
    @Default("") String regularPricelist,
    @Default("") String currency,
    @Default("odoo") Taxes taxes,
    @Default("") String fiscalPosition,
    @Default("") String company,
    @Default("1") int quantity,
    @Default("2") int decimals,
    @Default("true") boolean saleDates) {
  /** Word for the product's own sales price. */
  static final String SALES_PRICE = "sales-price";

  private static final int MOST_DECIMALS = 6;

  /** What a price in the shop means. */
  public enum Taxes {
    /** The same as in Odoo: the number is taken as it is. */
    ODOO,
    INCLUDED,
    EXCLUDED
  }

  public PricesConfig {
    if (pricelist.isBlank() && !regularPricelist.isEmpty()) {
      throw new IllegalArgumentException(
          "pricelist: name the pricelist whose prices customers pay, or its id as #3");
    }
    if (!pricelist.isBlank() && !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency: '" + currency + "' is no currency; write its code, such as EUR");
    }
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity: must be 1 or more");
    }
    if (decimals < 0 || decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException("decimals: must be 0 to 6");
    }
    if (!pricelist.isBlank() && regularPricelist.equals(pricelist)) {
      throw new IllegalArgumentException(
          "regularPricelist: is the pricelist itself; leave it out, or name another");
    }
  }

  /** The shop keeps its own prices. */
  public static PricesConfig off() {
    return new PricesConfig("", "", "", Taxes.ODOO, "", "", 1, 2, true);
  }

  /** Whether the shop's prices come from Odoo. */
  public boolean isOn() {
    return !pricelist.isBlank();
  }

  /** The pricelists it names. */
  Set<String> pricelists() {
    Set<String> named = new LinkedHashSet<>();
    named.add(pricelist);
    if (!regularPricelist.isEmpty() && !regularPricelist.equals(SALES_PRICE)) {
      named.add(regularPricelist);
    }
    return named;
  }
}
