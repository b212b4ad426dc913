package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** A coupon of the shop, as its post keeps it. */
final class Coupon {
  final int id;
  final Instant created;
  final MetaData meta;

  /** Flags and numbers that are kept as they were sent. */
  final ObjectNode settings = PhpJson.object();

  final ArrayNode usedBy = PhpJson.array();
  Instant modified;
  String code = "";
  String status = "publish";
  String type = "fixed_cart";
  String description = "";
  BigDecimal amount = BigDecimal.ZERO;
  @Nullable Instant expires;
  int usageCount;

  Coupon(Site site) {
    id = site.nextPost();
    created = site.now();
    modified = created;
    meta = new MetaData(site);
  }

  String code() {
    return code;
  }

  /** {@code percent}, {@code fixed_cart} or {@code fixed_product}. */
  String type() {
    return type;
  }

  BigDecimal amount() {
    return amount;
  }

  int id() {
    return id;
  }

  /** Whether a shopper who enters the code is told that it is over. */
  boolean expiredAt(Instant now) {
    return expires != null && now.isAfter(expires);
  }

  boolean usedUp() {
    int limit = settings.path("usage_limit").asInt();
    return limit > 0 && usageCount >= limit;
  }

  /** Whether it is taken off this product: itself or the product its variation belongs to. */
  boolean isFor(int product, int variation) {
    boolean named = false;
    for (JsonNode id : settings.path("product_ids")) {
      named = true;
      if (id.asInt() == product || (variation != 0 && id.asInt() == variation)) {
        return true;
      }
    }
    return !named;
  }

  /** The discount on one line, in whole cents, never more than the line. */
  BigDecimal off(BigDecimal lineAmount, int quantity) {
    BigDecimal off =
        type.equals("percent")
            ? lineAmount.multiply(amount).divide(BigDecimal.valueOf(100), 2, RoundingMode.FLOOR)
            : amount.multiply(BigDecimal.valueOf(quantity));
    return off.min(lineAmount);
  }
}
