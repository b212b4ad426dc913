package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** All products and variations, their SKUs and every number their stock ever was. */
public final class Catalog {
  private static final int STOCK_WRITES_KEPT = 200_000;

  private final Site site;
  private final Terms terms;
  private final ProductInput input = new ProductInput(this);
  private final Map<Integer, Product> byId = new TreeMap<>();

  /** Old versions may come to have several products of one SKU. */
  private final Map<String, List<Product>> bySku = new HashMap<>();

  private final Map<String, Product> byGtin = new HashMap<>();
  private final List<String> fetched = new ArrayList<>();
  private final Map<Integer, ObjectNode> media = new HashMap<>();
  private final Set<String> slugs = new HashSet<>();
  private final Deque<StockWrite> stockWrites = new ArrayDeque<>();
  private long stockWriteCount;
  private Predicate<String> unreachable = address -> false;

  public Catalog(Site site) {
    this.site = site;
    this.terms = new Terms(site);
  }

  Site site() {
    return site;
  }

  Terms terms() {
    return terms;
  }

  public Optional<Product> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Optional<Product> bySku(String sku) {
    return allBySku(sku).stream().findFirst();
  }

  List<Product> allBySku(String sku) {
    return bySku.getOrDefault(sku, List.of()).stream()
        .filter(product -> !product.status.equals("trash"))
        .toList();
  }

  /** A second product of the same SKU, as parallel creations leave it in old versions. */
  public Product duplicate(Product product) {
    Product copy = new Product(site, null, product.type);
    copy.name = product.name;
    copy.sku = product.sku;
    copy.regularPrice = product.regularPrice;
    copy.slug = freeSlug(product.slug);
    byId.put(copy.id, copy);
    bySku.computeIfAbsent(copy.sku, key -> new ArrayList<>()).add(copy);
    return copy;
  }

  /** Addresses of pictures that the shop was made to fetch, in order. */
  public List<String> fetched() {
    return List.copyOf(fetched);
  }

  /** Which addresses nothing can be fetched from. */
  public void unreachable(Predicate<String> addresses) {
    unreachable = addresses;
  }

  public Collection<Product> all() {
    return List.copyOf(byId.values());
  }

  /** Oldest first; the newest 200,000 are kept. */
  public List<StockWrite> stockWrites() {
    return List.copyOf(stockWrites);
  }

  /** Creates a product, or a variation when it has a parent. */
  public Product create(@Nullable Product parent, JsonNode sent, StockWrite.Cause cause) {
    Product product = new Product(site, parent, parent == null ? "simple" : "variation");
    boolean stockSent;
    try {
      stockSent = input.apply(product, sent);
    } catch (WooError refused) {
      // Nothing was saved.
      forget(product);
      throw refused;
    }
    byId.put(product.id, product);
    if (parent != null) {
      parent.variations.add(product);
      touch(product);
    }
    if (stockSent) {
      record(product, cause);
    }
    site.happened(stockTopic(product), 0);
    site.happened("product.created", product.id);
    return product;
  }

  public void update(Product product, JsonNode sent) {
    Integer before = product.stock;
    boolean stockSent = input.apply(product, sent);
    touch(product);
    if (stockSent) {
      record(product, StockWrite.Cause.TOLD);
      if (!java.util.Objects.equals(before, product.stock)) {
        site.happened(stockTopic(product), 0);
      }
    }
    site.happened("product.updated", product.id);
  }

  /** Moves stock by a sale (negative) or a return; absent holders are skipped. */
  public void move(Product sold, int units) {
    Optional<Product> holder = sold.stockHolder();
    if (holder.isEmpty()) {
      return;
    }
    Product product = holder.get();
    Integer before = product.stock;
    product.stock = (before == null ? 0 : before) + units;
    product.settle();
    touch(product);
    record(product, units < 0 ? StockWrite.Cause.SALE : StockWrite.Cause.RESTOCK);
    site.happened("product.updated", product.id);
    site.happened(stockTopic(product), 0);
  }

  /** The first SKU of a cart that cannot be had in its quantity; empty when all can. */
  public Optional<String> missing(Map<String, Integer> cart) {
    Map<Product, Integer> needed = new HashMap<>();
    for (Map.Entry<String, Integer> line : cart.entrySet()) {
      Optional<Product> product = bySku(line.getKey());
      int units = line.getValue();
      if (product.isPresent()) {
        // Variations may draw on one stock, their parent's.
        Product holder = product.get().stockHolder().orElse(product.get());
        units = needed.merge(holder, units, Integer::sum);
      }
      int all = units;
      if (product.filter(p -> p.purchasable(all)).isEmpty()) {
        return Optional.of(line.getKey());
      }
    }
    return Optional.empty();
  }

  /** Counts units a paid order sold. */
  public void sold(Product product, int units) {
    (product.parent == null ? product : product.parent).sold += units;
  }

  void trash(Product product) {
    product.meta.put("_wp_trash_meta_status", product.status);
    product.meta.put("_wp_trash_meta_time", Long.toString(site.now().getEpochSecond()));
    product.meta.put("_wp_desired_post_slug", product.slug);
    product.status = "trash";
    product.slug = product.slug + "__trashed";
    touch(product);
    // wp_trash_post is hooked by every *.deleted topic, so a coupon seems to go as well.
    site.happened("coupon.deleted", product.id);
    site.happened("product.deleted", product.id);
  }

  /** For good, its variations too. */
  public void delete(Product product) {
    product.variations.forEach(this::forget);
    forget(product);
    if (product.parent != null) {
      product.parent.variations.remove(product);
    }
  }

  private void forget(Product product) {
    byId.remove(product.id);
    byGtin.remove(product.gtin, product);
    release(product);
    slugs.remove(product.slug);
  }

  void rename(Product product, String sku) {
    if (!sku.isEmpty()) {
      bySku.getOrDefault(sku, List.of()).stream()
          .filter(holder -> holder != product)
          .findFirst()
          .ifPresent(holder -> refuseSku(sku, holder));
    }
    release(product);
    product.sku = sku;
    if (!sku.isEmpty()) {
      bySku.computeIfAbsent(sku, key -> new ArrayList<>()).add(product);
    }
  }

  private void release(Product product) {
    List<Product> holders = bySku.getOrDefault(product.sku, new ArrayList<>());
    holders.remove(product);
    if (holders.isEmpty()) {
      bySku.remove(product.sku);
    }
  }

  private void refuseSku(String sku, Product holder) {
    if (!holder.status.equals("trash")) {
      throw WooError.of(400, "product_invalid_sku", "Invalid or duplicated SKU.")
          .with("resource_id", IntNode.valueOf(holder.id))
          .with("unique_sku", TextNode.valueOf(sku + "-1"));
    }
    if (site.version().modern()) {
      throw WooError.of(
          400,
          "woocommerce_rest_product_not_created",
          "The product with SKU ("
              + sku
              + ") you are trying to insert is already present in the lookup table");
    }
  }

  void gtin(Product product, String gtin) {
    if (!site.version().modern()) {
      return;
    }
    Product other = gtin.isEmpty() ? null : byGtin.get(gtin);
    if (other != null && other != product) {
      throw WooError.of(
              400,
              "product_invalid_global_unique_id",
              "Invalid or duplicated GTIN, UPC, EAN or ISBN.")
          .with("resource_id", IntNode.valueOf(other.id));
    }
    byGtin.remove(product.gtin, product);
    product.gtin = gtin;
    if (!gtin.isEmpty()) {
      byGtin.put(gtin, product);
    }
  }

  String freeSlug(String wanted) {
    String slug = wanted;
    for (int n = 2; !slugs.add(slug); n++) {
      slug = wanted + "-" + n;
    }
    return slug;
  }

  /** A picture taken into the library. */
  ObjectNode upload(JsonNode sent) {
    String source = sent.path("src").asText("");
    if (unreachable.test(source)) {
      throw WooError.of(
          400,
          "woocommerce_product_image_upload_error",
          "Error getting remote image " + source + ". Error: Not Found");
    }
    fetched.add(source);
    int id = site.nextPost();
    String file = source.substring(source.lastIndexOf('/') + 1);
    String stored = site.url() + "/wp-content/uploads/" + id + "-" + file;
    Instant now = site.now();
    ObjectNode image = PhpJson.object().put("id", id);
    image.put("date_created", site.local(now)).put("date_created_gmt", Site.gmt(now));
    image.put("date_modified", site.local(now)).put("date_modified_gmt", Site.gmt(now));
    image.put("src", stored).put("name", sent.path("name").asText(file));
    image.put("alt", sent.path("alt").asText(""));
    if (site.version().modern()) {
      image.put("srcset", "").put("sizes", "(max-width: 1px) 100vw, 1px");
      image.put("thumbnail", stored);
    }
    media.put(id, image);
    return image;
  }

  ObjectNode media(int id) {
    ObjectNode image = media.get(id);
    if (image == null) {
      throw WooError.of(
          400, "woocommerce_product_invalid_image_id", "#" + id + " is an invalid image ID.");
    }
    return image.deepCopy();
  }

  /** Somebody deleted a picture from the library. */
  public void forgetMedia(int id) {
    media.remove(id);
  }

  private void touch(Product product) {
    product.modified = site.now();
    if (product.parent != null) {
      product.parent.modified = product.modified;
    }
  }

  private void record(Product product, StockWrite.Cause cause) {
    Integer stock = product.stock;
    if (stock != null) {
      stockWrites.add(
          new StockWrite(
              ++stockWriteCount, product.sku, stock, cause, System.nanoTime(), site.now()));
      if (stockWrites.size() > STOCK_WRITES_KEPT) {
        stockWrites.removeFirst();
      }
    }
  }

  private static String stockTopic(Product product) {
    return product.isVariation()
        ? "action.woocommerce_variation_set_stock"
        : "action.woocommerce_product_set_stock";
  }
}
