package org.odoobridge.outbound.catalog.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.catalog.config.CouponsConfig;
import org.odoobridge.outbound.catalog.coupon.read.OdooProgramReader;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TableSpec;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/**
 * Generated programs in a real Odoo 14: for every code that is published, Odoo itself takes the
 * same off the same orders as the shop will, and refuses where the shop will. See {@link
 * OdooServer} for how to switch it on.
 */
final class CouponsEqualRealOdooIT {
  private static final int PROGRAMS = 90;
  private static final int CARTS = 3;
  private static final String READER = "bridge_coupons_real";
  private static final DateTimeFormatter ODOO_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private static OdooClient odoo;
  private static PgSession session;
  private static String mark;
  private static int partner;
  private static int parent;
  private static int child;
  private static final List<ShopCart.Item> GOODS = new ArrayList<>();

  @BeforeAll
  static void start() throws SQLException {
    Optional<OdooServer> server = OdooServer.shared();
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    OdooServer real = server.orElseThrow();
    odoo = OdooClient.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());
    mark = Long.toString(System.nanoTime(), 36);
    PgUrl source =
        new PgUrl(
            "postgresql://%s@127.0.0.1:%d/%s"
                .formatted(READER, real.postgresPort(), real.database()),
            Secret.of("secret"));
    grant(real.superuserJdbcUrl());
    session = PgSession.open(source, "coupons-it", 1);
    partner = odoo.create("res.partner", Map.of("name", "Eva " + mark));
    parent = odoo.create("product.category", Map.of("name", "Coupons " + mark));
    child = odoo.create("product.category", Map.of("name", "Below", "parent_id", parent));
    for (int i = 0; i < 6; i++) {
      int template =
          odoo.create(
              "product.template",
              Map.of(
                  "name",
                  "Coupon " + i + " " + mark,
                  "type",
                  "consu",
                  "default_code",
                  "CP" + i + "-" + mark,
                  "categ_id",
                  i < 2 ? child : i < 4 ? parent : 1,
                  "list_price",
                  20 * (i + 1),
                  "taxes_id",
                  List.of(List.of(6, 0, List.of()))));
      int product =
          odoo.search("product.product", List.of(List.of("product_tmpl_id", "=", template)))
              .getFirst();
      GOODS.add(new ShopCart.Item(product, 1, BigDecimal.valueOf(20L * (i + 1))));
    }
  }

  /** The role the bridge is given: it may read what it names and no more. */
  private static void grant(String superuser) throws SQLException {
    try (Connection connection = DriverManager.getConnection(superuser);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "do $$ begin if not exists (select from pg_roles where rolname = '%1$s') then create role"
                  .formatted(READER)
              + " "
              + READER
              + " login password 'secret'; end if; end $$");
      Set<String> existing =
          OdooCatalogue.read(
                  connection, SourceTables.all(true).stream().map(TableSpec::table).toList())
              .tables();
      for (String grant : SourceTables.grants(READER, existing, true)) {
        statement.execute(grant);
      }
    }
  }

  @AfterAll
  static void stop() {
    if (session != null) {
      odoo.write(
          "coupon.program",
          odoo.search("coupon.program", List.of(List.of("name", "like", mark))),
          Map.of("active", false));
      session.close();
    }
  }

  private static String time(Instant at) {
    return ODOO_TIME.format(LocalDateTime.ofInstant(at, ZoneOffset.UTC));
  }

  private static <T> T pick(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String domain(Random random) {
    int one = GOODS.get(random.nextInt(6)).product();
    int other = GOODS.get(random.nextInt(6)).product();
    return pick(
        random,
        List.of(
            "[[\"sale_ok\",\"=\",True]]",
            "[]",
            "[[\"id\",\"in\",[%d,%d]]]".formatted(one, other),
            "[[\"categ_id\",\"child_of\",%d]]".formatted(parent),
            "[\"|\",[\"categ_id\",\"=\",%d],[\"id\",\"=\",%d]]".formatted(child, one),
            "[[\"default_code\",\"ilike\",\"CP3-%s\"]]".formatted(mark),
            "[\"!\",[\"list_price\",\">\",60]]",
            "[[\"name\",\"not ilike\",\"x\"]]"));
  }

  private static void program(int i, Random random, Instant now) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", "Program " + i + " " + mark);
    values.put("program_type", "promotion_program");
    values.put("promo_code_usage", "code_needed");
    values.put("promo_code", code(i));
    values.put("promo_applicability", "on_current_order");
    values.put("rule_products_domain", domain(random));
    values.put("rule_min_quantity", random.nextInt(8) == 0 ? 3 : 1);
    values.put("rule_minimum_amount", random.nextInt(3) == 0 ? 20 * random.nextInt(12) : 0);
    values.put("maximum_use_number", random.nextInt(6) == 0 ? 1 : 0);
    switch (random.nextInt(8)) {
      case 0 -> values.put("rule_date_to", time(now.minus(Duration.ofDays(1))));
      case 1 -> values.put("rule_date_from", time(now.plus(Duration.ofDays(1))));
      case 2 -> {
        values.put("rule_date_from", time(now.minus(Duration.ofDays(1))));
        values.put("rule_date_to", time(now.plus(Duration.ofDays(1))));
      }
      default -> {} // it counts always
    }
    values.put("reward_type", "discount");
    if (random.nextInt(3) == 0) {
      values.put("discount_type", "fixed_amount");
      values.put("discount_fixed_amount", 5 * (1 + random.nextInt(60)));
    } else {
      values.put("discount_type", "percentage");
      values.put("discount_percentage", 5 * (1 + random.nextInt(20)));
      String on =
          pick(
              random,
              List.of(
                  "on_order",
                  "on_order",
                  "specific_products",
                  "specific_products",
                  "cheapest_product"));
      values.put("discount_apply_on", on);
      values.put("discount_max_amount", random.nextInt(10) == 0 ? 15 : 0);
      if (on.equals("specific_products")) {
        Set<Integer> some = new java.util.TreeSet<>();
        for (int k = 0; k <= random.nextInt(3); k++) {
          some.add(GOODS.get(random.nextInt(6)).product());
        }
        values.put("discount_specific_product_ids", List.of(List.of(6, 0, List.copyOf(some))));
      }
    }
    int unused = odoo.create("coupon.program", values);
  }

  private static String code(int i) {
    return "C" + i + "-" + mark;
  }

  /** What Odoo takes off an order of these goods; empty when it refuses the code. */
  private static Optional<BigDecimal> odooOff(ShopCart cart, String code) {
    List<Object> lines = new ArrayList<>();
    for (ShopCart.Item item : cart.items()) {
      lines.add(
          List.of(
              0,
              0,
              Map.of(
                  "product_id",
                  item.product(),
                  "product_uom_qty",
                  item.quantity(),
                  "price_unit",
                  item.price())));
    }
    int order = odoo.create("sale.order", Map.of("partner_id", partner, "order_line", lines));
    int wizard = odoo.create("sale.coupon.apply.code", Map.of("coupon_code", code));
    try {
      Object unused =
          odoo.execute(
              "sale.coupon.apply.code",
              "process_coupon",
              List.of(List.of(wizard)),
              Map.of("context", Map.of("active_id", order)));
    } catch (OdooRefusal refused) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, Object> line :
        odoo.searchRead(
            "sale.order.line",
            List.of(List.of("order_id", "=", order), List.of("is_reward_line", "=", true)),
            "price_total")) {
      sum = sum.subtract(new BigDecimal(String.valueOf(line.get("price_total"))));
    }
    return Optional.of(sum.setScale(2, RoundingMode.HALF_UP));
  }

  @Test
  void publishedCodesTakeOffInTheShopWhatTheyTakeOffInOdoo() {
    long seed = 20_261_124;
    Random random = new Random(seed);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    for (int i = 0; i < PROGRAMS; i++) {
      program(i, random, now);
    }
    List<Program> programs =
        new OdooProgramReader(
                new CouponsConfig(
                    CouponsConfig.Publish.CODES, List.of(), List.of(), "", 10, 500, "UTC"),
                "",
                session)
            .read().programs().stream().filter(one -> one.name().endsWith(mark)).toList();
    assertThat(programs).hasSize(PROGRAMS);
    String currency = programs.getFirst().currency();
    CouponRules.Verdict verdict =
        new CouponRules(new ShopTerms(currency, false, false, false)).of(programs);

    int compared = 0;
    int granted = 0;
    List<String> otherwise = new ArrayList<>();
    for (DesiredCoupon coupon : verdict.coupons()) {
      int used = 0;
      for (int c = 0; c < CARTS; c++) {
        ShopCart cart = cart(random);
        Optional<BigDecimal> inOdoo = odooOff(cart, coupon.code());
        Optional<BigDecimal> inShop = cart.off(coupon, used, now);
        compared++;
        if (inOdoo.isPresent()) {
          granted++;
          used++;
        }
        if (!inOdoo.equals(inShop)) {
          otherwise.add(coupon + " on " + cart + ": Odoo " + inOdoo + ", shop " + inShop);
        }
      }
    }
    Map<String, Long> refused =
        verdict.refusals().stream()
            .collect(Collectors.groupingBy(Refusal::code, TreeMap::new, Collectors.counting()));
    System.out.printf(
        "%d programs: %d coupons, refused %s; %d orders compared, %d granted%n",
        PROGRAMS, verdict.coupons().size(), refused, compared, granted);
    assertThat(otherwise).as("seed %d", seed).isEmpty();
    assertThat(verdict.coupons()).hasSizeGreaterThan(25);
    assertThat(granted).isBetween(20, compared - 20);
    assertThat(refused)
        .containsKeys(
            "cheapest-product",
            "condition-on-other-products",
            "discount-limit",
            "minimum-quantity",
            "product-condition");
  }

  private static ShopCart cart(Random random) {
    Map<Integer, ShopCart.Item> items = new TreeMap<>();
    for (int k = 0; k <= random.nextInt(3); k++) {
      ShopCart.Item one = GOODS.get(random.nextInt(6));
      items.put(
          one.product(), new ShopCart.Item(one.product(), 1 + random.nextInt(3), one.price()));
    }
    return new ShopCart(List.copyOf(items.values()));
  }
}
