package org.odoobridge.outbound.catalog.drift;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Difference;
import org.odoobridge.outbound.catalog.publish.Fingerprint;
import org.odoobridge.outbound.catalog.publish.Listing;

/** A shop of simple products in memory, what it was told, and the journal of findings. */
final class FakeShop implements Shelf, Told, DriftStore {
  static final ChannelId CHANNEL = new ChannelId("shop");

  /** What the shop shows. */
  static final class Shown implements Row {
    final long id;
    String sku;
    String price;
    long quantity;

    Shown(long id, String sku, String price, long quantity) {
      this.id = id;
      this.sku = sku;
      this.price = price;
      this.quantity = quantity;
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public String name() {
      return "Product " + id;
    }

    @Override
    public Optional<Sku> sku() {
      return Optional.of(new Sku(sku));
    }

    @Override
    public boolean variable() {
      return false;
    }

    @Override
    public boolean published() {
      return true;
    }

    @Override
    public OptionalLong quantity() {
      return OptionalLong.of(quantity);
    }

    @Override
    public Map<ProductField, String> mismatches(Map<ProductField, FieldValue> wanted) {
      Map<ProductField, String> result = new EnumMap<>(ProductField.class);
      compare(result, wanted, ProductField.REGULAR_PRICE, price);
      compare(result, wanted, ProductField.SKU, sku);
      return result;
    }

    private static void compare(
        Map<ProductField, String> result,
        Map<ProductField, FieldValue> wanted,
        ProductField field,
        String shown) {
      FieldValue value = wanted.get(field);
      if (value != null && !value.canonical().equals(shown)) {
        result.put(field, "told " + value.canonical() + ", the shop shows " + shown);
      }
    }
  }

  final Map<Long, Shown> shelf = new TreeMap<>();
  final Map<Integer, DesiredProduct> desired = new TreeMap<>();
  final Map<Integer, Listing> listings = new TreeMap<>();
  final Map<Sku, Long> settled = new HashMap<>();
  final List<String> repairs = new ArrayList<>();

  /** What a second look at the stock shows, where it differs from the first. */
  final Map<Sku, Long> secondLook = new HashMap<>();

  Optional<DriftRound> round = Optional.empty();
  final Map<String, Finding> journal = new LinkedHashMap<>();
  int pageSize = 2;
  boolean publishes = true;
  boolean sharesSkus;

  /** A product that Odoo has, and that the shop shows as it was told. */
  void published(int template, String sku, String price, long quantity) {
    long id = 100L + template;
    DesiredProduct document = wants(template, sku, price);
    Map<ProductField, String> acknowledged = new EnumMap<>(ProductField.class);
    Difference.fields(document).forEach((f, value) -> acknowledged.put(f, Fingerprint.of(value)));
    listings.put(
        template,
        new Listing(
            template,
            id,
            DesiredProduct.Kind.SIMPLE,
            acknowledged,
            Map.of(),
            false,
            Optional.empty()));
    settled.put(new Sku(sku), quantity);
    shelf.put(id, new Shown(id, sku, price, quantity));
  }

  /** What Odoo says, told or not. */
  DesiredProduct wants(int template, String sku, String price) {
    DesiredProduct document =
        new DesiredProduct(
            CHANNEL,
            template,
            DesiredProduct.Kind.SIMPLE,
            true,
            Optional.of(new Sku(sku)),
            Map.of(ProductField.REGULAR_PRICE, new FieldValue.Text(price)),
            List.of(),
            List.of());
    desired.put(template, document);
    return document;
  }

  @Override
  public Page page(int number) {
    List<Row> all = List.copyOf(shelf.values());
    int from = Math.min(all.size(), (number - 1) * pageSize);
    int to = Math.min(all.size(), from + pageSize);
    return new Page(all.subList(from, to), to == all.size(), all.size());
  }

  @Override
  public List<Row> variations(Row product) {
    return List.of();
  }

  @Override
  public Set<Long> existing(Collection<Long> ids) {
    Set<Long> found = new HashSet<>(ids);
    found.retainAll(shelf.keySet());
    return found;
  }

  @Override
  public OptionalLong settledStock(Sku sku) {
    Long number = settled.get(sku);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  @Override
  public boolean sharesSkus() {
    return sharesSkus;
  }

  @Override
  public List<Sku> acknowledgedStock() {
    return List.copyOf(settled.keySet());
  }

  @Override
  public boolean knows(Sku sku) {
    return desired.values().stream().anyMatch(one -> one.sku().equals(Optional.of(sku)));
  }

  @Override
  public Map<Sku, OptionalLong> readStock(List<Sku> skus) {
    Map<Sku, OptionalLong> result = new HashMap<>();
    for (Shown shown : shelf.values()) {
      Sku sku = new Sku(shown.sku);
      if (skus.contains(sku)) {
        result.put(sku, OptionalLong.of(secondLook.getOrDefault(sku, shown.quantity)));
      }
    }
    return result;
  }

  @Override
  public void repairStock(Collection<Sku> skus) {
    skus.forEach(sku -> repairs.add("stock " + sku));
  }

  @Override
  public boolean publishesProducts() {
    return publishes;
  }

  @Override
  public Map<Long, Integer> owners(Collection<Long> shopIds) {
    return listings.values().stream()
        .filter(listing -> shopIds.contains(listing.shopId()))
        .collect(Collectors.toMap(Listing::shopId, Listing::template));
  }

  @Override
  public Map<Integer, Listing> listings(Collection<Integer> templates) {
    Map<Integer, Listing> found = new HashMap<>(listings);
    found.keySet().retainAll(Set.copyOf(templates));
    return found;
  }

  @Override
  public List<Integer> listed(int afterId, int limit) {
    return listings.keySet().stream().filter(id -> id > afterId).limit(limit).toList();
  }

  @Override
  public List<DesiredProduct> desired(Collection<Integer> templates) {
    return desired.values().stream().filter(one -> templates.contains(one.template())).toList();
  }

  @Override
  public void repairFields(
      int template, Set<ProductField> fields, Map<Integer, Set<ProductField>> variants) {
    repairs.add("fields " + template + " " + fields);
  }

  @Override
  public void makeAgain(int template, int product) {
    repairs.add("again " + template + (product == 0 ? "" : "." + product));
  }

  @Override
  public Optional<DriftRound> round(ChannelId channel) {
    return round;
  }

  @Override
  public List<Finding> findings(ChannelId channel) {
    return List.copyOf(journal.values());
  }

  @Override
  public void write(
      ChannelId channel,
      long epoch,
      DriftRound now,
      Collection<Finding> findings,
      boolean finished) {
    round = Optional.of(now);
    findings.forEach(finding -> journal.put(finding.id(), finding));
  }
}
