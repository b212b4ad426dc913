package org.odoobridge.outbound.catalog.price;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.odoobridge.testkit.odoo.person.OdooClient;

/**
 * Products, costs, currencies and pricelists full of random rules, entered in a real Odoo as a
 * person would. One seed gives one content.
 */
final class RandomPricelists {
  static final DateTimeFormatter ODOO_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  static final LocalDateTime MIDDLE = LocalDateTime.parse("2026-06-15T12:00:00");
  private static final int LISTS = 24;
  private static final int TEMPLATES = 6;

  private final OdooClient odoo;
  private final Random random;
  private final String mark;
  private final List<Integer> categories = new ArrayList<>();
  private final List<Integer> templates = new ArrayList<>();
  private final List<Integer> currencies = new ArrayList<>();
  final List<Integer> variants = new ArrayList<>();
  final List<Integer> pricelists = new ArrayList<>();

  RandomPricelists(OdooClient odoo, long seed) {
    this.odoo = odoo;
    this.random = new Random(seed);
    this.mark = "Oracle " + Long.toHexString(System.nanoTime());
    currencies();
    categories();
    products();
    for (int i = 0; i < LISTS; i++) {
      pricelist(i);
    }
  }

  private void currencies() {
    currencies.add(firstCompanysCurrency());
    for (String name : List.of("CHF", "JPY")) {
      int id =
          odoo.search(
                  "res.currency",
                  List.of(
                      List.of("name", "=", name), List.of("active", "in", List.of(true, false))))
              .get(0);
      odoo.write("res.currency", List.of(id), Map.of("active", true));
      List<Integer> old =
          odoo.search("res.currency.rate", List.of(List.of("currency_id", "=", id)));
      if (!old.isEmpty()) {
        odoo.call("res.currency.rate", "unlink", old);
      }
      for (String day : List.of("2026-05-01", "2026-06-14", "2026-06-15", "2026-06-16")) {
        double rate = (name.equals("JPY") ? 100 : 1) * (0.5 + random.nextInt(1000) / 1000.0);
        odoo.create("res.currency.rate", Map.of("currency_id", id, "name", day, "rate", rate));
      }
      currencies.add(id);
    }
  }

  private int firstCompanysCurrency() {
    Object currency =
        odoo.searchRead("res.company", List.of(List.of("id", "=", 1)), "currency_id")
            .get(0)
            .get("currency_id");
    return ((Number) ((List<?>) Objects.requireNonNull(currency)).get(0)).intValue();
  }

  private void categories() {
    int root = odoo.create("product.category", Map.of("name", mark));
    int chairs = odoo.create("product.category", Map.of("name", "Chairs", "parent_id", root));
    int stools = odoo.create("product.category", Map.of("name", "Stools", "parent_id", chairs));
    int desks = odoo.create("product.category", Map.of("name", "Desks", "parent_id", root));
    categories.addAll(List.of(root, chairs, stools, desks));
  }

  private void products() {
    int attribute = odoo.create("product.attribute", Map.of("name", mark + " size"));
    List<Integer> values = new ArrayList<>();
    for (String size : List.of("S", "M", "L")) {
      values.add(
          odoo.create("product.attribute.value", Map.of("name", size, "attribute_id", attribute)));
    }
    for (int i = 0; i < TEMPLATES; i++) {
      Map<String, Object> product = new LinkedHashMap<>();
      product.put("name", mark + " " + i);
      product.put("list_price", cents(1, 50_000));
      product.put("categ_id", categories.get(random.nextInt(categories.size())));
      if (i % 2 == 0) {
        product.put(
            "attribute_line_ids",
            List.of(
                List.of(
                    0,
                    0,
                    Map.of(
                        "attribute_id", attribute, "value_ids", List.of(List.of(6, 0, values))))));
      }
      int template = odoo.create("product.template", product);
      templates.add(template);
      for (int choice :
          odoo.search(
              "product.template.attribute.value",
              List.of(List.of("product_tmpl_id", "=", template)))) {
        odoo.write(
            "product.template.attribute.value",
            List.of(choice),
            Map.of("price_extra", cents(0, 2_000)));
      }
      for (int variant :
          odoo.search("product.product", List.of(List.of("product_tmpl_id", "=", template)))) {
        odoo.write("product.product", List.of(variant), Map.of("standard_price", cents(0, 20_000)));
        variants.add(variant);
      }
    }
  }

  private void pricelist(int number) {
    List<Object> rules = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      rules.add(List.of(0, 0, rule()));
    }
    Map<String, Object> pricelist = new LinkedHashMap<>();
    pricelist.put("name", mark + " list " + number);
    pricelist.put("currency_id", pick(currencies));
    pricelist.put("item_ids", rules);
    pricelists.add(odoo.create("product.pricelist", pricelist));
  }

  private Map<String, Object> rule() {
    Map<String, Object> rule = new LinkedHashMap<>();
    switch (random.nextInt(4)) {
      case 0 -> {
        int variant = pick(variants);
        rule.put("applied_on", "0_product_variant");
        rule.put("product_id", variant);
      }
      case 1 -> {
        rule.put("applied_on", "1_product");
        rule.put("product_tmpl_id", pick(templates));
      }
      case 2 -> {
        rule.put("applied_on", "2_product_category");
        rule.put("categ_id", pick(categories));
      }
      default -> rule.put("applied_on", "3_global");
    }
    if (random.nextInt(3) == 0) {
      rule.put("min_quantity", 1 + random.nextInt(10));
    }
    if (random.nextInt(3) == 0) {
      rule.put("date_start", ODOO_TIME.format(MIDDLE.plusDays(random.nextInt(5) - 3)));
    }
    if (random.nextInt(3) == 0) {
      rule.put("date_end", ODOO_TIME.format(MIDDLE.plusDays(random.nextInt(5) - 1)));
    }
    base(rule);
    switch (random.nextInt(4)) {
      case 0 -> {
        rule.put("compute_price", "fixed");
        rule.put("fixed_price", cents(1, 50_000));
      }
      case 1 -> {
        rule.put("compute_price", "percentage");
        rule.put("percent_price", (random.nextInt(12_000) - 2_000) / 100.0);
      }
      default -> formula(rule);
    }
    return rule;
  }

  private void base(Map<String, Object> rule) {
    int kind = random.nextInt(pricelists.isEmpty() ? 2 : 4);
    if (kind >= 2) {
      rule.put("base", "pricelist");
      rule.put("base_pricelist_id", pick(pricelists));
    } else {
      rule.put("base", kind == 0 ? "list_price" : "standard_price");
    }
  }

  private void formula(Map<String, Object> rule) {
    rule.put("compute_price", "formula");
    rule.put("price_discount", (random.nextInt(10_000) - 3_000) / 100.0);
    if (random.nextBoolean()) {
      rule.put("price_round", pick(List.of(0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 10.0)));
    }
    if (random.nextBoolean()) {
      rule.put("price_surcharge", cents(0, 2_000) - 10);
    }
    if (random.nextInt(3) == 0) {
      rule.put("price_min_margin", cents(0, 1_000));
      rule.put("price_max_margin", 10 + cents(0, 5_000));
    }
  }

  private double cents(int least, int range) {
    return (least + random.nextInt(range)) / 100.0;
  }

  private <T> T pick(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
