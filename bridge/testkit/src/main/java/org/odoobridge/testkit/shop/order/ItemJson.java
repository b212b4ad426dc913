package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.odoobridge.testkit.shop.product.Product;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** How orders and refunds show their items. */
final class ItemJson {
  private final Site site;
  private final TaxTable taxes;

  ItemJson(Site site, TaxTable taxes) {
    this.site = site;
    this.taxes = taxes;
  }

  ObjectNode goods(Item.Goods line, int decimals) {
    ObjectNode json = PhpJson.object().put("id", line.id).put("name", line.name);
    json.put("product_id", line.productId()).put("variation_id", line.variationId());
    json.put("quantity", line.quantity).put("tax_class", line.taxClass);
    json.put("subtotal", Money.text(cents(line.subtotal), decimals));
    json.put("subtotal_tax", Money.text(line.subtotalTax(), decimals));
    json.put("total", Money.text(cents(line.total), decimals));
    json.put("total_tax", Money.text(line.totalTax(), decimals));
    ArrayNode rows = json.putArray("taxes");
    line.taxes.forEach(
        (id, tax) ->
            rows.addObject()
                .put("id", id)
                .put("total", row(tax, decimals))
                .put("subtotal", row(line.subtotalTaxes.getOrDefault(id, tax), decimals)));
    json.set("meta_data", line.meta.displayJson());
    json.put("sku", line.product.map(Product::sku).orElse(null));
    if (site.version().modern()) {
      json.put("global_unique_id", line.product.map(Product::gtin).orElse(null));
    }
    double units = line.quantity == 0 ? 1 : line.quantity;
    PhpJson.putFloat(json, "price", line.total.doubleValue() / units);
    image(json.putObject("image"), line.product);
    json.put("parent_name", parentName(line));
    return json;
  }

  /** Older shops show the unrounded tax of a row as it is stored. */
  private String row(BigDecimal tax, int decimals) {
    return site.version().modern()
        ? Money.text(tax, decimals)
        : tax.signum() == 0 ? "0" : tax.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /** Simple products without a picture show an empty id, variations and phantoms a zero. */
  private static void image(ObjectNode image, Optional<Product> product) {
    JsonNode first = product.map(Product::images).orElse(PhpJson.array()).path(0);
    if (first.isObject()) {
      image.put("id", first.path("id").asText()).put("src", first.path("src").asText());
      return;
    }
    if (product.isPresent() && !product.get().isVariation()) {
      image.put("id", "");
    } else {
      image.put("id", 0);
    }
    image.put("src", "");
  }

  private static @org.jspecify.annotations.Nullable String parentName(Item.Goods line) {
    return line.product.flatMap(Product::parent).map(Product::title).orElse(null);
  }

  ObjectNode shipping(Item.Shipping line, int decimals) {
    ObjectNode json = PhpJson.object().put("id", line.id).put("method_title", line.title);
    json.put("method_id", line.method).put("instance_id", "");
    amounts(json, line, decimals);
    if (site.version().modern()) {
      json.put("tax_status", "taxable");
    }
    json.set("meta_data", line.meta.displayJson());
    return json;
  }

  ObjectNode fee(Item.Fee line, int decimals) {
    ObjectNode json = PhpJson.object().put("id", line.id).put("name", line.name);
    json.put("tax_class", line.taxClass).put("tax_status", line.taxStatus).put("amount", "");
    amounts(json, line, decimals);
    json.set("meta_data", line.meta.displayJson());
    return json;
  }

  private void amounts(ObjectNode json, Item line, int decimals) {
    json.put("total", Money.text(line.total, decimals));
    json.put("total_tax", Money.text(line.totalTax(), decimals));
    ArrayNode rows = json.putArray("taxes");
    line.taxes.forEach(
        (id, tax) ->
            rows.addObject().put("id", id).put("total", row(tax, decimals)).put("subtotal", ""));
  }

  /** The real API does not format these with the asked-for decimals. */
  ObjectNode discount(Item.Discount line) {
    Coupon coupon = line.coupon;
    ObjectNode json = PhpJson.object().put("id", line.id).put("code", coupon.code());
    json.put("discount", Money.text(line.total, 2));
    json.put("discount_tax", Money.text(line.tax, 2));
    String info =
        "["
            + coupon.id()
            + ",\""
            + coupon.code()
            + "\",\""
            + coupon.type()
            + "\","
            + coupon.amount().stripTrailingZeros().toPlainString()
            + "]";
    if (line.meta.text("coupon_info").isEmpty()) {
      line.meta.put("coupon_info", TextNode.valueOf(info), "coupon_info");
    }
    json.set("meta_data", line.meta.displayJson());
    json.put("discount_type", coupon.type());
    PhpJson.putFloat(json, "nominal_amount", coupon.amount().doubleValue());
    json.put("free_shipping", false);
    return json;
  }

  /** One row per tax rate: what it makes on goods and fees, and what on shipping. */
  ArrayNode taxLines(
      Map<Integer, Integer> rowIds,
      List<Item.Goods> goods,
      List<Item.Fee> fees,
      List<Item.Shipping> shipping,
      int decimals) {
    Map<Integer, BigDecimal> cart = OrderMath.perRate(Stream.concat(goods.stream(), fees.stream()));
    Map<Integer, BigDecimal> freight = OrderMath.perRate(shipping.stream());
    ArrayNode rows = PhpJson.array();
    rowIds.forEach(
        (rateId, rowId) -> {
          Optional<TaxRate> rate = taxes.byId(rateId);
          ObjectNode row = rows.addObject().put("id", rowId);
          row.put("rate_code", rate.map(TaxRate::code).orElse("")).put("rate_id", rateId);
          row.put("label", rate.map(TaxRate::name).orElse("")).put("compound", false);
          row.put("tax_total", Money.text(cart.getOrDefault(rateId, BigDecimal.ZERO), decimals));
          row.put(
              "shipping_tax_total",
              Money.text(freight.getOrDefault(rateId, BigDecimal.ZERO), decimals));
          PhpJson.putFloat(
              row, "rate_percent", rate.map(r -> r.percent().doubleValue()).orElse(0.0));
          row.putArray("meta_data");
        });
    return rows;
  }
}
