package org.odoobridge.testkit.shop.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.Site;

/** Money given back on an order; its lines have negative quantities and amounts. */
final class Refund {
  final int id;
  final Order order;
  final Instant created;
  final BigDecimal amount;
  final String reason;
  final MetaData meta;
  final List<Item.Goods> goods = new ArrayList<>();
  final Map<Integer, Integer> taxItems = new TreeMap<>();

  Refund(Site site, Order order, BigDecimal amount, String reason) {
    this.id = site.nextPost();
    this.order = order;
    this.created = site.now();
    this.amount = amount;
    this.reason = reason;
    this.meta = new MetaData(site);
  }
}
