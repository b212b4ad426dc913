package org.odoobridge.testkit.shop.product;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.odoobridge.testkit.shop.site.Site;

/** A price as shop pages print it: markup around the amount, or around a sale or a range. */
final class PriceHtml {
  private PriceHtml() {}

  static String of(Site site, Product p) {
    String price = p.price();
    if (price.isEmpty()) {
      return "";
    }
    if (p.isVariable()) {
      List<BigDecimal> prices =
          p.variations.stream()
              .map(Product::price)
              .filter(text -> !text.isEmpty())
              .map(BigDecimal::new)
              .sorted()
              .toList();
      BigDecimal low = prices.get(0);
      BigDecimal high = prices.get(prices.size() - 1);
      return low.compareTo(high) == 0
          ? amount(site, low, "")
          : amount(site, low, " aria-hidden=\"true\"")
              + " <span aria-hidden=\"true\">&ndash;</span> "
              + amount(site, high, " aria-hidden=\"true\"");
    }
    String now = amount(site, new BigDecimal(price), "");
    return p.onSale()
        ? "<del aria-hidden=\"true\">"
            + amount(site, new BigDecimal(p.regularPrice), "")
            + "</del> <ins aria-hidden=\"true\">"
            + now
            + "</ins>"
        : now;
  }

  private static String amount(Site site, BigDecimal value, String attribute) {
    return "<span class=\"woocommerce-Price-amount amount\""
        + attribute
        + "><bdi><span class=\"woocommerce-Price-currencySymbol\">"
        + site.currencySymbolHtml()
        + "</span>"
        + value.setScale(2, RoundingMode.HALF_UP).toPlainString()
        + "</bdi></span>";
  }
}
