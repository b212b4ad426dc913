package org.odoobridge.outbound.catalog.price;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.PriceSource.Priced;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;

/**
 * Documents with what the products cost now: on a simple product, or on each variant. What has no
 * price keeps the shop's, and says why among the problems.
 */
public final class PricedProducts implements ProductSource {
  private final ProductSource products;
  private final PriceBook prices;
  private final Clock clock;

  public PricedProducts(ProductSource products, PriceBook prices, Clock clock) {
    this.products = products;
    this.prices = prices;
    this.clock = clock;
  }

  @Override
  public List<Integer> templates(int afterId, int limit) {
    return products.templates(afterId, limit);
  }

  @Override
  public int count() {
    return products.count();
  }

  @Override
  public List<DesiredProduct> read(Collection<Integer> templates) {
    Instant now = clock.instant();
    return products.read(templates).stream().map(document -> priced(document, now)).toList();
  }

  private DesiredProduct priced(DesiredProduct document, Instant now) {
    if (!document.published()) {
      return document;
    }
    List<String> problems = new ArrayList<>(document.problems());
    Map<ProductField, FieldValue> fields = document.fields();
    List<DesiredProduct.Variant> variants = new ArrayList<>();
    switch (document.kind()) {
      case SIMPLE -> {
        Optional<Integer> product = prices.onlyVariant(document.template());
        if (product.isPresent()) {
          fields = with(fields, product.get(), now, problems);
        }
      }
      case VARIABLE -> {
        for (DesiredProduct.Variant variant : document.variants()) {
          variants.add(
              new DesiredProduct.Variant(
                  variant.product(),
                  variant.sku(),
                  variant.options(),
                  with(variant.fields(), variant.product(), now, problems)));
        }
      }
    }
    return new DesiredProduct(
        document.channel(),
        document.template(),
        document.kind(),
        document.published(),
        document.sku(),
        fields,
        variants,
        problems);
  }

  private Map<ProductField, FieldValue> with(
      Map<ProductField, FieldValue> fields, int product, Instant now, List<String> problems) {
    PriceExplanation explained = prices.explain(product, now);
    if (explained.priced().isEmpty()) {
      problems.add("no price for product " + product + ": " + explained.problem());
      return fields;
    }
    Priced price = explained.priced().get();
    Map<ProductField, FieldValue> all = new LinkedHashMap<>(fields);
    all.put(ProductField.REGULAR_PRICE, new FieldValue.Amount(price.regular()));
    // Empty texts clear a sale that is over; only a sale's own dates are told.
    all.put(
        ProductField.SALE_PRICE,
        price.sale().<FieldValue>map(FieldValue.Amount::new).orElse(new FieldValue.Text("")));
    all.put(ProductField.SALE_FROM, moment(price.saleFrom()));
    all.put(ProductField.SALE_TO, moment(price.saleTo()));
    return all;
  }

  private static FieldValue moment(Optional<Instant> at) {
    return new FieldValue.Text(at.map(Instant::toString).orElse(""));
  }
}
