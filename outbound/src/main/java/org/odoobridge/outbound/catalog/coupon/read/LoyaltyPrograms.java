package org.odoobridge.outbound.catalog.coupon.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.coupon.ProductSet;
import org.odoobridge.outbound.catalog.coupon.Program;
import org.odoobridge.outbound.catalog.coupon.Program.Kind;

/**
 * Programs as Odoo 16 and later keep them: rules give points, rewards cost them, cards hold them.
 */
record LoyaltyPrograms(
    Sql sql, ProductSets products, ForChannel channel, int codesPerProgram, ZoneId zone)
    implements ProgramTables {
  private static final String PROGRAM = "loyalty_program";
  private static final int MOST_USES = 1_000_000;

  /**
   * A rule.
   *
   * @param code empty = it counts without one
   * @param points how many it gives for certain once its condition is met
   */
  private record Rule(
      int id, String code, BigDecimal points, ProductSet products, Program.Condition condition) {}

  /**
   * A reward.
   *
   * @param cost in points
   */
  private record Priced(Program.Reward reward, BigDecimal cost) {}

  @Override
  public List<Program> programs() throws SQLException {
    Map<Integer, List<Rule>> rules = rules();
    Map<Integer, List<Priced>> rewards = rewards();
    Map<Integer, List<String>> pricelists = pricelists();
    Codes codes = codes();
    String website = sql.optional("p", PROGRAM, "website_id", "null::integer");
    String websites =
        sql.catalogue().has("website")
            ? "(select w.name from website w where w.id = " + website + ")"
            : website + "::text";
    return sql.rows(
        "select p.id, "
            + sql.name("p", PROGRAM)
            + " as name, p.program_type, p.applies_on, p.trigger, p.limit_usage, p.max_usage, "
            + sql.optional("p", PROGRAM, "date_from", "null::date")
            + " as date_from, p.date_to, "
            + sql.optional("p", PROGRAM, "sale_ok", "true")
            + " as sale_ok, "
            + sql.optional("p", PROGRAM, "ecommerce_ok", "true")
            + " as ecommerce_ok, o.name as company, m.name as currency, "
            + websites
            + " as website from loyalty_program p left join res_company o on o.id = p.company_id"
            + " left join res_currency m on m.id = p.currency_id where p.active order by p.id",
        List.of(),
        row -> {
          int id = row.getInt("id");
          return program(
              row,
              rules.getOrDefault(id, List.of()),
              rewards.getOrDefault(id, List.of()),
              pricelists.getOrDefault(id, List.of()),
              codes);
        });
  }

  private Program program(
      ResultSet row, List<Rule> rules, List<Priced> rewards, List<String> pricelists, Codes codes)
      throws SQLException {
    int id = row.getInt("id");
    String name = Sql.text(row, "name");
    Kind kind = kind(row, rules);
    Optional<String> notForSale = notForSale(row);
    Optional<String> elsewhere =
        channel.elsewhere(name, Sql.text(row, "company"), Sql.text(row, "website"), pricelists);
    return new Program(
        "loyalty.program," + id,
        name,
        kind,
        Sql.text(row, "currency"),
        Sql.startOfDay(row, "date_from", zone),
        Sql.endOfDay(row, "date_to", zone),
        row.getBoolean("limit_usage") ? Math.max(0, row.getInt("max_usage")) : 0,
        notForSale.isPresent() ? notForSale : elsewhere,
        kind == Kind.PROMO_CODE ? triggers(rules, rewards) : List.of(),
        forCodes(rules),
        rewards.stream().map(Priced::reward).toList(),
        // Only discounts on whole orders exclude one another.
        true,
        codes.of(id),
        codes.beyond(id));
  }

  private static Optional<String> notForSale(ResultSet row) throws SQLException {
    if (!row.getBoolean("sale_ok")) {
      return Optional.of("it is not available in sales");
    }
    return row.getBoolean("ecommerce_ok")
        ? Optional.empty()
        : Optional.of("it is not available in web shops");
  }

  private static Kind kind(ResultSet row, List<Rule> rules) throws SQLException {
    return switch (Sql.text(row, "program_type")) {
      case "gift_card" -> Kind.GIFT_CARD;
      case "ewallet" -> Kind.EWALLET;
      case "loyalty" -> Kind.LOYALTY;
      case "coupons" -> Kind.COUPONS;
      case "next_order_coupons" -> Kind.NEXT_ORDER;
      default ->
          switch (Sql.text(row, "applies_on")) {
            case "future" -> Kind.NEXT_ORDER;
            case "both" -> Kind.LOYALTY;
            default -> byTrigger(Sql.text(row, "trigger"), rules);
          };
    };
  }

  private static Kind byTrigger(String trigger, List<Rule> rules) {
    boolean byItself = rules.stream().anyMatch(rule -> rule.code().isEmpty());
    return trigger.equals("auto") && (byItself || rules.isEmpty())
        ? Kind.AUTOMATIC
        : Kind.PROMO_CODE;
  }

  private static List<Program.Trigger> triggers(List<Rule> rules, List<Priced> rewards) {
    boolean others = rules.stream().anyMatch(rule -> rule.code().isEmpty());
    BigDecimal cost =
        rewards.stream().map(Priced::cost).min(BigDecimal::compareTo).orElse(BigDecimal.ONE);
    return rules.stream()
        .filter(rule -> !rule.code().isEmpty())
        .map(
            rule ->
                new Program.Trigger(
                    "loyalty.rule," + rule.id(),
                    rule.code(),
                    others
                        ? unclear(rule.condition(), "it has further rules, without a code")
                        : with(rule.condition(), rule.points().compareTo(cost) >= 0)))
        .toList();
  }

  /** What an order must have for a card of it to count: the card brings the points. */
  private static Program.Condition forCodes(List<Rule> rules) {
    if (rules.isEmpty()) {
      return Program.Condition.none();
    }
    Rule first = rules.getFirst();
    if (rules.size() > 1) {
      return unclear(first.condition(), "it has several rules, of which one suffices");
    }
    return first.code().isEmpty()
        ? with(first.condition(), true)
        : unclear(first.condition(), "its rule wants another code");
  }

  private static Program.Condition unclear(Program.Condition rule, String why) {
    return new Program.Condition(
        new ProductSet.Unreadable(why),
        rule.minimumQuantity(),
        rule.minimumAmount(),
        rule.amountWithTax(),
        rule.amountOfThose(),
        rule.chosenCustomers(),
        true);
  }

  private static Program.Condition with(Program.Condition rule, boolean enough) {
    return new Program.Condition(
        rule.products(),
        rule.minimumQuantity(),
        rule.minimumAmount(),
        rule.amountWithTax(),
        rule.amountOfThose(),
        rule.chosenCustomers(),
        enough);
  }

  private Map<Integer, List<Rule>> rules() throws SQLException {
    Map<Integer, List<Integer>> chosen =
        pairs("loyalty_rule_product_product_rel", "loyalty_rule_id", "product_product_id");
    Map<Integer, List<Rule>> rules = new HashMap<>();
    sql.rows(
        "select * from loyalty_rule where active order by id",
        List.of(),
        row ->
            rules
                .computeIfAbsent(row.getInt("program_id"), key -> new ArrayList<>())
                .add(rule(row, chosen.getOrDefault(row.getInt("id"), List.of()))));
    return rules;
  }

  private Rule rule(ResultSet row, List<Integer> chosen) throws SQLException {
    ProductSet set =
        products.of(
            chosen(chosen, row.getInt("product_category_id"), row.getInt("product_tag_id")),
            Sql.text(row, "product_domain"));
    boolean certain = !Sql.text(row, "reward_point_mode").equals("money");
    String code = Sql.text(row, "mode").equals("with_code") ? Sql.text(row, "code") : "";
    return new Rule(
        row.getInt("id"),
        code.strip(),
        certain ? Sql.amount(row, "reward_point_amount") : BigDecimal.ZERO,
        set,
        new Program.Condition(
            set,
            row.getInt("minimum_qty"),
            Sql.amount(row, "minimum_amount"),
            Sql.text(row, "minimum_amount_tax_mode").equals("incl"),
            true,
            false,
            true));
  }

  /** Any of the three suffices; without any it is everything. */
  private DomainSql chosen(List<Integer> ids, int category, int tag) {
    List<DomainSql> any = new ArrayList<>();
    if (!ids.isEmpty()) {
      any.add(DomainSql.products(ids));
    }
    if (category != 0) {
      any.add(DomainSql.categories(List.of(category)));
    }
    if (tag != 0) {
      any.add(DomainSql.tags(List.of(tag), sql.catalogue()));
    }
    return any.stream().reduce(DomainSql::or).orElse(DomainSql.everything());
  }

  private Map<Integer, List<Priced>> rewards() throws SQLException {
    Map<Integer, List<Integer>> chosen =
        pairs("loyalty_reward_product_product_rel", "loyalty_reward_id", "product_product_id");
    Map<Integer, List<Priced>> rewards = new HashMap<>();
    sql.rows(
        "select * from loyalty_reward where active order by id",
        List.of(),
        row ->
            rewards
                .computeIfAbsent(row.getInt("program_id"), key -> new ArrayList<>())
                .add(
                    new Priced(
                        reward(row, chosen.getOrDefault(row.getInt("id"), List.of())),
                        Sql.amount(row, "required_points"))));
    return rewards;
  }

  private Program.Reward reward(ResultSet row, List<Integer> chosen) throws SQLException {
    BigDecimal atMost = Sql.amount(row, "discount_max_amount");
    String type = Sql.text(row, "reward_type");
    return switch (type) {
      case "product" -> new Program.FreeProduct(BigDecimal.ZERO);
      case "shipping" -> new Program.FreeShipping(atMost);
      case "discount" -> discount(row, chosen, atMost);
      default -> new Program.Unknown(type, BigDecimal.ZERO);
    };
  }

  private Program.Reward discount(ResultSet row, List<Integer> chosen, BigDecimal atMost)
      throws SQLException {
    Program.Target target =
        switch (Sql.text(row, "discount_applicability")) {
          case "cheapest" -> new Program.Target.Cheapest();
          case "specific" ->
              new Program.Target.Some(
                  products.of(
                      chosen(
                          chosen,
                          row.getInt("discount_product_category_id"),
                          row.getInt("discount_product_tag_id")),
                      Sql.text(row, "discount_product_domain")));
          default -> new Program.Target.WholeOrder();
        };
    BigDecimal discount = Sql.amount(row, "discount");
    String mode = Sql.text(row, "discount_mode");
    return switch (mode) {
      case "percent" -> new Program.Percent(discount, target, atMost);
      case "per_order" -> new Program.Fixed(discount, target, atMost);
      case "per_point" -> new Program.PerPoint(atMost);
      default -> new Program.Unknown(mode, atMost);
    };
  }

  /** Cards whose points pay for the cheapest reward at least once. */
  private Codes codes() throws SQLException {
    Codes codes = new Codes(codesPerProgram);
    sql.rows(
        "select c.id, c.program_id, c.code, c.partner_id is not null as personal,"
            + " c.expiration_date, floor(c.points / w.cost) as uses from loyalty_card c"
            + " join loyalty_program p on p.id = c.program_id and p.active"
            + " join (select program_id, min(required_points) as cost from loyalty_reward"
            + "   where active group by program_id having min(required_points) > 0) w"
            + "   on w.program_id = c.program_id"
            + " where c.points >= w.cost and p.program_type not in"
            + "   ('gift_card', 'ewallet', 'loyalty') and "
            + sql.optional("c", "loyalty_card", "active", "true")
            + " order by c.id",
        List.of(),
        row ->
            codes.add(
                row.getInt("program_id"),
                new Program.Code(
                    "loyalty.card," + row.getInt("id"),
                    Sql.text(row, "code"),
                    Sql.endOfDay(row, "expiration_date", zone),
                    row.getBigDecimal("uses")
                        .setScale(0, RoundingMode.FLOOR)
                        .min(BigDecimal.valueOf(MOST_USES))
                        .intValue(),
                    row.getBoolean("personal"))));
    return codes;
  }

  private Map<Integer, List<String>> pricelists() throws SQLException {
    String table = "loyalty_program_product_pricelist_rel";
    Map<Integer, List<String>> names = new HashMap<>();
    if (sql.catalogue().has(table)) {
      sql.rows(
          "select x.loyalty_program_id, l.id, "
              + sql.name("l", "product_pricelist")
              + " as name from "
              + table
              + " x join product_pricelist l on l.id = x.product_pricelist_id",
          List.of(),
          row -> {
            List<String> of = names.computeIfAbsent(row.getInt(1), key -> new ArrayList<>());
            of.add("#" + row.getInt(2));
            return of.add(Sql.text(row, "name"));
          });
    }
    return names;
  }

  private Map<Integer, List<Integer>> pairs(String table, String left, String right)
      throws SQLException {
    Map<Integer, List<Integer>> pairs = new HashMap<>();
    if (sql.catalogue().has(table)) {
      sql.rows(
          "select " + left + ", " + right + " from " + table,
          List.of(),
          row -> pairs.computeIfAbsent(row.getInt(1), key -> new ArrayList<>()).add(row.getInt(2)));
    }
    return pairs;
  }
}
