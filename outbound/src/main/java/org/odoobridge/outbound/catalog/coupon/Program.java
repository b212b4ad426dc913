package org.odoobridge.outbound.catalog.coupon;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One active promotion program of Odoo's, whichever tables it comes from.
 *
 * @param ref model and id, such as {@code loyalty.program,7}
 * @param name for people
 * @param kind how customers come by its reward
 * @param currency code of the amounts' currency; empty = the order's own
 * @param starts first moment it counts; empty = it always has
 * @param ends last moment it counts; empty = never
 * @param usageLimit most orders that may have the reward; 0 = no limit
 * @param elsewhere why this channel is not meant; empty when it is
 * @param triggers codes that anybody may enter, each with what it asks of the order
 * @param forCodes what generated codes ask of the order
 * @param rewards what the customer gets, one of them to be chosen
 * @param addUp whether its codes may be used together with those of other programs
 * @param codes generated codes that are good now, no more than may be published
 * @param moreCodes how many further ones there are
 */
public record Program(
    String ref,
    String name,
    Kind kind,
    String currency,
    Optional<Instant> starts,
    Optional<Instant> ends,
    int usageLimit,
    Optional<String> elsewhere,
    List<Trigger> triggers,
    Condition forCodes,
    List<Reward> rewards,
    boolean addUp,
    List<Code> codes,
    int moreCodes) {
  public Program {
    triggers = List.copyOf(triggers);
    rewards = List.copyOf(rewards);
    codes = List.copyOf(codes);
  }

  /** How customers come by a reward. */
  public enum Kind {
    /** Without doing anything. */
    AUTOMATIC,
    /** By a code that anybody may enter. */
    PROMO_CODE,
    /** By codes that were generated for it. */
    COUPONS,
    /** An order earns a code for the next one. */
    NEXT_ORDER,
    /** By points collected over time. */
    LOYALTY,
    GIFT_CARD,
    EWALLET
  }

  /**
   * What an order must have.
   *
   * @param products of which it must have some
   * @param minimumQuantity of those products
   * @param minimumAmount of goods; 0 = none
   * @param amountWithTax whether that amount includes taxes
   * @param amountOfThose whether only those products count towards it
   * @param chosenCustomers whether only some customers may have it
   * @param enough whether meeting it once is enough for the reward, without points to be collected
   */
  public record Condition(
      ProductSet products,
      int minimumQuantity,
      BigDecimal minimumAmount,
      boolean amountWithTax,
      boolean amountOfThose,
      boolean chosenCustomers,
      boolean enough) {
    /** Nothing. */
    public static Condition none() {
      return new Condition(
          new ProductSet.Everything(), 0, BigDecimal.ZERO, false, false, false, true);
    }
  }

  /**
   * A code that anybody may enter.
   *
   * @param ref model and id of the row that has it
   */
  public record Trigger(String ref, String code, Condition condition) {}

  /** What a customer gets. */
  public sealed interface Reward {
    /** The most that is taken off; 0 = no limit. */
    BigDecimal atMost();
  }

  /** What a discount is taken off. */
  public sealed interface Target {
    record WholeOrder() implements Target {}

    record Cheapest() implements Target {}

    record Some(ProductSet products) implements Target {}
  }

  public record Percent(BigDecimal percent, Target target, BigDecimal atMost) implements Reward {}

  /** An amount with tax, in the program's currency. */
  public record Fixed(BigDecimal amount, Target target, BigDecimal atMost) implements Reward {}

  /** An amount for every point. */
  public record PerPoint(BigDecimal atMost) implements Reward {}

  public record FreeProduct(BigDecimal atMost) implements Reward {}

  public record FreeShipping(BigDecimal atMost) implements Reward {}

  /** Something this version of the bridge does not know. */
  public record Unknown(String word, BigDecimal atMost) implements Reward {}

  /**
   * A generated code.
   *
   * @param ref model and id
   * @param ends last moment it counts by itself
   * @param uses how often it may be used
   * @param personal whether it belongs to one customer
   */
  public record Code(String ref, String code, Optional<Instant> ends, int uses, boolean personal) {}
}
