package org.odoobridge.outbound.catalog.coupon;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.coupon.Program.Condition;
import org.odoobridge.outbound.catalog.coupon.Program.Kind;
import org.odoobridge.outbound.catalog.coupon.Program.Target;

/** Programs for tests, changed one member at a time. */
record Programs(
    int id,
    Kind kind,
    String currency,
    Optional<Instant> starts,
    Optional<Instant> ends,
    int usageLimit,
    Optional<String> elsewhere,
    List<String> triggers,
    Condition condition,
    List<Program.Reward> rewards,
    boolean addUp,
    List<Program.Code> codes,
    int moreCodes) {
  static final ProductSet ALL = new ProductSet.Everything();

  /** Ten percent off everything by code. */
  static Programs promo(int id, String... codes) {
    return new Programs(
        id,
        Kind.PROMO_CODE,
        "EUR",
        Optional.empty(),
        Optional.empty(),
        0,
        Optional.empty(),
        List.of(codes),
        Condition.none(),
        List.of(percent("10", new Target.WholeOrder())),
        true,
        List.of(),
        0);
  }

  static Program.Percent percent(String percent, Target target) {
    return new Program.Percent(new BigDecimal(percent), target, BigDecimal.ZERO);
  }

  static Program.Fixed fixed(String amount, Target target) {
    return new Program.Fixed(new BigDecimal(amount), target, BigDecimal.ZERO);
  }

  /** Products 1 … of templates 101 … */
  static ProductSet some(Integer... products) {
    Map<Integer, Integer> templates = new java.util.HashMap<>();
    for (Integer product : products) {
      templates.put(product, product + 100);
    }
    return ProductSet.Only.of(templates);
  }

  static Condition needing(ProductSet products) {
    return new Condition(products, 1, BigDecimal.ZERO, false, false, false, true);
  }

  static Condition minimum(String amount, boolean withTax, boolean ofThose, ProductSet products) {
    return new Condition(products, 1, new BigDecimal(amount), withTax, ofThose, false, true);
  }

  static Program.Code code(int id, String code) {
    return new Program.Code("loyalty.card," + id, code, Optional.empty(), 1, false);
  }

  Programs kind(Kind other) {
    return new Programs(
        id,
        other,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        condition,
        rewards,
        addUp,
        codes,
        moreCodes);
  }

  Programs currency(String other) {
    return new Programs(
        id,
        kind,
        other,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        condition,
        rewards,
        addUp,
        codes,
        moreCodes);
  }

  Programs from(Instant start, Instant end) {
    return new Programs(
        id,
        kind,
        currency,
        Optional.of(start),
        Optional.of(end),
        usageLimit,
        elsewhere,
        triggers,
        condition,
        rewards,
        addUp,
        codes,
        moreCodes);
  }

  Programs limit(int orders) {
    return new Programs(
        id, kind, currency, starts, ends, orders, elsewhere, triggers, condition, rewards, addUp,
        codes, moreCodes);
  }

  Programs elsewhere(String why) {
    return new Programs(
        id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        Optional.of(why),
        triggers,
        condition,
        rewards,
        addUp,
        codes,
        moreCodes);
  }

  Programs when(Condition other) {
    return new Programs(
        id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        other,
        rewards,
        addUp,
        codes,
        moreCodes);
  }

  Programs gives(Program.Reward... others) {
    return new Programs(
        id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        condition,
        List.of(others),
        addUp,
        codes,
        moreCodes);
  }

  Programs addsUp(boolean other) {
    return new Programs(
        id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        condition,
        rewards,
        other,
        codes,
        moreCodes);
  }

  Programs codes(int more, Program.Code... others) {
    return new Programs(
        id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        triggers,
        condition,
        rewards,
        addUp,
        List.of(others),
        more);
  }

  Program made() {
    return new Program(
        "loyalty.program," + id,
        "Program " + id,
        kind,
        currency,
        starts,
        ends,
        usageLimit,
        elsewhere,
        java.util.stream.IntStream.range(0, triggers.size())
            .mapToObj(
                i ->
                    new Program.Trigger(
                        "loyalty.rule," + (id * 10 + i), triggers.get(i), condition))
            .toList(),
        condition,
        rewards,
        addUp,
        codes,
        moreCodes);
  }
}
