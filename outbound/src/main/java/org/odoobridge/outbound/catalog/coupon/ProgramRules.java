package org.odoobridge.outbound.catalog.coupon;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What one program is in a shop; says at once what it finds. */
final class ProgramRules {
  private final ShopTerms shop;
  private final Program program;
  private final Consumer<DesiredCoupon> coupons;
  private final Consumer<Refusal> refusals;

  /**
   * @param shop what amounts mean there
   */
  ProgramRules(
      ShopTerms shop,
      Program program,
      Consumer<DesiredCoupon> coupons,
      Consumer<Refusal> refusals) {
    this.shop = shop;
    this.program = program;
    this.coupons = coupons;
    this.refusals = refusals;
  }

  void decide() {
    switch (program.kind()) {
      case AUTOMATIC ->
          refuse(
              "automatic",
              "it counts without a code, and a shop's coupon only by one",
              "give it a code in Odoo, or make it a rule of the channel's pricelist");
      case LOYALTY ->
          refuse(
              "points",
              "customers collect points for it, which the shop does not keep",
              "archive it, or leave it to Odoo's own channels");
      case GIFT_CARD, EWALLET ->
          refuse(
              "stored-value",
              "its cards hold money, which a coupon cannot",
              "let a plugin of the shop sell gift cards");
      case PROMO_CODE -> effect().ifPresent(this::promoCodes);
      case COUPONS -> effect().ifPresent(effect -> generated(effect, program.forCodes()));
      case NEXT_ORDER -> {
        refuse(
            "earned-by-orders",
            "orders earn a code for the next one, and the shop hands out none; codes that Odoo"
                + " made are published",
            "nothing to do, unless orders of the shop should earn codes, too");
        effect().ifPresent(effect -> generated(effect, Program.Condition.none()));
      }
    }
  }

  private void refuse(String code, String reason, String remedy) {
    refusals.accept(new Refusal(program.ref(), program.name(), code, reason, remedy));
  }

  private Optional<Effect> refused(String code, String reason, String remedy) {
    refuse(code, reason, remedy);
    return Optional.empty();
  }

  private Optional<Effect> effect() {
    if (program.rewards().size() != 1) {
      return program.rewards().isEmpty()
          ? refused("no-reward", "it has no reward", "give it one in Odoo")
          : refused(
              "several-rewards",
              "customers choose one of " + program.rewards().size() + " rewards",
              "make a program of each");
    }
    Program.Reward reward = program.rewards().getFirst();
    if (reward.atMost().signum() > 0) {
      return refused(
          "discount-limit",
          "no more than "
              + plain(reward.atMost())
              + " is taken off, and a coupon has no such limit",
          "remove the limit in Odoo, or make the reward a fixed amount");
    }
    return switch (reward) {
      case Program.Percent percent -> percent(percent);
      case Program.Fixed fixed -> fixed(fixed);
      case Program.FreeShipping shipping ->
          Optional.of(new Effect(false, BigDecimal.ZERO, true, new ProductSet.Everything()));
      case Program.FreeProduct product ->
          refused(
              "free-product",
              "its reward is a product, and a coupon adds none to a cart",
              "make the reward a discount, or leave it to Odoo's own channels");
      case Program.PerPoint points ->
          refused(
              "points",
              "its discount grows with points, which the shop does not keep",
              "make the discount a fixed amount or a percentage");
      case Program.Unknown unknown ->
          refused(
              "unknown-reward",
              "its reward '" + unknown.word() + "' is none that is known here",
              "make the reward a discount, or leave it to Odoo's own channels");
    };
  }

  private Optional<Effect> percent(Program.Percent percent) {
    return switch (percent.target()) {
      case Program.Target.WholeOrder whole ->
          discount(true, percent.percent(), new ProductSet.Everything());
      case Program.Target.Some some -> discount(true, percent.percent(), some.products());
      case Program.Target.Cheapest cheapest -> cheapest();
    };
  }

  private Optional<Effect> cheapest() {
    return refused(
        "cheapest-product",
        "it is taken off the cheapest product, which a coupon cannot choose",
        "name the products it is taken off");
  }

  private Optional<Effect> fixed(Program.Fixed fixed) {
    if (shop.taxes() && !shop.pricesWithTax()) {
      return refused(
          "net-prices",
          "its amount is one with tax, and the shop takes amounts off prices without tax",
          "make it a percentage, or let the shop's prices include tax");
    }
    if (otherCurrency()) {
      return foreign("amount");
    }
    return switch (fixed.target()) {
      case Program.Target.WholeOrder whole ->
          discount(false, fixed.amount(), new ProductSet.Everything());
      case Program.Target.Some some ->
          some.products() instanceof ProductSet.Everything
              ? discount(false, fixed.amount(), some.products())
              : refused(
                  "amount-off-some",
                  "an amount is taken off certain products, and a coupon takes it off the cart or"
                      + " off every unit",
                  "make it a percentage, or take it off the whole order");
      case Program.Target.Cheapest cheapest -> cheapest();
    };
  }

  private Optional<Effect> discount(boolean percent, BigDecimal amount, ProductSet target) {
    if (amount.signum() <= 0) {
      return refused("no-discount", "its discount is nothing", "enter a discount in Odoo");
    }
    return switch (target) {
      case ProductSet.Unreadable unknown -> notRead(unknown);
      case ProductSet.Everything all -> Optional.of(new Effect(percent, amount, false, target));
      case ProductSet.Only few ->
          few.templates().isEmpty()
              ? nothingToDiscount()
              : Optional.of(new Effect(percent, amount, false, target));
    };
  }

  private Optional<Effect> nothingToDiscount() {
    return refused(
        "no-products",
        "none of its products can be sold",
        "choose other products in Odoo, or let them be sold");
  }

  private Optional<Effect> notRead(ProductSet.Unreadable unknown) {
    return refused(
        "product-condition",
        "its products are chosen by a condition that is not read here: " + unknown.why(),
        "choose the products by name, category, tag or reference");
  }

  private Optional<Effect> foreign(String what) {
    return refused(
        "currency",
        "its "
            + what
            + " is in "
            + program.currency()
            + ", and the shop's currency is "
            + shop.currency(),
        "make a program in the shop's currency, or choose the programs of this channel");
  }

  private boolean otherCurrency() {
    return !program.currency().isEmpty() && !program.currency().equals(shop.currency());
  }

  private void promoCodes(Effect effect) {
    if (program.triggers().isEmpty()) {
      refuse("no-code", "it wants a code and has none", "enter a code in Odoo");
      return;
    }
    if (program.usageLimit() > 0 && program.triggers().size() > 1) {
      refuse(
          "shared-limit",
          "its limit of " + program.usageLimit() + " orders counts for several codes together",
          "make a program of each code");
      return;
    }
    for (Program.Trigger trigger : program.triggers()) {
      boolean alone = !program.addUp() || effect.wholeOrder();
      scope(effect, trigger.condition())
          .ifPresent(
              products ->
                  emit(
                      trigger.ref(),
                      trigger.code(),
                      effect,
                      trigger.condition(),
                      products,
                      program.usageLimit(),
                      alone,
                      program.ends()));
    }
  }

  private void generated(Effect effect, Program.Condition condition) {
    List<Program.Code> codes = program.codes();
    if (program.usageLimit() > 0 && program.usageLimit() < codes.size() + program.moreCodes()) {
      refuse(
          "shared-limit",
          "its limit of " + program.usageLimit() + " orders is less than its codes",
          "remove the limit in Odoo: each code is good once anyway");
      return;
    }
    Optional<ProductSet> products = scope(effect, condition);
    if (products.isEmpty()) {
      return;
    }
    long personal = codes.stream().filter(Program.Code::personal).count();
    if (personal > 0) {
      refuse(
          "personal-codes",
          personal + " of its codes belong to one customer each and are not published",
          "generate codes without customers for the shop");
    }
    if (program.moreCodes() > 0) {
      refuse(
          "too-many-codes",
          program.moreCodes() + " of its codes are beyond the limit and are not published",
          "raise catalog.coupons.codesPerProgram, or expire codes that nobody needs");
    }
    codes.stream()
        .filter(code -> !code.personal())
        .forEach(
            code ->
                emit(
                    code.ref(),
                    code.code(),
                    effect,
                    condition,
                    products.get(),
                    code.uses(),
                    true,
                    earlier(program.ends(), code.ends())));
  }

  /** The products the coupon is bound to; empty when a refusal was said. */
  private Optional<ProductSet> scope(Effect effect, Program.Condition condition) {
    if (condition.chosenCustomers()) {
      return no(
          "chosen-customers",
          "only customers that meet a condition may have it",
          "remove the condition in Odoo, or generate codes for them");
    }
    if (!condition.enough()) {
      return no(
          "points",
          "an order must collect more points than one use of its rule gives for certain",
          "let its rule give the points that the reward needs, per order");
    }
    if (condition.minimumQuantity() > 1) {
      return no(
          "minimum-quantity",
          "it wants " + condition.minimumQuantity() + " units, which a coupon cannot",
          "use a minimum amount, or a rule of the pricelist with a minimum quantity");
    }
    Optional<ProductSet> products = bound(effect, condition.products());
    return products.filter(set -> minimumFits(condition));
  }

  private Optional<ProductSet> bound(Effect effect, ProductSet asked) {
    return switch (asked) {
      case ProductSet.Unreadable unknown -> notRead(unknown).map(Effect::target);
      case ProductSet.Everything all -> Optional.of(effect.target());
      case ProductSet.Only few -> {
        if (few.templates().isEmpty()) {
          yield nothingToDiscount().map(Effect::target);
        }
        // An amount needs one of the products in the cart; a percentage is taken off them alone.
        if (!effect.percent()) {
          yield Optional.of(few);
        }
        yield effect.target().isWithin(few) && !(effect.target() instanceof ProductSet.Everything)
            ? Optional.of(effect.target())
            : no(
                "condition-on-other-products",
                "it wants certain products in the order and is taken off others, too",
                "take it off the products it wants, or make it a fixed amount");
      }
    };
  }

  private boolean minimumFits(Program.Condition condition) {
    if (condition.minimumAmount().signum() <= 0) {
      return true;
    }
    if (otherCurrency()) {
      return foreign("minimum amount").isPresent();
    }
    if (condition.amountOfThose() && !(condition.products() instanceof ProductSet.Everything)) {
      return no(
              "minimum-of-some",
              "its minimum amount counts certain products, and a coupon's the whole cart",
              "let the minimum count everything")
          .isPresent();
    }
    if (shop.taxes() && condition.amountWithTax() != shop.cartWithTax()) {
      return no(
              "minimum-tax",
              "its minimum amount is "
                  + (condition.amountWithTax() ? "with" : "without")
                  + " tax, and the shop's cart counts "
                  + (shop.cartWithTax() ? "with" : "without")
                  + " tax",
              "say it the other way in Odoo")
          .isPresent();
    }
    return true;
  }

  private Optional<ProductSet> no(String code, String reason, String remedy) {
    refuse(code, reason, remedy);
    return Optional.empty();
  }

  private void emit(
      String ref,
      String code,
      Effect effect,
      Program.Condition condition,
      ProductSet products,
      int uses,
      boolean alone,
      Optional<Instant> ends) {
    String entered = code.strip();
    if (entered.isEmpty() || entered.matches(".*[<>&\"\\p{Cntrl}].*")) {
      refuse(
          "code-characters",
          "code '" + entered + "' has characters that the shop changes",
          "use letters, digits and dashes");
      return;
    }
    coupons.accept(
        new DesiredCoupon(
            ref,
            program.ref(),
            entered,
            program.name(),
            effect.percent(),
            effect.amount(),
            effect.freeShipping(),
            condition.minimumAmount().max(BigDecimal.ZERO),
            uses,
            products,
            alone,
            program.starts(),
            ends));
  }

  /** What a coupon does, before any condition. */
  private record Effect(
      boolean percent, BigDecimal amount, boolean freeShipping, ProductSet target) {
    boolean wholeOrder() {
      return target instanceof ProductSet.Everything && !freeShipping;
    }
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).min(Instant::compareTo);
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }
}
