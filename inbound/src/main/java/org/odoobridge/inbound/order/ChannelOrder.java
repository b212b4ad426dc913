package org.odoobridge.inbound.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;

/**
 * One order as its channel last stated it. All line amounts are net and already reduced by coupons;
 * all amounts are in {@code currency}.
 *
 * @param number what the customer sees
 * @param version the channel's modification time in epoch milliseconds; empty if it did not say
 * @param status the channel's own word, e.g. {@code processing}
 * @param currency ISO 4217 code
 * @param pricesIncludeTax whether prices were entered gross; amounts here are net all the same
 * @param createdAt when the customer ordered
 * @param meta the channel's extra fields that are plain text
 */
public record ChannelOrder(
    OrderKey key,
    String number,
    OptionalLong version,
    String status,
    String currency,
    boolean pricesIncludeTax,
    Instant createdAt,
    Customer customer,
    Address billing,
    Address shipping,
    List<Line> lines,
    List<Charge> shippingLines,
    List<Charge> fees,
    List<Coupon> coupons,
    List<TaxLine> taxLines,
    Totals totals,
    Payment payment,
    List<Refund> refunds,
    String note,
    Map<String, String> meta) {
  public ChannelOrder {
    lines = List.copyOf(lines);
    shippingLines = List.copyOf(shippingLines);
    fees = List.copyOf(fees);
    coupons = List.copyOf(coupons);
    taxLines = List.copyOf(taxLines);
    refunds = List.copyOf(refunds);
    meta = Map.copyOf(meta);
  }

  /**
   * Who ordered.
   *
   * @param id the channel's account; empty for a guest
   * @param email as typed; may be empty
   */
  public record Customer(Optional<String> id, String email) {}

  /** A postal address; any part may be empty. {@code country} is an ISO 3166 code. */
  public record Address(
      String firstName,
      String lastName,
      String company,
      String street,
      String street2,
      String zip,
      String city,
      String state,
      String country,
      String phone) {
    public boolean isBlank() {
      return fullName().isEmpty()
          && company.isBlank()
          && street.isBlank()
          && zip.isBlank()
          && city.isBlank();
    }

    public String fullName() {
      return (firstName + " " + lastName).strip();
    }
  }

  /**
   * A sold product.
   *
   * @param id unique within the order
   * @param sku empty when the shop's product has none, or when the shop knows no such product
   * @param knownProduct whether the shop itself knows the product; an unknown one is stored by the
   *     shop as an empty line of 0.00
   * @param quantity in pieces, as the channel counts; once measured, in Odoo's {@code unit}
   * @param unit id of the unit of Odoo's in which the quantity is; empty = the product's own
   * @param total net of the whole line after discounts
   * @param totalTax tax on {@code total}
   */
  public record Line(
      String id,
      Optional<Sku> sku,
      boolean knownProduct,
      String name,
      BigDecimal quantity,
      OptionalInt unit,
      BigDecimal total,
      BigDecimal totalTax,
      List<TaxShare> taxes) {
    public Line {
      taxes = List.copyOf(taxes);
    }

    /** As the channel says it. */
    public Line(
        String id,
        Optional<Sku> sku,
        boolean knownProduct,
        String name,
        BigDecimal quantity,
        BigDecimal total,
        BigDecimal totalTax,
        List<TaxShare> taxes) {
      this(id, sku, knownProduct, name, quantity, OptionalInt.empty(), total, totalTax, taxes);
    }

    /** The same goods and money, counted in a unit of Odoo's. */
    public Line measured(BigDecimal amount, OptionalInt odooUnit) {
      return new Line(id, sku, knownProduct, name, amount, odooUnit, total, totalTax, taxes);
    }
  }

  /** The same order with other lines. */
  public ChannelOrder with(List<Line> others) {
    return new ChannelOrder(
        key,
        number,
        version,
        status,
        currency,
        pricesIncludeTax,
        createdAt,
        customer,
        billing,
        shipping,
        others,
        shippingLines,
        fees,
        coupons,
        taxLines,
        totals,
        payment,
        refunds,
        note,
        meta);
  }

  /** An amount for shipping or a fee; net. A fee may be negative. */
  public record Charge(
      String id, String name, BigDecimal total, BigDecimal totalTax, List<TaxShare> taxes) {
    public Charge {
      taxes = List.copyOf(taxes);
    }
  }

  /** The part of a line's tax that one rate makes; the shop may leave it unrounded. */
  public record TaxShare(String rateId, BigDecimal amount) {}

  /** A coupon that was used; its discount is already in the lines. */
  public record Coupon(String code, BigDecimal discount, BigDecimal discountTax) {}

  /**
   * One tax rate of the order.
   *
   * @param percent the rate, e.g. 19; empty when the shop does not say
   * @param compound on top of other taxes
   * @param amount tax of the whole order at this rate, shipping included
   */
  public record TaxLine(
      String rateId,
      String code,
      String label,
      Optional<BigDecimal> percent,
      boolean compound,
      BigDecimal amount) {}

  /** What the customer pays. {@code gross} includes {@code tax}. */
  public record Totals(BigDecimal gross, BigDecimal tax, BigDecimal discount) {
    public BigDecimal net() {
      return gross.subtract(tax);
    }
  }

  /** How it was or will be paid. {@code paidAt} is empty while it is not. */
  public record Payment(
      String method, String title, String transactionId, Optional<Instant> paidAt) {}

  /** Money given back; the amount is negative, as the shop says it. */
  public record Refund(String id, String reason, BigDecimal amount) {}
}
