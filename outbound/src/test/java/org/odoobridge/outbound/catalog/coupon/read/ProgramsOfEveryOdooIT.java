package org.odoobridge.outbound.catalog.coupon.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.catalog.config.CouponsConfig;
import org.odoobridge.outbound.catalog.config.CouponsConfig.Publish;
import org.odoobridge.outbound.catalog.coupon.ProductSet;
import org.odoobridge.outbound.catalog.coupon.Program;
import org.odoobridge.outbound.catalog.coupon.Program.Kind;
import org.odoobridge.outbound.catalog.coupon.ProgramSource;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TableSpec;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Programs are read from the tables of each release, as a role that may read no more. */
class ProgramsOfEveryOdooIT {
  private static final String READER = "coupon_reader";
  private static PostgresFixture postgres;

  /**
   * Products 9001 (template 8001, category 701) and 9002 (template 8002, category 702 below it).
   */
  private static final String PRODUCTS =
      """
      insert into product_category (id, name, complete_name, parent_id, parent_path) values
        (7010, 'Desks', 'Desks', null, '7010/'), (7020, 'Oak', 'Desks / Oak', 7010, '7010/7020/');
      insert into product_template (id, name, type, categ_id, sale_ok, active, uom_id, tracking%1$s)
        select t.id, %2$s, 'consu', t.categ, true, true, u.id, 'none'%3$s
          from (select min(id) as id from uom_uom) u,
               (values (8001, 'Desk', 7010), (8002, 'Oak desk', 7020)) as t (id, name, categ);
      insert into product_product (id, product_tmpl_id, default_code, active, combination_indices)
        values (9001, 8001, 'DESK', true, ''), (9002, 8002, 'OAK', true, '');
      """;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    postgres.createRole(READER, "secret", "LOGIN");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static String install(OdooRelease release) {
    String database = "coupons_" + release.name().toLowerCase(Locale.ROOT);
    OdooSchema.install(postgres, database, release);
    Set<String> existing = new java.util.HashSet<>();
    try (PgSession session = session(database, PostgresFixture.SUPERUSER, "postgres")) {
      OdooCatalogue catalogue =
          session.read(
              connection ->
                  OdooCatalogue.read(
                      connection, SourceTables.all(true).stream().map(TableSpec::table).toList()));
      existing.addAll(catalogue.tables());
      postgres.execute(database, products(catalogue));
    }
    SourceTables.grants(READER, existing, true).forEach(grant -> postgres.execute(database, grant));
    return database;
  }

  /** Columns that some releases want and others do not have. */
  private static String products(OdooCatalogue catalogue) {
    StringBuilder columns = new StringBuilder();
    StringBuilder values = new StringBuilder();
    Map.of(
            "uom_po_id", "u.id",
            "sale_line_warn", "'no-message'",
            "purchase_line_warn", "'no-message'")
        .forEach(
            (column, value) -> {
              if (catalogue.has("product_template", column)) {
                columns.append(", ").append(column);
                values.append(", ").append(value);
              }
            });
    String name =
        catalogue.translated("product_template", "name")
            ? "jsonb_build_object('en_US', t.name)"
            : "t.name";
    return PRODUCTS.formatted(columns, name, values);
  }

  private static PgSession session(String database, String user, String password) {
    return PgSession.open(
        new PgUrl(
            "postgresql://" + user + "@127.0.0.1:" + postgres.port() + "/" + database,
            Secret.of(password)),
        "coupons-it",
        1);
  }

  private static ProgramSource.Reading read(String database, CouponsConfig config) {
    try (PgSession session = session(database, READER, "secret")) {
      return new OdooProgramReader(config, "Web", session).read();
    }
  }

  private static CouponsConfig config() {
    return new CouponsConfig(Publish.CODES, List.of(), List.of(), "", 2, 500, "Europe/Paris");
  }

  private static Map<String, Program> byName(ProgramSource.Reading reading) {
    return reading.programs().stream()
        .collect(Collectors.toMap(Program::name, Function.identity()));
  }

  private static Program named(Map<String, Program> programs, String name) {
    return Objects.requireNonNull(programs.get(name), name);
  }

  private static final String FOURTEEN =
      """
      insert into coupon_rule (id, rule_date_from, rule_date_to, rule_partners_domain,
          rule_products_domain, rule_min_quantity, rule_minimum_amount,
          rule_minimum_amount_tax_inclusion) values
        (1, '2026-06-01 10:00:00', '2026-06-30 20:00:00', '[]', '[["sale_ok", "=", True]]', 1, 50,
         'tax_included'),
        (2, null, null, null, '[["categ_id", "child_of", 7020]]', 2, 0, 'tax_excluded'),
        (3, null, null, '[["id", "=", 3]]', null, 9, 0, 'tax_excluded'),
        (4, null, null, null, '[["x_season", "=", 1]]', 1, 0, 'tax_excluded'),
        (5, null, null, null, null, 1, 0, 'tax_excluded'),
        (6, null, null, null, null, 1, 0, 'tax_excluded');
      insert into coupon_reward (id, reward_type, discount_type, discount_percentage,
          discount_apply_on, discount_max_amount, discount_fixed_amount) values
        (1, 'discount', 'percentage', 12.5, 'on_order', 0, 0),
        (2, 'discount', 'percentage', 5, 'specific_products', 30, 0),
        (3, 'discount', 'fixed_amount', 10, 'on_order', 7, 25),
        (4, 'product', 'percentage', 10, 'on_order', 0, 0),
        (5, 'free_shipping', 'percentage', 10, 'on_order', 0, 0),
        (6, 'discount', 'percentage', 10, 'cheapest_product', 0, 0);
      insert into coupon_reward_product_product_rel values (2, 9001);
      insert into coupon_program (id, name, active, rule_id, reward_id, maximum_use_number,
          program_type, promo_code_usage, promo_code, promo_applicability, company_id,
          validity_duration) values
        (1, 'Code', true, 1, 1, 100, 'promotion_program', 'code_needed', 'SUMMER',
         'on_current_order', 1, 0),
        (2, 'Automatic', true, 2, 2, 0, 'promotion_program', 'no_code_needed', null,
         'on_current_order', null, 0),
        (3, 'Generated', true, 3, 3, 0, 'coupon_program', 'code_needed', null,
         'on_current_order', 1, 30),
        (4, 'Product', true, 4, 4, 0, 'promotion_program', 'code_needed', 'FREE',
         'on_current_order', 1, 0),
        (5, 'Next', true, 5, 5, 0, 'promotion_program', 'no_code_needed', null, 'on_next_order', 1,
         0),
        (6, 'Archived', false, 6, 6, 0, 'promotion_program', 'code_needed', 'OLD',
         'on_current_order', 1, 0);
      insert into coupon_coupon (id, code, state, partner_id, program_id, create_date) values
        (1, 'G-1', 'new', null, 3, '2026-05-01 23:30:00'),
        (2, 'G-2', 'sent', 1, 3, '2026-05-02 12:00:00'),
        (3, 'G-3', 'new', null, 3, '2026-05-02 12:00:00'),
        (4, 'G-4', 'used', null, 3, '2026-05-02 12:00:00'),
        (5, 'G-5', 'expired', null, 3, '2026-05-02 12:00:00'),
        (6, 'N-1', 'reserved', null, 5, '2026-05-02 12:00:00'),
        (7, 'N-2', 'new', null, 5, '2026-05-02 12:00:00');
      """;

  @Test
  void couponProgramsOf14() {
    String database = install(OdooRelease.V14);
    postgres.execute(database, FOURTEEN);
    ProgramSource.Reading reading = read(database, config());
    Map<String, Program> programs = byName(reading);

    assertThat(programs.keySet())
        .containsExactlyInAnyOrder("Code", "Automatic", "Generated", "Product", "Next");
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.byProducts()).isTrue();
    Program code = named(programs, "Code");
    assertThat(code.ref()).isEqualTo("coupon.program,1");
    assertThat(code.kind()).isEqualTo(Kind.PROMO_CODE);
    assertThat(code.currency()).isEqualTo("EUR");
    assertThat(code.usageLimit()).isEqualTo(100);
    assertThat(code.addUp()).isFalse();
    assertThat(code.starts()).contains(Instant.parse("2026-06-01T10:00:00Z"));
    assertThat(code.ends()).contains(Instant.parse("2026-06-30T20:00:00Z"));
    assertThat(code.triggers())
        .containsExactly(
            new Program.Trigger(
                "coupon.program,1",
                "SUMMER",
                new Program.Condition(
                    new ProductSet.Everything(),
                    1,
                    new BigDecimal("50").stripTrailingZeros(),
                    true,
                    false,
                    false,
                    true)));
    assertThat(code.rewards())
        .containsExactly(
            new Program.Percent(
                new BigDecimal("12.5"), new Program.Target.WholeOrder(), BigDecimal.ZERO));

    Program automatic = named(programs, "Automatic");
    assertThat(automatic.kind()).isEqualTo(Kind.AUTOMATIC);
    assertThat(automatic.currency()).isEmpty();
    assertThat(automatic.forCodes().products()).isEqualTo(ProductSet.Only.of(Map.of(9002, 8002)));
    assertThat(automatic.forCodes().minimumQuantity()).isEqualTo(2);
    assertThat(automatic.rewards())
        .containsExactly(
            new Program.Percent(
                new BigDecimal("5"),
                new Program.Target.Some(ProductSet.Only.of(Map.of(9001, 8001))),
                new BigDecimal("3E+1")));

    Program generated = named(programs, "Generated");
    assertThat(generated.kind()).isEqualTo(Kind.COUPONS);
    assertThat(generated.forCodes().chosenCustomers()).isTrue();
    assertThat(generated.forCodes().minimumQuantity()).as("no domain, no quantity").isZero();
    assertThat(generated.rewards())
        .as("a limit counts for percentages only")
        .containsExactly(
            new Program.Fixed(
                new BigDecimal("25"), new Program.Target.WholeOrder(), BigDecimal.ZERO));
    assertThat(generated.moreCodes()).isEqualTo(1);
    assertThat(generated.codes())
        .extracting(Program.Code::ref, Program.Code::code, Program.Code::personal)
        .containsExactly(
            tuple("coupon.coupon,1", "G-1", false), tuple("coupon.coupon,2", "G-2", true));
    assertThat(generated.codes().getFirst().ends())
        .as("the whole day that Odoo computes, in UTC")
        .contains(Instant.parse("2026-05-31T23:59:59Z"));

    assertThat(named(programs, "Product").rewards().getFirst())
        .isInstanceOf(Program.FreeProduct.class);
    assertThat(named(programs, "Product").triggers().getFirst().condition().products())
        .isInstanceOfSatisfying(
            ProductSet.Unreadable.class, set -> assertThat(set.why()).contains("x_season"));
    Program next = named(programs, "Next");
    assertThat(next.kind()).isEqualTo(Kind.NEXT_ORDER);
    assertThat(next.rewards().getFirst()).isInstanceOf(Program.FreeShipping.class);
    assertThat(next.codes())
        .extracting(Program.Code::code, Program.Code::ends)
        .containsExactly(tuple("N-2", Optional.empty()));
  }

  @ParameterizedTest
  @EnumSource(names = {"V16", "V17", "V18", "V19"})
  void loyaltyProgramsSince16(OdooRelease release) {
    String database = install(release);
    postgres.execute(database, LOYALTY);
    boolean since17 = release.compareTo(OdooRelease.V17) >= 0;
    if (since17) {
      postgres.execute(
          database,
          "update loyalty_program set date_from = '2026-06-01' where id = 1;"
              + " insert into loyalty_program_product_pricelist_rel select 7, min(id) from"
              + " product_pricelist");
    }
    if (release.compareTo(OdooRelease.V18) >= 0) {
      postgres.execute(
          database,
          "update loyalty_card set active = true; update loyalty_card set active = false where id"
              + " = 4");
    } else {
      postgres.execute(database, "delete from loyalty_card where id = 4");
    }
    Map<String, Program> programs = byName(read(database, config()));

    Program code = named(programs, "Code");
    assertThat(code.kind()).isEqualTo(Kind.PROMO_CODE);
    assertThat(code.usageLimit()).isEqualTo(40);
    assertThat(code.starts())
        .isEqualTo(since17 ? Optional.of(Instant.parse("2026-05-31T22:00:00Z")) : Optional.empty());
    assertThat(code.ends()).contains(Instant.parse("2026-06-30T21:59:59Z"));
    assertThat(code.triggers()).hasSize(1);
    Program.Trigger trigger = code.triggers().getFirst();
    assertThat(trigger.ref()).isEqualTo("loyalty.rule,1");
    assertThat(trigger.code()).isEqualTo("SUMMER");
    assertThat(trigger.condition().products()).isEqualTo(new ProductSet.Everything());
    assertThat(trigger.condition().minimumAmount()).isEqualByComparingTo("50");
    assertThat(trigger.condition().amountWithTax()).isTrue();
    assertThat(trigger.condition().enough()).isTrue();
    assertThat(code.rewards())
        .containsExactly(
            new Program.Percent(
                new BigDecimal("12.5"),
                new Program.Target.Some(ProductSet.Only.of(Map.of(9001, 8001))),
                BigDecimal.ZERO));

    assertThat(named(programs, "Automatic").kind()).isEqualTo(Kind.AUTOMATIC);
    assertThat(named(programs, "Points").kind()).isEqualTo(Kind.LOYALTY);
    assertThat(named(programs, "Gift").kind()).isEqualTo(Kind.GIFT_CARD);
    assertThat(named(programs, "Money").triggers().getFirst().condition().enough())
        .as("points grow with money spent")
        .isFalse();
    assertThat(named(programs, "Till").elsewhere()).contains("it is not available in sales");
    assertThat(named(programs, "Listed").elsewhere().isPresent()).isEqualTo(since17);

    Program cards = named(programs, "Cards");
    assertThat(cards.kind()).isEqualTo(Kind.COUPONS);
    assertThat(cards.rewards().getFirst()).isInstanceOf(Program.Fixed.class);
    assertThat(cards.forCodes().products())
        .as("by category or by id, and by domain")
        .isEqualTo(ProductSet.Only.of(Map.of(9002, 8002)));
    assertThat(cards.codes())
        .extracting(Program.Code::code, Program.Code::uses, Program.Code::ends)
        .containsExactly(tuple("CARD-1", 2, Optional.of(Instant.parse("2026-12-31T22:59:59Z"))));
    assertThat(cards.moreCodes()).isZero();
  }

  private static final String LOYALTY =
      """
      insert into loyalty_program (id, name, active, program_type, applies_on, trigger, limit_usage,
          max_usage, date_to, sale_ok, currency_id, company_id)
        select v.id, jsonb_build_object('en_US', v.name), true, v.type, v.applies, v.trigger,
               v.max > 0, v.max, v.until::date, v.sale, c.currency_id, c.id
          from (select min(id) as id from res_company) m join res_company c on c.id = m.id, (values
            (1, 'Code', 'promo_code', 'current', 'with_code', 40, '2026-06-30', true),
            (2, 'Automatic', 'promotion', 'current', 'auto', 0, null, true),
            (3, 'Points', 'loyalty', 'both', 'auto', 0, null, true),
            (4, 'Gift', 'gift_card', 'future', 'auto', 0, null, true),
            (5, 'Money', 'promo_code', 'current', 'with_code', 0, null, true),
            (6, 'Till', 'promo_code', 'current', 'with_code', 0, null, false),
            (7, 'Listed', 'promo_code', 'current', 'with_code', 0, null, true),
            (8, 'Cards', 'coupons', 'current', 'with_code', 0, null, true)
          ) as v (id, name, type, applies, trigger, max, until, sale);
      insert into loyalty_rule (id, program_id, active, mode, code, product_domain,
          product_category_id, reward_point_mode, reward_point_amount, minimum_qty, minimum_amount,
          minimum_amount_tax_mode) values
        (1, 1, true, 'with_code', 'SUMMER', '[]', null, 'order', 1, 0, 50, 'incl'),
        (2, 2, true, 'auto', null, '[]', null, 'order', 1, 0, 50, 'incl'),
        (3, 1, false, 'with_code', 'GONE', '[]', null, 'order', 1, 0, 0, 'incl'),
        (5, 5, true, 'with_code', 'MONEY', '[]', null, 'money', 1, 0, 0, 'incl'),
        (6, 6, true, 'with_code', 'TILL', '[]', null, 'order', 1, 0, 0, 'incl'),
        (7, 7, true, 'with_code', 'LISTED', '[]', null, 'order', 1, 0, 0, 'incl'),
        (8, 8, true, 'auto', null, '["&", ["default_code", "ilike", "oa"], ["list_price", ">=", 0]]',
         7020, 'order', 1, 1, 0, 'excl');
      insert into loyalty_rule_product_product_rel values (8, 9001);
      insert into loyalty_reward (id, program_id, active, reward_type, discount_mode, discount,
          discount_applicability, required_points, discount_max_amount, discount_product_domain)
        values
        (1, 1, true, 'discount', 'percent', 12.5, 'specific', 1, 0, '[]'),
        (2, 2, true, 'discount', 'percent', 10, 'order', 1, 0, '[]'),
        (5, 5, true, 'discount', 'percent', 10, 'order', 100, 0, '[]'),
        (6, 6, true, 'discount', 'percent', 10, 'order', 1, 0, '[]'),
        (7, 7, true, 'discount', 'percent', 10, 'order', 1, 0, '[]'),
        (8, 8, true, 'discount', 'per_order', 10, 'order', 2, 0, '[]');
      insert into loyalty_reward_product_product_rel values (1, 9001);
      insert into loyalty_card (id, program_id, code, points, expiration_date) values
        (1, 8, 'CARD-1', 5, '2026-12-31'), (2, 8, 'CARD-2', 1, null), (4, 8, 'CARD-4', 9, null);
      """;

  @Test
  void whatTheConfigurationNamesMustBeThere() {
    String database = install(OdooRelease.V15);
    ProgramSource.Reading reading =
        read(
            database,
            new CouponsConfig(
                Publish.CODES, List.of("Nothing"), List.of("Nobody"), "", 1, 1, "UTC"));
    assertThat(reading.problems())
        .anySatisfy(problem -> assertThat(problem).contains("no active program 'Nothing'"))
        .anySatisfy(problem -> assertThat(problem).contains("no company 'Nobody'"));
    postgres.execute(
        database,
        "drop table coupon_coupon, coupon_program, coupon_reward_product_product_rel,"
            + " coupon_reward, coupon_rule");
    assertThat(read(database, config()).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem).contains("no promotion programs"));
  }
}
