package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.odoobridge.outbound.catalog.price.PriceRows.at;
import static org.odoobridge.outbound.catalog.price.PriceRows.category;
import static org.odoobridge.outbound.catalog.price.PriceRows.company;
import static org.odoobridge.outbound.catalog.price.PriceRows.cost;
import static org.odoobridge.outbound.catalog.price.PriceRows.currency;
import static org.odoobridge.outbound.catalog.price.PriceRows.newRule;
import static org.odoobridge.outbound.catalog.price.PriceRows.pricelist;
import static org.odoobridge.outbound.catalog.price.PriceRows.rate;
import static org.odoobridge.outbound.catalog.price.PriceRows.rule;
import static org.odoobridge.outbound.catalog.price.PriceRows.tax;
import static org.odoobridge.outbound.catalog.price.PriceRows.template;
import static org.odoobridge.outbound.catalog.price.PriceRows.variant;
import static org.odoobridge.outbound.projection.Rows.insert;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.catalog.model.PriceSource.Priced;
import org.odoobridge.outbound.projection.Rows;

/** Prices of one shop by hand-written rules. */
final class PriceBookTest {
  private static final Instant NOON = at("2026-03-10T12:00:00Z");
  private static final int DESK = 10;
  private static final int CHAIR = 11;
  private PriceTables tables;

  @BeforeEach
  void anOdoo() {
    tables = new PriceTables(Set.of("Web", "Retail"));
    fold(
        company(1, "Main", 1),
        currency(1, "USD", "0.01"),
        currency(2, "EUR", "0.01"),
        category(1, 0, "All"),
        category(2, 1, "All / Office"),
        template(100, "200.00", 2),
        template(101, "49.99", 1),
        variant(DESK, 100),
        variant(CHAIR, 101),
        pricelist(1, "Web", 1),
        pricelist(2, "Retail", 1),
        pricelist(3, "Euro", 2));
  }

  @Test
  void withoutARuleTheSalesPriceAndItsExtrasCount() {
    fold(
        insert(
            "product_template_attribute_value",
            "id",
            5,
            "product_tmpl_id",
            100,
            "price_extra",
            new BigDecimal("12.50")),
        insert(
            "product_variant_combination",
            "product_product_id",
            DESK,
            "product_template_attribute_value_id",
            5));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("212.50");
    assertThat(priced(DESK).sale()).isEmpty();
  }

  @Test
  void aPieceCostsWhatItsShareOfAUnitCosts() {
    fold(
        rule(1, 1, "fixed_price", 8.33),
        rule(2, 1, "fixed_price", 7.0, "min_quantity", new BigDecimal("0.5")));
    PriceBook grams = book(0.25);
    PriceExplanation why = grams.explain(DESK, NOON);
    assertThat(why.priced().orElseThrow().regular())
        .as("8.33 for a kilogram, 250 g a piece")
        .isEqualByComparingTo("2.08");
    assertThat(why.lines()).anyMatch(line -> line.contains("0.25 units a piece: 2.0825"));
    assertThat(book(0.5).explain(DESK, NOON).priced().orElseThrow().regular())
        .as("half a kilogram is enough for the other rule")
        .isEqualByComparingTo("3.50");
  }

  @Test
  void theNarrowestRuleWins() {
    fold(
        rule(1, 1, "fixed_price", 9.0),
        rule(2, 1, "applied_on", "2_product_category", "categ_id", 1, "fixed_price", 8.0),
        rule(3, 1, "applied_on", "2_product_category", "categ_id", 2, "fixed_price", 7.0));
    assertThat(priced(CHAIR).regular()).isEqualByComparingTo("8");
    assertThat(priced(DESK).regular()).isEqualByComparingTo("7");
    fold(rule(4, 1, "applied_on", "1_product", "product_tmpl_id", 100, "fixed_price", 6.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("6");
    fold(rule(5, 1, "applied_on", "0_product_variant", "product_id", DESK, "fixed_price", 5.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("5");
    assertThat(book("").explain(DESK, NOON).paid().orElseThrow().rule().orElseThrow().id())
        .isEqualTo(5);
  }

  @Test
  void aMinimumQuantityAsksForTheChannelsQuantity() {
    fold(
        rule(1, 1, "fixed_price", 9.0),
        rule(2, 1, "fixed_price", 4.0, "min_quantity", BigDecimal.TEN));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("9");
    PricesConfig ten =
        new PricesConfig("Web", "", "USD", PricesConfig.Taxes.ODOO, "", "", 10, 2, true);
    assertThat(book(ten).of(DESK, NOON).orElseThrow().regular()).isEqualByComparingTo("4");
  }

  @Test
  void aFormulaGoesDiscountRoundingSurchargeMargins() {
    fold(
        rule(
            1,
            1,
            "compute_price",
            "formula",
            "price_discount",
            12.0,
            "price_round",
            10.0,
            "price_surcharge",
            -0.01));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("179.99");
    fold(
        rule(
            2,
            1,
            "compute_price",
            "formula",
            "price_discount",
            90.0,
            "price_min_margin",
            -50.0,
            "price_max_margin",
            100.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("150");
  }

  @Test
  void aLowerPriceThanTheRegularPricelistIsASale() {
    fold(
        rule(1, 2, "compute_price", "percentage", "percent_price", 10.0),
        rule(
            2,
            1,
            "compute_price",
            "percentage",
            "percent_price",
            25.0,
            "date_start",
            at("2026-03-01T00:00:00Z"),
            "date_end",
            at("2026-03-31T21:59:59Z")));
    Priced sale = book("Retail").of(DESK, NOON).orElseThrow();
    assertThat(sale.regular()).isEqualByComparingTo("180");
    assertThat(sale.sale().orElseThrow()).isEqualByComparingTo("150");
    assertThat(sale.saleFrom()).contains(at("2026-03-01T00:00:00Z"));
    assertThat(sale.saleTo()).contains(at("2026-03-31T21:59:59Z"));
    assertThat(sale.nextChange()).contains(at("2026-03-31T22:00:00Z"));
    Priced after = book("Retail").of(DESK, at("2026-03-31T22:00:00Z")).orElseThrow();
    assertThat(after.regular()).isEqualByComparingTo("200");
    assertThat(after.sale()).isEmpty();
    assertThat(after.nextChange()).isEmpty();
    assertThat(book("Retail").of(DESK, at("2026-03-31T21:59:59.900Z")).orElseThrow().sale())
        .isPresent();
    assertThat(book(PricesConfig.SALES_PRICE).of(DESK, NOON).orElseThrow().regular())
        .isEqualByComparingTo("200");
  }

  @Test
  void aRuleOnAnotherPricelistIsConvertedAtTheDaysRate() {
    fold(
        rate(1, 2, "2026-01-01", "0.5"),
        rate(2, 2, "2026-03-11", "0.8"),
        rule(1, 3, "fixed_price", 40.0),
        rule(
            2,
            1,
            "compute_price",
            "formula",
            "base",
            "pricelist",
            "base_pricelist_id",
            3,
            "price_surcharge",
            1.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("81");
    assertThat(priced(DESK).nextChange()).contains(at("2026-03-11T00:00:00Z"));
    assertThat(book("").of(DESK, at("2026-03-11T00:00:00Z")).orElseThrow().regular())
        .isEqualByComparingTo("51");
  }

  @Test
  void odoo14ConvertsAfterTheRuleAndOdoo16Before() {
    fold(
        rate(1, 2, "2026-01-01", "0.5"),
        rule(1, 3, "compute_price", "formula", "price_surcharge", 10.0));
    PricesConfig euro =
        new PricesConfig("Euro", "", "EUR", PricesConfig.Taxes.ODOO, "", "", 1, 2, true);
    assertThat(book(euro).of(DESK, NOON).orElseThrow().regular()).isEqualByComparingTo("105");
    fold(newRule(1, 3, "compute_price", "formula", "price_surcharge", 10.0));
    assertThat(book(euro).of(DESK, NOON).orElseThrow().regular()).isEqualByComparingTo("110");
  }

  @Test
  void costIsTheCompanysOwnAndAMarkUpIsPutOn() {
    fold(
        cost(1, 0, null, 3.0),
        cost(2, DESK, 1, 80.0),
        rule(1, 1, "compute_price", "formula", "base", "standard_price", "price_discount", -25.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("100");
    assertThat(priced(CHAIR).regular()).isEqualByComparingTo("3.75");
    fold(
        insert(
            "product_product",
            "id",
            DESK,
            "product_tmpl_id",
            100,
            "standard_price",
            "{\"1\": 60.0, \"2\": 7}"),
        newRule(1, 1, "compute_price", "formula", "base", "standard_price", "price_markup", 50.0));
    assertThat(priced(DESK).regular()).isEqualByComparingTo("90");
  }

  @Test
  void taxesAreTakenOutOrPutOn() {
    fold(
        tax(1, "VAT 20 % included", "percent", "20", true, false),
        tax(2, "VAT 15 %", "percent", "15", false, false),
        insert("product_taxes_rel", "prod_id", 100, "tax_id", 1),
        insert("product_taxes_rel", "prod_id", 101, "tax_id", 2));
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "", DESK)).isEqualByComparingTo("200");
    assertThat(taxed(PricesConfig.Taxes.EXCLUDED, "", DESK)).isEqualByComparingTo("166.67");
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "", CHAIR)).isEqualByComparingTo("57.49");
    assertThat(taxed(PricesConfig.Taxes.EXCLUDED, "", CHAIR)).isEqualByComparingTo("49.99");
    fold(
        insert("account_fiscal_position", "id", 1, "name", "Export", "company_id", 1),
        insert(
            "account_fiscal_position_tax",
            "id",
            1,
            "position_id",
            1,
            "tax_src_id",
            1,
            "tax_dest_id",
            null));
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "Export", DESK)).isEqualByComparingTo("166.67");
  }

  /** As Odoo 19 keeps it: positions list taxes, and each tax what it replaces. */
  @Test
  void aPositionFollowsTheTaxesThatAreAddedToItAndTakenFromIt() {
    fold(
        newTax(1, "VAT 20 % included", "20", "tax_included"),
        newTax(2, "VAT 10 % included", "10", "tax_included"),
        insert("product_taxes_rel", "prod_id", 100, "tax_id", 1),
        insert("account_fiscal_position", "id", 1, "name", "Reduced", "company_id", 1));
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "Reduced", DESK)).isEqualByComparingTo("166.67");
    fold(
        insert("account_tax_alternatives", "dest_tax_id", 2, "src_tax_id", 1),
        insert(
            "account_fiscal_position_account_tax_rel",
            "account_fiscal_position_id",
            1,
            "account_tax_id",
            2));
    // 200 / 1.2 = 166.67, and 10 % of it on top
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "Reduced", DESK)).isEqualByComparingTo("183.33");
    fold(
        new RowChange.Deleted(
            "account_tax_alternatives", Rows.row("dest_tax_id", 2, "src_tax_id", 1)));
    assertThat(taxed(PricesConfig.Taxes.INCLUDED, "Reduced", DESK)).isEqualByComparingTo("200");
  }

  private static RowChange newTax(int id, String name, String percent, String included) {
    return insert(
        "account_tax",
        "id",
        id,
        "name",
        name,
        "type_tax_use",
        "sale",
        "amount_type",
        "percent",
        "amount",
        new BigDecimal(percent),
        "price_include_override",
        included,
        "include_base_amount",
        false,
        "is_base_affected",
        true,
        "is_domestic",
        true,
        "active",
        true,
        "sequence",
        id,
        "company_id",
        1);
  }

  @Test
  void whatCannotBePricedSaysWhy() {
    assertThat(book("").explain(999, NOON).problem()).contains("no product 999");
    PricesConfig wrong =
        new PricesConfig("Euro", "", "USD", PricesConfig.Taxes.ODOO, "", "", 1, 2, true);
    assertThat(book(wrong).of(DESK, NOON)).isEmpty();
    assertThat(book(wrong).problems()).singleElement().asString().contains("EUR").contains("USD");
    fold(
        rule(1, 1, "compute_price", "formula", "base", "pricelist", "base_pricelist_id", 2),
        rule(2, 2, "compute_price", "formula", "base", "pricelist", "base_pricelist_id", 1));
    assertThat(book("").explain(DESK, NOON).problem()).contains("based on itself");
    fold(rule(3, 1, "applied_on", "1_product", "product_tmpl_id", 100, "fixed_price", -1.0));
    assertThat(book("").explain(DESK, NOON).problem()).contains("would be -1");
    assertThatThrownBy(
            () -> new PricesConfig("Web", "", "euro", PricesConfig.Taxes.ODOO, "", "", 1, 2, true))
        .hasMessageContaining("currency");
  }

  @Test
  void theExplanationNamesEveryStep() {
    fold(
        rate(1, 2, "2026-01-01", "0.5"),
        rule(7, 3, "compute_price", "percentage", "percent_price", 10.0),
        rule(
            8,
            1,
            "applied_on",
            "2_product_category",
            "categ_id",
            2,
            "compute_price",
            "formula",
            "base",
            "pricelist",
            "base_pricelist_id",
            3,
            "price_discount",
            5.0,
            "price_round",
            0.5,
            "price_surcharge",
            -0.01));
    assertThat(book("").explain(DESK, NOON).lines())
        .containsExactly(
            "regular price 170.99",
            "regular price by",
            "  pricelist Euro: rule 7 for all products",
            "    sales price 200 USD",
            "    10 % taken off: 180",
            "    USD in EUR at 0.5 (rate of 2026-01-01): 90",
            "    = 90 EUR",
            "  pricelist Web: rule 8 for category All / Office",
            "    price 90 EUR of pricelist Euro",
            "    EUR in USD at 2 (rate of 2026-01-01): 180",
            "    5 % taken off: 171",
            "    rounded to 0.5: 171",
            "    surcharge -0.01: 170.99",
            "    = 170.99 USD");
  }

  private BigDecimal taxed(PricesConfig.Taxes taxes, String position, int product) {
    PricesConfig config = new PricesConfig("Web", "", "USD", taxes, position, "", 1, 2, true);
    return book(config).of(product, NOON).orElseThrow().regular();
  }

  private Priced priced(int product) {
    return book("").of(product, NOON).orElseThrow();
  }

  private PriceBook book(String regular) {
    return book(
        new PricesConfig("Web", regular, "USD", PricesConfig.Taxes.ODOO, "", "", 1, 2, true));
  }

  private PriceBook book(double unitsAPiece) {
    return new PriceBook(
        new ChannelId("shop"),
        new PricesConfig("Web", "", "USD", PricesConfig.Taxes.ODOO, "", "", 1, 2, true),
        () -> Optional.of(tables),
        (channel, product) -> unitsAPiece);
  }

  private PriceBook book(PricesConfig config) {
    return new PriceBook(new ChannelId("shop"), config, () -> Optional.of(tables));
  }

  private void fold(RowChange... changes) {
    for (RowChange change : changes) {
      tables.apply(change);
    }
  }
}
