package org.odoobridge.inbound.apply.draft;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.Policies;
import org.odoobridge.inbound.apply.Samples;
import org.odoobridge.inbound.apply.entry.OrderRows;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.odoo.Names;
import org.odoobridge.inbound.odoo.OdooMasterData;
import org.odoobridge.inbound.odoo.OdooProduct;
import org.odoobridge.inbound.order.ChannelOrder;

class OrderTranslatorTest {
  private static final OdooMasterData.Tax ON_TOP = Samples.tax(1, "Bridge 19%", "19.0000", false);
  private static final OdooMasterData ODOO = Samples.odoo(ON_TOP);

  @Test
  void everythingIsSetExplicitlyAndNothingIsLeftToOdoosDefaults() {
    OrderDraft draft = ready(Samples.order(), ODOO, Samples.POLICY);

    assertThat(draft.header())
        .containsEntry("fiscal_position_id/.id", "")
        .containsEntry("user_id/.id", "")
        .containsEntry("team_id/.id", "")
        .containsEntry("pricelist_id/.id", "2")
        .containsEntry("warehouse_id/.id", "1")
        .containsEntry("date_order", "2026-11-24 11:27:01")
        .containsEntry("client_order_ref", "76")
        .containsEntry("origin", "shop/76");
    assertThat(draft.lines()).hasSize(3);
    assertThat(draft.lines()).extracting(OrderDraft.Line::taxes).containsOnly(Set.of(1));
    assertThat(draft.taxByTax()).containsOnlyKeys(1);
    assertThat(draft.taxByTax().values().iterator().next()).isEqualByComparingTo("31.98");
  }

  @Test
  void rowsCarryTheOrderOnceAndEveryLineWithItsReference() {
    OrderDraft draft = ready(Samples.order(), ODOO, Samples.POLICY);
    OrderRows rows = new OrderRows(Samples.ODOO_14);

    List<List<String>> table = rows.rows(draft, new Contacts(10, 11, 12));

    List<String> fields = rows.fields();
    assertThat(table).hasSize(3).allSatisfy(row -> assertThat(row).hasSameSizeAs(fields));
    assertThat(table.get(0).getFirst()).isEqualTo("odoo_bridge.shop~order~76");
    assertThat(table.get(1).getFirst()).isEmpty();
    int line = fields.indexOf("order_line/id");
    assertThat(table)
        .extracting(row -> row.get(line))
        .containsExactly(
            "odoo_bridge.shop~order~76~line~77",
            "odoo_bridge.shop~order~76~line~78",
            "odoo_bridge.shop~order~76~line~79");
    assertThat(table.getFirst().get(fields.indexOf("partner_shipping_id/.id"))).isEqualTo("12");
    assertThat(fields).doesNotContain("order_line/technical_price_unit");
  }

  @Test
  void newerOdoosGetTheirOwnFieldNamesAndTheTechnicalPrice() {
    OrderDraft draft = ready(Samples.order(), ODOO, Samples.POLICY);
    OrderRows rows = new OrderRows(Samples.ODOO_19);

    List<List<String>> table = rows.rows(draft, new Contacts(1, 1, 1));

    assertThat(rows.fields())
        .contains("order_line/tax_ids/.id", "order_line/product_uom_id/.id")
        .endsWith("order_line/technical_price_unit");
    assertThat(table).allSatisfy(row -> assertThat(row.getLast()).isEqualTo("-1"));
  }

  @Test
  void settingsAreFoundByName() {
    OrderPolicy named =
        Policies.of(
            "team: Web",
            "salesperson: anna",
            "fiscalPosition: EU",
            "shippingSku: SHIPPING",
            "feeSku: FEE");

    Map<String, String> header = ready(Samples.order(), ODOO, named).header();

    assertThat(header)
        .containsEntry("team_id/.id", "5")
        .containsEntry("user_id/.id", "7")
        .containsEntry("fiscal_position_id/.id", "9")
        .containsEntry("pricelist_id/.id", "2");
  }

  @Test
  void aNoteIsEscapedOnlyWhereOdooTakesItForHtml() {
    ChannelOrder order = Samples.order(json -> json.put("customer_note", "<b>5 & 'x'\nring</b>"));

    assertThat(ready(order, ODOO, Samples.POLICY).header())
        .containsEntry("note", "<b>5 & 'x'\nring</b>");
    assertThat(ready(order, Samples.newest(ODOO), Samples.POLICY).header())
        .containsEntry("note", "&lt;b&gt;5 &amp; &#39;x&#39;<br>ring&lt;/b&gt;");
  }

  @Test
  void whereOrdersNeedNoPricelistTheCompanysCurrencyNeedsNone() {
    OdooMasterData none = Samples.withoutPricelists(ODOO);
    OrderPolicy anyPricelist = Policies.of("shippingSku: SHIPPING");

    assertThat(refused(Samples.order(), none, anyPricelist).code()).isEqualTo("no-pricelist");
    assertThat(ready(Samples.order(), Samples.newest(none), anyPricelist).header())
        .containsEntry("pricelist_id/.id", "");
    assertThat(
            refused(
                    Samples.order(json -> json.put("currency", "USD")),
                    Samples.newest(none),
                    anyPricelist)
                .code())
        .isEqualTo("unknown-currency");
  }

  @Test
  void aPriceThatTwoDigitsCannotMakeNeedsNoDiscountWhereOdooKeepsItExactly() {
    ChannelOrder order =
        Samples.order(
            json -> {
              Samples.line(json, 0)
                  .put("quantity", 3)
                  .put("total", "10.00")
                  .put("total_tax", "1.90");
            });

    LinePrice rounded = ready(order, ODOO, Samples.POLICY).lines().getFirst().price();
    LinePrice exact = ready(order, Samples.newest(ODOO), Samples.POLICY).lines().getFirst().price();

    assertThat(rounded.discount()).isPositive();
    assertThat(exact.unit()).isEqualByComparingTo("3.333333");
    assertThat(exact.discount()).isZero();
  }

  @Test
  void aSettingMayNameARecordInAnyLanguage() {
    OdooMasterData.Tax tax =
        new OdooMasterData.Tax(
            1,
            new Names("19 % Umsatzsteuer", Set.of("19% VAT", "TVA 19 %")),
            new BigDecimal("19"),
            false,
            1);
    OrderPolicy inFrench = Policies.of("shippingSku: SHIPPING", "taxes: { '19': 'TVA 19 %' }");

    assertThat(ready(Samples.order(), Samples.odoo(tax), inFrench).lines())
        .extracting(OrderDraft.Line::taxes)
        .containsOnly(Set.of(1));
  }

  @Test
  void aSettingThatNamesNothingIsABusinessProblem() {
    OrderPolicy wrong = Policies.of("warehouse: XX");

    Problem.Business problem = refused(Samples.order(), ODOO, wrong);

    assertThat(problem.code()).isEqualTo("bad-setting");
    assertThat(problem.detail()).contains("warehouse 'XX'");
  }

  @Test
  void aRateIsFoundByItsPercentageAloneWhenThatIsClear() {
    OrderPolicy unmapped = unmapped();
    OdooMasterData.Tax included = Samples.tax(2, "19% incl", "19", true);

    assertThat(taxes(order(), Samples.odoo(ON_TOP, included), unmapped)).containsOnly(1);
    assertThat(
            taxes(
                order(json -> json.put("prices_include_tax", true)),
                Samples.odoo(ON_TOP, included),
                unmapped))
        .containsOnly(2);
    assertThat(refused(order(), Samples.odoo(), unmapped).code()).isEqualTo("unknown-tax");
    assertThat(
            refused(order(), Samples.odoo(ON_TOP, Samples.tax(3, "19% EU", "19", false)), unmapped)
                .code())
        .isEqualTo("ambiguous-tax");
  }

  @Test
  void aMappedTaxMustExist() {
    Problem.Business problem =
        refused(order(), Samples.odoo(Samples.tax(1, "Another", "19", false)), Samples.POLICY);

    assertThat(problem.code()).isEqualTo("unknown-tax");
    assertThat(problem.detail()).contains("Bridge 19%");
  }

  @Test
  void aLineThatTheShopLeftUntaxedIsLoadedWithoutTax() {
    ChannelOrder order =
        order(
            json -> {
              ObjectNode shoe = Samples.line(json, 1);
              shoe.put("total_tax", "0.00");
              ((ObjectNode) shoe.path("taxes").path(0)).put("total", "0.00");
            });

    OrderDraft draft = ready(order, ODOO, Samples.POLICY);

    assertThat(draft.lines().get(0).taxes()).containsOnly(1);
    assertThat(draft.lines().get(1).taxes()).isEmpty();
  }

  @Test
  void shippingThatCostsNothingNeedsNoProductAndShippingThatCostsDoes() {
    OrderPolicy none = Policies.of("taxes: { '19': '1' }");
    ChannelOrder free =
        order(
            json ->
                ((ObjectNode) json.path("shipping_lines").path(0))
                    .put("total", "0.00")
                    .put("total_tax", "0.00"));

    assertThat(ready(free, ODOO, none).lines()).hasSize(2);
    assertThat(refused(order(), ODOO, none).code()).isEqualTo("no-shipping-product");
  }

  @Test
  void productsAreOneAndActiveOrTheReasonIsSaid() {
    Sku mug = new Sku("HM-92ee");

    assertThat(refusedWith(mug, List.of()).code()).isEqualTo("unknown-sku");
    assertThat(refusedWith(mug, List.of(new OdooProduct(1, mug, false, 1, 0))).code())
        .isEqualTo("archived-sku");
    assertThat(
            refusedWith(
                    mug,
                    List.of(
                        new OdooProduct(1, mug, true, 1, 0), new OdooProduct(2, mug, true, 1, 0)))
                .code())
        .isEqualTo("ambiguous-sku");
    assertThat(refusedWith(mug, List.of(new OdooProduct(1, mug, true, 1, 2))).code())
        .isEqualTo("unknown-sku");
  }

  @Test
  void aProductWithoutSkuAndOneTheShopDoesNotKnowAreToldApart() {
    assertThat(
            refused(order(json -> Samples.line(json, 0).put("sku", "")), ODOO, Samples.POLICY)
                .code())
        .isEqualTo("missing-sku");
    assertThat(
            refused(
                    order(json -> Samples.line(json, 0).putNull("sku").put("product_id", 0)),
                    ODOO,
                    Samples.POLICY)
                .code())
        .isEqualTo("unknown-product");
  }

  private static ChannelOrder order() {
    return Samples.order();
  }

  private static ChannelOrder order(Consumer<ObjectNode> change) {
    return Samples.order(change);
  }

  private static OrderPolicy unmapped() {
    return Policies.of("shippingSku: SHIPPING", "feeSku: FEE");
  }

  private static Set<Integer> taxes(ChannelOrder order, OdooMasterData odoo, OrderPolicy policy) {
    return ready(order, odoo, policy).lines().getFirst().taxes();
  }

  private static OrderDraft ready(ChannelOrder order, OdooMasterData odoo, OrderPolicy policy) {
    Translation translation =
        new OrderTranslator(policy, odoo, Samples.products(order)).translate(order);
    assertThat(translation).isInstanceOf(Translation.Ready.class);
    return ((Translation.Ready) translation).draft();
  }

  private static Problem.Business refused(
      ChannelOrder order, OdooMasterData odoo, OrderPolicy policy) {
    Translation translation =
        new OrderTranslator(policy, odoo, Samples.products(order)).translate(order);
    assertThat(translation).isInstanceOf(Translation.Refused.class);
    return ((Translation.Refused) translation).problem();
  }

  private static Problem.Business refusedWith(Sku sku, List<OdooProduct> found) {
    ChannelOrder order = Samples.order();
    Map<Sku, List<OdooProduct>> products = new HashMap<>(Samples.products(order));
    products.put(sku, found);
    Translation translation = new OrderTranslator(Samples.POLICY, ODOO, products).translate(order);
    assertThat(translation).isInstanceOf(Translation.Refused.class);
    return ((Translation.Refused) translation).problem();
  }
}
