package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;
import org.odoobridge.inbound.order.ShopRefund;

/**
 * A refund in the journal: what it is for, split by what has to happen, and how far both of its
 * steps are.
 *
 * @param at when the shop made it
 * @param amount gross
 * @param parts what it is for; their gross is {@code amount}
 * @param withdrawn whether the shop has deleted it since
 */
public record Refund(
    RefundKey key,
    Instant at,
    BigDecimal amount,
    String currency,
    String reason,
    List<Part> parts,
    boolean withdrawn,
    Goods goods,
    Money money) {
  public Refund {
    parts = List.copyOf(parts);
  }

  /** What becomes of the goods of a part. */
  public enum Way {
    /** They never leave: the order in Odoo is lowered. */
    OFF,
    /** They come back: a return picking. */
    BACK,
    /** They stay where they are, or there are none. */
    STAY
  }

  /**
   * A part of the refund.
   *
   * @param line id of the order's line in the channel; empty = for nothing in particular
   * @param quantity pieces that move or do not, zero when it is about money alone
   * @param restocked how many of them the shop took back into its stock
   */
  public record Part(
      String line,
      Way way,
      BigDecimal quantity,
      BigDecimal restocked,
      BigDecimal net,
      BigDecimal tax,
      List<TaxShare> taxes) {
    public Part {
      taxes = List.copyOf(taxes);
    }

    public BigDecimal gross() {
      return net.add(tax);
    }

    Part with(Way newWay, BigDecimal newQuantity, BigDecimal newRestocked) {
      return new Part(line, newWay, newQuantity, newRestocked, net, tax, taxes);
    }

    /** The share of an item's money, rounded to {@code digits}; never more than is left here. */
    Part portion(BigDecimal share, ShopRefund.Item item, int digits) {
      return new Part(
          line,
          way,
          quantity,
          restocked,
          item.net().multiply(share).setScale(digits, RoundingMode.HALF_UP),
          item.tax().multiply(share).setScale(digits, RoundingMode.HALF_UP),
          item.taxes().stream()
              .map(
                  tax ->
                      new TaxShare(
                          tax.rateId(),
                          tax.amount().multiply(share).setScale(digits, RoundingMode.HALF_UP)))
              .toList());
    }

    /** What is left of the money once {@code part} has had its share. */
    Part less(Part part) {
      return new Part(
          line,
          way,
          quantity,
          restocked,
          net.subtract(part.net()),
          tax.subtract(part.tax()),
          taxes.stream()
              .map(
                  mine ->
                      new TaxShare(
                          mine.rateId(),
                          mine.amount()
                              .subtract(
                                  part.taxes().stream()
                                      .filter(other -> other.rateId().equals(mine.rateId()))
                                      .map(TaxShare::amount)
                                      .reduce(BigDecimal.ZERO, BigDecimal::add))))
              .toList());
    }
  }

  /** How far the operational step is. */
  public enum GoodsState {
    /** To be done with the order's message. */
    PENDING,
    DONE,
    /** Nothing had to move. */
    NONE,
    /** Refused; a person must act. */
    REFUSED
  }

  /** The operational step. */
  public record Goods(GoodsState state, String detail, String remedy, Instant changedAt) {}

  /** How far the financial step is. */
  public enum MoneyState {
    /** Due, or to be tried again. */
    PENDING,
    /** Waits for something in Odoo: an invoice, the goods' step. */
    WAITING,
    /** A credit note is there as a draft. */
    DRAFTED,
    /** A credit note is posted. */
    POSTED,
    /** Nothing has to be credited. */
    NONE,
    /** Refused; a person must act. */
    REFUSED
  }

  /** The financial step. */
  public record Money(
      MoneyState state, String detail, String remedy, int attempts, Instant changedAt) {}

  /** Id that stands for a cancellation after shipping, which is no refund of the shop's. */
  static final String CANCELLED = "cancelled";

  /** Whether the shop knows it. */
  public boolean isTheShops() {
    return !key.id().equals(CANCELLED);
  }

  Stream<Part> parts(Way way) {
    return parts.stream().filter(part -> part.way() == way);
  }
}
