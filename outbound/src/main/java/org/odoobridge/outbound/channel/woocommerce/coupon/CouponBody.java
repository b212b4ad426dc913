package org.odoobridge.outbound.channel.woocommerce.coupon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.coupon.DesiredCoupon;
import org.odoobridge.outbound.catalog.coupon.Wanted;

/** A coupon as the shop takes it, and whether the shop keeps it so. */
final class CouponBody {
  /** Metadata by which a coupon is known to be ours; its value is the coupon's ref. */
  static final String MARK = "_odoo_bridge_coupon";

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private CouponBody() {}

  static ObjectNode of(Wanted wanted) {
    DesiredCoupon coupon = wanted.coupon();
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", coupon.code())
            .put("status", "publish")
            .put("discount_type", coupon.percent() ? "percent" : "fixed_cart")
            .put("amount", plain(coupon.amount()))
            .put("description", coupon.description())
            // With an offset it is that moment, else the shop's own time; empty clears it, and a
            // null would change nothing. date_expires_gmt is taken without effect.
            .put("date_expires", coupon.ends().map(end -> SECONDS.format(end) + "Z").orElse(""))
            .put("individual_use", coupon.alone())
            .put("free_shipping", coupon.freeShipping())
            .put("minimum_amount", plain(coupon.minimumAmount()))
            .put("usage_limit", coupon.usageLimit());
    ArrayNode products = body.putArray("product_ids");
    wanted.products().forEach(products::add);
    body.putArray("meta_data").addObject().put("key", MARK).put("value", coupon.ref());
    return body;
  }

  /** Shoppers cannot use it; its history stays. */
  static ObjectNode off(long id) {
    return JsonNodeFactory.instance.objectNode().put("id", id).put("status", "draft");
  }

  /** The ref a coupon of the shop was marked with; empty = it is not ours. */
  static Optional<String> mark(JsonNode coupon) {
    for (JsonNode meta : coupon.path("meta_data")) {
      if (meta.path("key").asText("").equals(MARK)) {
        return Optional.of(meta.path("value").asText(""));
      }
    }
    return Optional.empty();
  }

  /** The first field that the shop keeps otherwise than sent; empty when there is none. */
  static Optional<String> kept(Wanted wanted, JsonNode shown) {
    DesiredCoupon coupon = wanted.coupon();
    ObjectNode sent = of(wanted);
    for (String flag : new String[] {"individual_use", "free_shipping"}) {
      if (shown.path(flag).asBoolean() != sent.path(flag).asBoolean()) {
        return differs(flag, shown);
      }
    }
    for (String amount : new String[] {"amount", "minimum_amount"}) {
      if (number(shown.path(amount)).compareTo(number(sent.path(amount))) != 0) {
        return differs(amount, shown);
      }
    }
    for (String text : new String[] {"code", "status", "discount_type"}) {
      if (!shown.path(text).asText("").equalsIgnoreCase(sent.path(text).asText())) {
        return differs(text, shown);
      }
    }
    if (shown.path("usage_limit").asInt(0) != coupon.usageLimit()) {
      return differs("usage_limit", shown);
    }
    TreeSet<Long> products = new TreeSet<>();
    shown.path("product_ids").forEach(id -> products.add(id.asLong()));
    if (!products.equals(new TreeSet<>(wanted.products()))) {
      return differs("product_ids", shown);
    }
    String end = coupon.ends().map(SECONDS::format).orElse("");
    return shown.path("date_expires_gmt").asText("").equals(end)
        ? Optional.empty()
        : differs("date_expires_gmt", shown);
  }

  private static Optional<String> differs(String field, JsonNode shown) {
    return Optional.of(field + " is " + shown.path(field));
  }

  private static BigDecimal number(JsonNode text) {
    String digits = text.asText("");
    return digits.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? new BigDecimal(digits) : BigDecimal.ZERO;
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }
}
