package org.odoobridge.testkit.shop.order;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.odoobridge.testkit.shop.product.Product;
import org.odoobridge.testkit.shop.site.Site;

/** Prices, discounts and taxes of an order, line by line, taxes rounded per line. */
final class OrderMath {
  private final Site site;
  private final TaxTable taxes;

  OrderMath(Site site, TaxTable taxes) {
    this.site = site;
    this.taxes = taxes;
  }

  /** Net amount of a product's price times quantity, as the shop's entry mode says. */
  BigDecimal net(Order order, Product product, int quantity) {
    String price = product.price();
    BigDecimal entered =
        price.isEmpty()
            ? BigDecimal.ZERO
            : new BigDecimal(price).multiply(BigDecimal.valueOf(quantity));
    return order.pricesIncludeTax
        ? TaxTable.net(entered, rate(order, product.taxClass()))
        : entered;
  }

  /** Spreads the coupons over the goods: subtotals stay, totals fall. */
  void discount(Order order) {
    for (Item.Discount discount : order.discounts) {
      discount.total = BigDecimal.ZERO;
      discount.tax = BigDecimal.ZERO;
      BigDecimal left = discount.coupon.amount();
      BigDecimal rest =
          order.goods.stream()
              .map(line -> entered(order, line))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      for (Item.Goods line : order.goods) {
        Optional<TaxRate> rate = rate(order, line.taxClass);
        BigDecimal entered = entered(order, line);
        BigDecimal off =
            discount.coupon.type().equals("fixed_cart")
                ? share(left, entered, rest)
                : discount.coupon.isFor(line.productId(), line.variationId())
                    ? discount.coupon.off(entered, line.quantity)
                    : BigDecimal.ZERO;
        left = left.subtract(off);
        rest = rest.subtract(entered);
        BigDecimal netOff = order.pricesIncludeTax ? TaxTable.net(off, rate) : off;
        line.total = line.total.subtract(netOff);
        discount.total = discount.total.add(netOff);
      }
    }
    taxes(order);
    // What a coupon took in tax is kept as it was when the coupon was applied.
    order.discounts.stream().findFirst().ifPresent(first -> first.tax = order.discountTax());
  }

  private BigDecimal entered(Order order, Item.Goods line) {
    return order.pricesIncludeTax ? gross(line.total, rate(order, line.taxClass)) : line.total;
  }

  /** What one line bears of an amount off the cart, in whole cents; the last takes what is left. */
  private static BigDecimal share(BigDecimal left, BigDecimal entered, BigDecimal rest) {
    return rest.signum() <= 0
        ? BigDecimal.ZERO
        : left.multiply(entered).divide(rest, 2, RoundingMode.HALF_UP).min(entered);
  }

  private static BigDecimal gross(BigDecimal net, Optional<TaxRate> rate) {
    return rate.map(r -> Money.cents(net.add(TaxTable.tax(net, r)))).orElse(net);
  }

  /** Recomputes all taxes and the tax rows; call after any change of an amount. */
  void taxes(Order order) {
    for (Item.Goods line : order.goods) {
      boolean taxable = line.product.map(Product::taxable).orElse(true);
      Optional<TaxRate> rate = taxable ? rate(order, line.taxClass) : Optional.empty();
      set(line.taxes, line.total, rate);
      set(line.subtotalTaxes, line.subtotal, rate);
    }
    for (Item.Fee fee : order.fees) {
      if (fee.total.signum() < 0) {
        negative(order, fee);
      } else {
        boolean taxed = fee.taxStatus.equals("taxable");
        set(fee.taxes, fee.total, taxed ? rate(order, fee.taxClass) : Optional.empty());
      }
    }
    for (Item.Shipping line : order.shippingLines) {
      set(line.taxes, line.total, rate(order, "").filter(TaxRate::shipping));
    }
    Stream.of(order.goods, order.fees, order.shippingLines)
        .flatMap(List::stream)
        .flatMap(item -> item.taxes.keySet().stream())
        .forEach(id -> order.taxItems.computeIfAbsent(id, key -> site.nextOrderItem()));
  }

  /** A negative fee lowers the tax of the goods it is spread over, whatever its own tax status. */
  private void negative(Order order, Item.Fee fee) {
    fee.taxes.clear();
    BigDecimal all = Order.sum(order.goods.stream().map(line -> line.total));
    for (Item.Goods line : order.goods) {
      Optional<TaxRate> rate = rate(order, line.taxClass);
      if (rate.isPresent() && all.signum() != 0) {
        BigDecimal share = fee.total.multiply(line.total).divide(all, 8, RoundingMode.HALF_UP);
        fee.taxes.merge(rate.get().id(), TaxTable.tax(share, rate.get()), BigDecimal::add);
      }
    }
  }

  private Optional<TaxRate> rate(Order order, String taxClass) {
    return taxes.rate(taxClass, order.taxCountry(site.homeCountry()));
  }

  private static void set(Map<Integer, BigDecimal> taxes, BigDecimal net, Optional<TaxRate> rate) {
    taxes.clear();
    rate.ifPresent(r -> taxes.put(r.id(), TaxTable.tax(net, r)));
  }

  /** Tax per rate over some items, each rounded to cents. */
  static Map<Integer, BigDecimal> perRate(Stream<? extends Item> items) {
    Map<Integer, BigDecimal> sums = new TreeMap<>();
    items.forEach(
        item -> item.taxes.forEach((id, tax) -> sums.merge(id, Money.cents(tax), BigDecimal::add)));
    return sums;
  }
}
