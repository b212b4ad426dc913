package org.odoobridge.outbound.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Variant;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;

/** Prices stand in the documents that are sent. */
final class PricedProductsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
  private static final ChannelId SHOP = new ChannelId("shop");
  private final PriceTables tables = new PriceTables(Set.of("Web"));

  @BeforeEach
  void anOdoo() {
    List.of(
            PriceRows.company(1, "Main", 1),
            PriceRows.currency(1, "USD", "0.01"),
            PriceRows.category(1, 0, "All"),
            PriceRows.template(100, "200.00", 1),
            PriceRows.template(101, "50.00", 1),
            PriceRows.variant(10, 100),
            PriceRows.variant(11, 101),
            PriceRows.variant(12, 101),
            PriceRows.pricelist(1, "Web", 1),
            PriceRows.rule(
                1,
                1,
                "applied_on",
                "0_product_variant",
                "product_id",
                12,
                "fixed_price",
                40.0,
                "date_start",
                Instant.parse("2026-03-01T00:00:00Z")),
            PriceRows.rule(
                2, 1, "applied_on", "1_product", "product_tmpl_id", 100, "fixed_price", -1.0))
        .forEach(tables::apply);
  }

  @Test
  void eachVariantHasItsOwnAndASaleItsDates() {
    DesiredProduct document =
        read(document(101, Kind.VARIABLE, List.of(variant(11, "CHAIR-S"), variant(12, "CHAIR-L"))));
    assertThat(document.fields()).doesNotContainKey(ProductField.REGULAR_PRICE);
    assertThat(document.variants().get(0).fields())
        .containsEntry(ProductField.REGULAR_PRICE, amount("50"))
        .containsEntry(ProductField.SALE_PRICE, new FieldValue.Text(""))
        .containsEntry(ProductField.SALE_FROM, new FieldValue.Text(""));
    assertThat(document.variants().get(1).fields())
        .containsEntry(ProductField.REGULAR_PRICE, amount("50"))
        .containsEntry(ProductField.SALE_PRICE, amount("40"))
        .containsEntry(ProductField.SALE_FROM, new FieldValue.Text("2026-03-01T00:00:00Z"));
    assertThat(document.problems()).isEmpty();
  }

  @Test
  void whatHasNoPriceKeepsTheShopsAndSaysWhy() {
    DesiredProduct document = read(document(100, Kind.SIMPLE, List.of()));
    assertThat(document.fields()).isEmpty();
    assertThat(document.problems()).singleElement().asString().contains("would be -1");
    tables.apply(org.odoobridge.outbound.projection.Rows.delete("product_pricelist_item", 2));
    assertThat(read(document(100, Kind.SIMPLE, List.of())).fields())
        .containsEntry(ProductField.REGULAR_PRICE, amount("200"));
  }

  private static FieldValue amount(String amount) {
    return new FieldValue.Amount(new BigDecimal(amount));
  }

  private static Variant variant(int product, String sku) {
    return new Variant(product, Optional.of(new Sku(sku)), Map.of(), Map.of());
  }

  private static DesiredProduct document(int template, Kind kind, List<Variant> variants) {
    return new DesiredProduct(
        SHOP, template, kind, true, Optional.empty(), Map.of(), variants, List.of());
  }

  private DesiredProduct read(DesiredProduct document) {
    PricesConfig config =
        new PricesConfig("Web", "sales-price", "USD", PricesConfig.Taxes.ODOO, "", "", 1, 2, true);
    ProductSource source =
        new ProductSource() {
          @Override
          public List<Integer> templates(int afterId, int limit) {
            return List.of(document.template());
          }

          @Override
          public int count() {
            return 1;
          }

          @Override
          public List<DesiredProduct> read(Collection<Integer> templates) {
            return List.of(document);
          }
        };
    PriceBook book = new PriceBook(SHOP, config, () -> Optional.of(tables));
    return new PricedProducts(source, book, NOON).read(List.of(document.template())).get(0);
  }
}
