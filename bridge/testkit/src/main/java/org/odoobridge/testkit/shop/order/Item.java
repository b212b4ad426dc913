package org.odoobridge.testkit.shop.order;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.product.Product;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.Site;

/** One item of an order or refund; amounts are net and keep six decimals. */
abstract sealed class Item {
  final int id;
  final MetaData meta;
  BigDecimal total = BigDecimal.ZERO;

  /** Tax on {@link #total} by rate id, unrounded. */
  final Map<Integer, BigDecimal> taxes = new TreeMap<>();

  Item(Site site) {
    id = site.nextOrderItem();
    meta = new MetaData(site);
  }

  /** Tax on the total as WooCommerce adds it up: each rate's amount rounded to cents. */
  BigDecimal totalTax() {
    return Money.roundedSum(taxes.values());
  }

  /** Goods. Without a product it is the phantom an unknown product leaves behind. */
  static final class Goods extends Item {
    final Optional<Product> product;
    String name = "";
    int quantity = 1;
    String taxClass = "";
    BigDecimal subtotal = BigDecimal.ZERO;
    final Map<Integer, BigDecimal> subtotalTaxes = new TreeMap<>();

    Goods(Site site, Optional<Product> product) {
      super(site);
      this.product = product;
    }

    BigDecimal subtotalTax() {
      return Money.roundedSum(subtotalTaxes.values());
    }

    int productId() {
      return product.map(p -> p.parent().orElse(p).id()).orElse(0);
    }

    int variationId() {
      return product.filter(Product::isVariation).map(Product::id).orElse(0);
    }
  }

  static final class Shipping extends Item {
    String title = "";
    String method = "";

    Shipping(Site site) {
      super(site);
    }
  }

  static final class Fee extends Item {
    String name = "";
    String taxClass = "";
    String taxStatus = "taxable";

    Fee(Site site) {
      super(site);
    }
  }

  static final class Discount extends Item {
    final Coupon coupon;
    BigDecimal tax = BigDecimal.ZERO;

    Discount(Site site, Coupon coupon) {
      super(site);
      this.coupon = coupon;
    }
  }
}
