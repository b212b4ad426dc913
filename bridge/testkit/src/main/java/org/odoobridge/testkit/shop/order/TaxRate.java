package org.odoobridge.testkit.shop.order;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * One row of the shop's tax table.
 *
 * @param country ISO code; empty for every country
 * @param percent e.g. 19
 * @param shipping whether shipping costs are taxed with it
 * @param taxClass empty for the standard class
 */
public record TaxRate(
    int id, String country, BigDecimal percent, String name, boolean shipping, String taxClass) {

  String code() {
    String place = country.isEmpty() ? "" : country + "-";
    return place + name.toUpperCase(Locale.ROOT) + "-1";
  }
}
