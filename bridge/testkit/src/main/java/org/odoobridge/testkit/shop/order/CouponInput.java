package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Schema;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * Writes a request's fields onto a coupon, with the conversions WooCommerce makes (its source): a
 * null is no change, empty text clears a date, {@code date_expires_gmt} is taken without a word and
 * without effect, and what is no field of a coupon is ignored.
 */
final class CouponInput {
  static final List<String> TYPES = List.of("percent", "fixed_cart", "fixed_product");

  /** What a single call is checked against; batch items are not. */
  static final Schema SCHEMA =
      new Schema()
          .strings("code", "amount", "status", "description", "minimum_amount", "maximum_amount")
          .integers("usage_limit", "usage_limit_per_user", "limit_usage_to_x_items")
          .booleans("individual_use", "free_shipping", "exclude_sale_items")
          .oneOf("discount_type", TYPES)
          .check("product_ids", CouponInput::integers)
          .check("excluded_product_ids", CouponInput::integers)
          .check("product_categories", CouponInput::integers)
          .check("excluded_product_categories", CouponInput::integers);

  private static final Set<String> FLAGS =
      Set.of("individual_use", "free_shipping", "exclude_sale_items");
  private static final Set<String> COUNTS =
      Set.of("usage_limit", "usage_limit_per_user", "limit_usage_to_x_items");
  private static final Set<String> AMOUNTS = Set.of("minimum_amount", "maximum_amount");
  private static final Set<String> IDS =
      Set.of(
          "product_ids",
          "excluded_product_ids",
          "product_categories",
          "excluded_product_categories");
  private static final int PERCENT = 100;

  private final Site site;

  CouponInput(Site site) {
    this.site = site;
  }

  /** Codes are kept in lower case, entities decoded. */
  static String code(String sent) {
    return sent.replace("&amp;", "&").strip().toLowerCase(Locale.ROOT);
  }

  void apply(Coupon coupon, JsonNode sent) {
    String type = text(sent, "discount_type").orElse(coupon.type);
    BigDecimal amount = text(sent, "amount").map(CouponInput::decimal).orElse(coupon.amount);
    if (!TYPES.contains(type)) {
      throw WooError.of(400, "coupon_invalid_discount_type", "Invalid discount type.");
    }
    if (amount.signum() < 0 || (type.equals("percent") && amount.intValue() > PERCENT)) {
      throw WooError.of(400, "coupon_invalid_amount", "Invalid discount amount.");
    }
    for (JsonNode email : sent.path("email_restrictions")) {
      if (!email.asText().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
        throw WooError.of(
            400, "coupon_invalid_email_address", "Invalid email address restriction.");
      }
    }
    coupon.type = type;
    coupon.amount = amount;
    text(sent, "code").ifPresent(code -> coupon.code = code(code));
    text(sent, "status").ifPresent(status -> coupon.status = status);
    text(sent, "description").ifPresent(text -> coupon.description = text);
    if (sent.hasNonNull("date_expires")) {
      coupon.expires = moment(sent.get("date_expires").asText());
    }
    FLAGS.stream()
        .filter(sent::hasNonNull)
        .forEach(name -> coupon.settings.put(name, sent.get(name).asBoolean()));
    COUNTS.stream()
        .filter(sent::hasNonNull)
        .forEach(name -> coupon.settings.put(name, Math.abs(sent.get(name).asInt())));
    AMOUNTS.stream()
        .filter(sent::hasNonNull)
        .forEach(name -> coupon.settings.put(name, decimal(sent.get(name).asText())));
    IDS.stream()
        .filter(name -> sent.path(name).isArray())
        .forEach(name -> coupon.settings.set(name, ids(sent.get(name))));
    if (sent.path("email_restrictions").isArray()) {
      coupon.settings.set("email_restrictions", sent.get("email_restrictions").deepCopy());
    }
    coupon.meta.apply(sent.path("meta_data"));
    coupon.modified = site.now();
  }

  private static Optional<WooError> integers(String param, JsonNode value) {
    for (int i = 0; i < value.size(); i++) {
      if (!Schema.isInteger(value.get(i))) {
        return Optional.of(
            WooError.invalidParam(
                param, "rest_invalid_type", param + "[" + i + "] is not of type integer.", true));
      }
    }
    return value.isArray()
        ? Optional.empty()
        : Optional.of(
            WooError.invalidParam(
                param, "rest_invalid_type", param + " is not of type array.", true));
  }

  private static ArrayNode ids(JsonNode sent) {
    ArrayNode ids = PhpJson.array();
    sent.forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  private static BigDecimal decimal(String sent) {
    String kept = sent.replaceAll("[^0-9.\\-]", "");
    return kept.matches("-?\\d{1,12}(\\.\\d{1,8})?") ? new BigDecimal(kept) : BigDecimal.ZERO;
  }

  /** With an offset it is that moment, else the shop's own time; empty text is none. */
  private @Nullable Instant moment(String sent) {
    if (sent.isEmpty()) {
      return null;
    }
    try {
      return OffsetDateTime.parse(sent).toInstant();
    } catch (DateTimeException withoutOffset) {
      LocalDateTime local =
          sent.length() == 10
              ? LocalDate.parse(sent).atStartOfDay()
              : LocalDateTime.parse(sent.replace(' ', 'T'));
      return local.atZone(site.zone()).toInstant();
    }
  }

  private static Optional<String> text(JsonNode sent, String field) {
    return sent.hasNonNull(field) ? Optional.of(sent.get(field).asText()) : Optional.empty();
  }
}
