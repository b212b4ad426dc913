package org.odoobridge.outbound.catalog.coupon.read;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.coupon.Program;
import org.odoobridge.outbound.catalog.coupon.Program.Kind;

/** Programs as Odoo 14 and 15 keep them: one rule and one reward each, in coupon_* tables. */
record CouponPrograms(Sql sql, ProductSets products, ForChannel channel, int codesPerProgram)
    implements ProgramTables {
  private static final String DAYS = "create_date + p.validity_duration * interval '1 day'";

  @Override
  public List<Program> programs() throws SQLException {
    Map<Integer, List<Integer>> discounted = new HashMap<>();
    sql.rows(
        "select coupon_reward_id, product_product_id from coupon_reward_product_product_rel",
        List.of(),
        row ->
            discounted.computeIfAbsent(row.getInt(1), key -> new ArrayList<>()).add(row.getInt(2)));
    Codes codes = codes();
    String website = sql.optional("p", "coupon_program", "website_id", "null::integer");
    String websites =
        sql.catalogue().has("website")
            ? "(select w.name from website w where w.id = " + website + ")"
            : website + "::text";
    return sql.rows(
        "select p.id, "
            + sql.name("p", "coupon_program")
            + " as name, p.program_type, p.promo_code_usage, p.promo_code, p.promo_applicability,"
            + " p.maximum_use_number, o.name as company, m.name as currency, "
            + websites
            + " as website, r.rule_date_from, r.rule_date_to, r.rule_partners_domain,"
            + " r.rule_products_domain, r.rule_min_quantity, r.rule_minimum_amount,"
            + " r.rule_minimum_amount_tax_inclusion, g.id as reward, g.reward_type,"
            + " g.discount_type, g.discount_percentage, g.discount_apply_on,"
            + " g.discount_max_amount, g.discount_fixed_amount"
            + " from coupon_program p join coupon_rule r on r.id = p.rule_id"
            + " join coupon_reward g on g.id = p.reward_id"
            + " left join res_company o on o.id = p.company_id"
            + " left join res_currency m on m.id = o.currency_id"
            + " where p.active order by p.id",
        List.of(),
        row -> program(row, codes, discounted.getOrDefault(row.getInt("reward"), List.of())));
  }

  private Program program(ResultSet row, Codes codes, List<Integer> discounted)
      throws SQLException {
    int id = row.getInt("id");
    String ref = "coupon.program," + id;
    Program.Condition condition = condition(row);
    String code = Sql.text(row, "promo_code");
    List<Program.Trigger> triggers =
        code.isBlank() ? List.of() : List.of(new Program.Trigger(ref, code, condition));
    return new Program(
        ref,
        Sql.text(row, "name"),
        kind(row),
        Sql.text(row, "currency"),
        Sql.moment(row, "rule_date_from"),
        Sql.moment(row, "rule_date_to"),
        Math.max(0, row.getInt("maximum_use_number")),
        channel.elsewhere(
            Sql.text(row, "name"), Sql.text(row, "company"), Sql.text(row, "website"), List.of()),
        triggers,
        condition,
        List.of(reward(row, discounted)),
        // "Promotional codes are not cumulative" in these releases.
        false,
        codes.of(id),
        codes.beyond(id));
  }

  private static Kind kind(ResultSet row) throws SQLException {
    if (Sql.text(row, "program_type").equals("coupon_program")) {
      return Kind.COUPONS;
    }
    if (Sql.text(row, "promo_applicability").equals("on_next_order")) {
      return Kind.NEXT_ORDER;
    }
    return Sql.text(row, "promo_code_usage").equals("code_needed")
        ? Kind.PROMO_CODE
        : Kind.AUTOMATIC;
  }

  private Program.Condition condition(ResultSet row) throws SQLException {
    String domain = Sql.text(row, "rule_products_domain");
    // Quantities are counted only where there is a domain.
    int quantity = domain.isBlank() ? 0 : row.getInt("rule_min_quantity");
    return new Program.Condition(
        products.of(domain),
        quantity,
        Sql.amount(row, "rule_minimum_amount"),
        Sql.text(row, "rule_minimum_amount_tax_inclusion").equals("tax_included"),
        false,
        !Sql.text(row, "rule_partners_domain").replaceAll("\\s", "").matches("|\\[\\]"),
        true);
  }

  private Program.Reward reward(ResultSet row, List<Integer> discounted) throws SQLException {
    String type = Sql.text(row, "reward_type");
    return switch (type) {
      case "product" -> new Program.FreeProduct(BigDecimal.ZERO);
      case "free_shipping" -> new Program.FreeShipping(BigDecimal.ZERO);
      case "discount" -> discount(row, discounted);
      default -> new Program.Unknown(type, BigDecimal.ZERO);
    };
  }

  private Program.Reward discount(ResultSet row, List<Integer> discounted) throws SQLException {
    if (Sql.text(row, "discount_type").equals("fixed_amount")) {
      // Neither products nor a limit count for an amount.
      return new Program.Fixed(
          Sql.amount(row, "discount_fixed_amount"),
          new Program.Target.WholeOrder(),
          BigDecimal.ZERO);
    }
    String on = Sql.text(row, "discount_apply_on");
    Program.Target target =
        switch (on) {
          case "cheapest_product" -> new Program.Target.Cheapest();
          case "specific_products" ->
              new Program.Target.Some(products.of(DomainSql.products(discounted), ""));
          default -> new Program.Target.WholeOrder();
        };
    return new Program.Percent(
        Sql.amount(row, "discount_percentage"), target, Sql.amount(row, "discount_max_amount"));
  }

  /** Codes that may be entered now; those of orders that are not confirmed yet may not. */
  private Codes codes() throws SQLException {
    Codes codes = new Codes(codesPerProgram);
    sql.rows(
        "select c.id, c.program_id, c.code, c.partner_id is not null as personal,"
            + " case when p.validity_duration > 0 then c."
            + DAYS
            + " end as last_day from coupon_coupon c join coupon_program p on p.id = c.program_id"
            + " where p.active and c.state in ('new', 'sent') order by c.id",
        List.of(),
        row -> {
          Optional<Instant> ends =
              Optional.ofNullable(row.getObject("last_day", LocalDateTime.class))
                  .map(at -> Sql.endOf(at.toLocalDate(), ZoneOffset.UTC));
          return codes.add(
              row.getInt("program_id"),
              new Program.Code(
                  "coupon.coupon," + row.getInt("id"),
                  Sql.text(row, "code"),
                  ends,
                  1,
                  row.getBoolean("personal")));
        });
    return codes;
  }
}
