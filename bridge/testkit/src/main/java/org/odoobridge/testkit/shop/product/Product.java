package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** A product or a variation; guarded by the site's monitor. */
public final class Product {
  final int id;
  final @Nullable Product parent;
  final Instant created;
  final MetaData meta;
  final List<Product> variations = new ArrayList<>();

  /** Everything sent that has no rule of its own: texts, weight, categories, images. */
  final ObjectNode content = PhpJson.object();

  Instant modified;
  String type;
  String status = "publish";
  String name = "Product";
  String slug = "";
  String sku = "";
  String gtin = "";
  String regularPrice = "";
  String salePrice = "";
  @Nullable Instant saleFrom;
  @Nullable Instant saleTo;
  String taxStatus = "taxable";
  String taxClass = "";
  boolean managesStock;
  @Nullable Integer stock;
  String stockStatus = "instock";
  String backorders = "no";
  @Nullable Integer lowStock;
  int sold;
  ArrayNode attributes = PhpJson.array();

  Product(Site site, @Nullable Product parent, String type) {
    this.id = site.nextPost();
    this.parent = parent;
    this.type = type;
    this.created = site.now();
    this.modified = created;
    this.meta = new MetaData(site);
    if (parent != null) {
      taxClass = "parent";
    }
  }

  public int id() {
    return id;
  }

  public String sku() {
    return sku;
  }

  public String gtin() {
    return gtin;
  }

  public Optional<Product> parent() {
    return Optional.ofNullable(parent);
  }

  public boolean isVariation() {
    return parent != null;
  }

  public boolean isVariable() {
    return type.equals("variable");
  }

  /** The name an order line shows: a variation's carries its options. */
  public String title() {
    return parent == null
        ? name
        : parent.name + (attributes.isEmpty() ? "" : " - " + optionNames());
  }

  String optionNames() {
    List<String> names = new ArrayList<>();
    attributes.forEach(attribute -> names.add(attribute.path("option").asText()));
    return String.join(", ", names);
  }

  public JsonNode images() {
    return content.path("images");
  }

  public ArrayNode attributes() {
    return attributes;
  }

  /** The price a shopper pays, as entered; empty when the product has none. */
  public String price() {
    if (isVariable()) {
      return variations.stream()
          .map(Product::price)
          .filter(price -> !price.isEmpty())
          .min((a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b)))
          .orElse("");
    }
    return onSale() ? salePrice : regularPrice;
  }

  boolean onSale() {
    return !salePrice.isEmpty();
  }

  public boolean taxable() {
    return (parent != null ? parent : this).taxStatus.equals("taxable");
  }

  /** Empty for the standard class. */
  public String taxClass() {
    return parent != null && taxClass.equals("parent") ? parent.taxClass : taxClass;
  }

  /** The record whose stock a sale of this product takes from; empty when nobody counts it. */
  public Optional<Product> stockHolder() {
    if (managesStock) {
      return Optional.of(this);
    }
    return parent != null && parent.managesStock ? Optional.of(parent) : Optional.empty();
  }

  /** Units in stock as the shop shows them; null when not counted. */
  public @Nullable Integer stock() {
    return stockHolder().map(holder -> holder.stock).orElse(null);
  }

  String shownStockStatus() {
    Product holder = stockHolder().orElse(this);
    if (!holder.managesStock && isVariable()) {
      boolean any = variations.stream().anyMatch(v -> !v.shownStockStatus().equals("outofstock"));
      return any ? "instock" : "outofstock";
    }
    return holder.stockStatus;
  }

  boolean backordersAllowed() {
    return !stockHolder().orElse(this).backorders.equals("no");
  }

  /** Whether a shopper may put this many into the cart. */
  public boolean purchasable(int units) {
    if (!status.equals("publish") || price().isEmpty() || isVariable()) {
      return false;
    }
    Integer left = stock();
    return left == null
        ? !shownStockStatus().equals("outofstock")
        : backordersAllowed() || left >= units;
  }

  /** Restores what WooCommerce derives at each save. */
  void settle() {
    if (onSale()
        && (regularPrice.isEmpty()
            || Double.parseDouble(salePrice) >= Double.parseDouble(regularPrice))) {
      salePrice = "";
    }
    if (!managesStock) {
      stock = null;
      backorders = "no";
      lowStock = null;
    } else if (stock != null && stock > 0) {
      stockStatus = "instock";
    } else {
      stockStatus = backorders.equals("no") ? "outofstock" : "onbackorder";
    }
  }
}
