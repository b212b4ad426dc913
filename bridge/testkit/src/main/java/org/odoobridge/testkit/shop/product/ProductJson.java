package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** How the REST API and webhooks show products and variations. */
public final class ProductJson {
  private final Site site;
  private final Catalog catalog;

  public ProductJson(Site site, Catalog catalog) {
    this.site = site;
    this.catalog = catalog;
  }

  /** The answer to a read; webhooks carry the same. */
  public ObjectNode read(Product p) {
    return product(p, false);
  }

  /** The answer to a write: raw texts and two fields about the slug more. */
  ObjectNode written(Product p) {
    return product(p, true);
  }

  private ObjectNode product(Product p, boolean edit) {
    ObjectNode json = PhpJson.object();
    json.put("id", p.id).put("name", p.title()).put("slug", slug(p)).put("permalink", permalink(p));
    dates(json, p);
    json.put("type", p.type).put("status", p.status);
    json.put("featured", p.content.path("featured").asBoolean(false));
    json.put("catalog_visibility", text(p, "catalog_visibility", "visible"));
    json.put("description", prose(p, "description", edit));
    json.put("short_description", prose(p, "short_description", edit));
    json.put("sku", p.sku);
    prices(json, p);
    json.put("purchasable", sellable(p));
    if (p.isVariation()) {
      json.put("total_sales", "0");
    } else {
      json.put("total_sales", p.sold);
    }
    downloads(json, p);
    json.put("external_url", "").put("button_text", "");
    json.put("tax_status", p.taxStatus).put("tax_class", shownTaxClass(p, edit));
    stock(json, p);
    json.put("sold_individually", p.content.path("sold_individually").asBoolean(false));
    size(json, p);
    json.put("shipping_required", !p.content.path("virtual").asBoolean(false));
    json.put("shipping_taxable", p.taxable());
    json.put("shipping_class", text(p, "shipping_class", "")).put("shipping_class_id", 0);
    json.put("reviews_allowed", !p.isVariation());
    json.put("average_rating", edit ? "0" : "0.00").put("rating_count", 0);
    list(json, p, "upsell_ids");
    list(json, p, "cross_sell_ids");
    json.put("parent_id", p.parent == null ? 0 : p.parent.id);
    json.put("purchase_note", text(p, "purchase_note", ""));
    json.set("categories", categories(p));
    if (site.version().modern()) {
      list(json, p, "brands");
    }
    list(json, p, "tags");
    list(json, p, "images");
    json.set("attributes", p.attributes);
    list(json, p, "default_attributes");
    ArrayNode variations = json.putArray("variations");
    p.variations.forEach(variation -> variations.add(variation.id));
    json.putArray("grouped_products");
    json.put("menu_order", p.content.path("menu_order").asInt());
    json.put("price_html", PriceHtml.of(site, p));
    json.putArray("related_ids");
    json.set("meta_data", p.meta.json());
    json.put("stock_status", p.shownStockStatus());
    json.put("has_options", p.isVariable());
    json.put("post_password", "");
    if (site.version().modern()) {
      json.put("global_unique_id", p.gtin);
    }
    if (edit) {
      json.put("permalink_template", site.url() + "/product/%pagename%/");
      json.put("generated_slug", slug(p));
    }
    json.set("_links", Links.of(site, "/products", p.id, Links.ALL));
    return json;
  }

  /** A variation under its parent; after a write its tax class still reads "parent". */
  ObjectNode variation(Product p, boolean edit) {
    ObjectNode json = PhpJson.object().put("id", p.id);
    if (site.version().modern()) {
      json.put("type", p.type);
    }
    dates(json, p);
    json.put("description", prose(p, "description", edit));
    json.put("permalink", permalink(p));
    json.put("sku", p.sku);
    if (site.version().modern()) {
      json.put("global_unique_id", p.gtin);
    }
    prices(json, p);
    json.put("status", p.status).put("purchasable", sellable(p));
    downloads(json, p);
    json.put("tax_status", p.taxStatus).put("tax_class", shownTaxClass(p, edit));
    stock(json, p);
    json.put("stock_status", p.shownStockStatus());
    size(json, p);
    json.put("shipping_class", "").put("shipping_class_id", 0);
    JsonNode image = p.content.path("image");
    json.set("image", image.isObject() ? image : NullNode.getInstance());
    if (site.version().modern()) {
      json.putArray("gallery_image_ids");
    }
    json.set("attributes", p.attributes);
    json.put("menu_order", p.content.path("menu_order").asInt());
    json.set("meta_data", p.meta.json());
    json.put("name", p.optionNames());
    int parentId = p.parent().map(Product::id).orElse(0);
    json.put("parent_id", parentId);
    String collection = "/products/" + parentId + "/variations";
    ObjectNode links = Links.of(site, collection, p.id, Links.ALL);
    links.putArray("up").addObject().put("href", site.api("/products/" + parentId));
    json.set("_links", links);
    return json;
  }

  private void dates(ObjectNode json, Product p) {
    json.put("date_created", site.local(p.created)).put("date_created_gmt", Site.gmt(p.created));
    json.put("date_modified", site.local(p.modified));
    json.put("date_modified_gmt", Site.gmt(p.modified));
  }

  private void prices(ObjectNode json, Product p) {
    json.put("price", p.price());
    json.put("regular_price", p.regularPrice).put("sale_price", p.salePrice);
    json.put("date_on_sale_from", site.local(p.saleFrom));
    json.put("date_on_sale_from_gmt", Site.gmt(p.saleFrom));
    json.put("date_on_sale_to", site.local(p.saleTo));
    json.put("date_on_sale_to_gmt", Site.gmt(p.saleTo));
    json.put("on_sale", p.onSale());
  }

  private static boolean sellable(Product p) {
    return !p.price().isEmpty();
  }

  private static void downloads(ObjectNode json, Product p) {
    json.put("virtual", p.content.path("virtual").asBoolean(false));
    json.put("downloadable", p.content.path("downloadable").asBoolean(false));
    json.putArray("downloads");
    json.put("download_limit", -1).put("download_expiry", -1);
  }

  private static void stock(ObjectNode json, Product p) {
    if (!p.managesStock && p.stockHolder().isPresent()) {
      json.put("manage_stock", "parent");
    } else {
      json.put("manage_stock", p.managesStock);
    }
    json.put("stock_quantity", p.stock());
    Product holder = p.stockHolder().orElse(p);
    json.put("backorders", holder.backorders);
    json.put("backorders_allowed", p.backordersAllowed());
    json.put("backordered", p.shownStockStatus().equals("onbackorder"));
    json.put("low_stock_amount", p.lowStock);
  }

  private static void size(ObjectNode json, Product p) {
    json.put("weight", text(p, "weight", ""));
    ObjectNode dimensions = json.putObject("dimensions");
    JsonNode sent = p.content.path("dimensions");
    for (String side : new String[] {"length", "width", "height"}) {
      dimensions.put(side, sent.path(side).asText(""));
    }
  }

  private JsonNode categories(Product p) {
    if (p.isVariation()) {
      return PhpJson.array();
    }
    JsonNode chosen = p.content.path("categories");
    return chosen.isEmpty() ? PhpJson.array().add(catalog.terms().uncategorized()) : chosen;
  }

  private static String shownTaxClass(Product p, boolean edit) {
    return edit ? p.taxClass : p.taxClass();
  }

  private static void list(ObjectNode json, Product p, String field) {
    JsonNode sent = p.content.path(field);
    json.set(field, sent.isArray() ? sent : PhpJson.array());
  }

  private static String text(Product p, String field, String absent) {
    return p.content.path(field).asText(absent);
  }

  /** Reads show prose as paragraphs; writes echo it raw. */
  private static String prose(Product p, String field, boolean edit) {
    String raw = text(p, field, "");
    if (edit || raw.isBlank()) {
      return raw;
    }
    return raw.startsWith("<p>") ? raw + "\n" : "<p>" + raw + "</p>\n";
  }

  private static String slug(Product p) {
    return p.parent == null ? p.slug : ProductInput.slug(p.title());
  }

  private String permalink(Product p) {
    if (p.status.equals("trash")) {
      return site.url() + "/?post_type=product&p=" + p.id;
    }
    if (p.parent == null) {
      return site.url() + "/product/" + p.slug + "/";
    }
    StringBuilder link = new StringBuilder(site.url() + "/product/" + p.parent.slug + "/");
    for (JsonNode attribute : p.attributes) {
      link.append(link.indexOf("?") < 0 ? '?' : '&')
          .append("attribute_")
          .append(attribute.path("slug").asText())
          .append('=')
          .append(URLEncoder.encode(attribute.path("option").asText(), StandardCharsets.UTF_8));
    }
    return link.toString();
  }
}
