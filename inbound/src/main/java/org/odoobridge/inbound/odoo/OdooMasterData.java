package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Odoo's slow-changing records that orders point to, read together.
 *
 * @param userCompany the company of the bridge's own user
 */
public record OdooMasterData(
    OdooDialect dialect,
    int userCompany,
    List<Company> companies,
    List<Currency> currencies,
    List<Pricelist> pricelists,
    List<Warehouse> warehouses,
    List<Named> teams,
    List<Named> users,
    List<Named> fiscalPositions,
    List<Tax> taxes,
    Map<String, Integer> countries,
    Map<String, Integer> states,
    Map<String, Integer> digits) {
  /** A record known by its name (a user: by login). {@code company} is 0 when shared by all. */
  public record Named(int id, Names name, int company) {}

  /**
   * A company.
   *
   * @param roundsTaxGlobally whether tax is rounded once per order and rate, not on every line
   */
  public record Company(int id, String name, int currency, boolean roundsTaxGlobally) {}

  /**
   * A currency.
   *
   * @param decimals digits after the point that amounts are rounded to
   */
  public record Currency(int id, String code, int decimals) {}

  /** An active pricelist. */
  public record Pricelist(int id, Names name, int currency, int company) {}

  /** An active warehouse. */
  public record Warehouse(int id, String code, int company) {}

  /** An active sales tax that is a percentage. */
  public record Tax(int id, Names name, BigDecimal percent, boolean included, int company) {}

  private static final String QUANTITY = "Product Unit of Measure";

  /** Where Odoo keeps a price as it is: more than any amount needs, safe in a binary float. */
  private static final int EXACT = 6;

  /** Digits of a decimal precision such as {@code Product Price}; Odoo's own default is 2. */
  public int digitsOf(String precision) {
    return digits.getOrDefault(precision, 2);
  }

  /** Digits of a line's unit price. */
  public int priceDigits() {
    return dialect.exactPrices() ? EXACT : digitsOf("Product Price");
  }

  /** Digits of a quantity; later releases call the precision otherwise. */
  public int quantityDigits() {
    return digitsOf(digits.containsKey(QUANTITY) ? QUANTITY : "Product Unit");
  }

  public Optional<Company> company(int id) {
    return companies.stream().filter(company -> company.id() == id).findFirst();
  }

  public Optional<Currency> currency(String code) {
    return currencies.stream().filter(currency -> currency.code().equals(code)).findFirst();
  }

  /** The country's id by ISO code, or empty. */
  public Optional<Integer> country(String code) {
    return Optional.ofNullable(countries.get(code));
  }

  /** The id of a country's state by its code, or empty; codes may come as {@code DE-BY}. */
  public Optional<Integer> state(String country, String code) {
    String bare = code.startsWith(country + "-") ? code.substring(country.length() + 1) : code;
    return Optional.ofNullable(states.get(country + "/" + bare));
  }
}
