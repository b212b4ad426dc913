package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Difference;
import org.odoobridge.outbound.catalog.publish.Fingerprint;
import org.odoobridge.outbound.catalog.publish.Listing;

/**
 * Compares one page of a shop's rows with what the shop acknowledged. A field counts only when what
 * it should be is what was acknowledged: else the right value is on its way. One use; not
 * thread-safe.
 */
final class PageAudit {
  private final Shelf shelf;
  private final Told told;
  private final Instant now;
  private final Doubles doubles;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Sku> suspects = new LinkedHashSet<>();
  private int read;
  private int pending;

  PageAudit(Shelf shelf, Told told, Instant now, Doubles doubles) {
    this.shelf = shelf;
    this.told = told;
    this.now = now;
    this.doubles = doubles;
  }

  /**
   * @param findings differences of this page
   * @param read products and variations looked at
   * @param pending differences that prove nothing
   */
  record Result(List<Finding> findings, int read, int pending) {}

  Result compare(List<Shelf.Row> rows) {
    Map<Long, Integer> owners =
        told.publishesProducts()
            ? told.owners(rows.stream().map(Shelf.Row::id).toList())
            : Map.of();
    Map<Integer, Listing> listings = owners.isEmpty() ? Map.of() : told.listings(owners.values());
    Map<Integer, DesiredProduct> documents =
        owners.isEmpty()
            ? Map.of()
            : told.desired(owners.values()).stream()
                .collect(Collectors.toMap(DesiredProduct::template, document -> document));
    Map<Sku, List<Seen>> stock = new LinkedHashMap<>();
    for (Shelf.Row row : rows) {
      read++;
      Integer template = owners.get(row.id());
      List<Shelf.Row> variations = row.variable() ? shelf.variations(row) : List.of();
      read += variations.size();
      Listing listing = template == null ? null : listings.get(template);
      DesiredProduct document = template == null ? null : documents.get(template);
      if (listing != null && document != null) {
        product(row, variations, listing, document);
      } else {
        stranger(row, variations);
      }
      doubles.see(row);
      variations.forEach(doubles::see);
      for (Shelf.Row one : row.variable() ? variations : List.of(row)) {
        one.sku()
            .ifPresent(
                sku ->
                    stock
                        .computeIfAbsent(sku, key -> new ArrayList<>())
                        .add(new Seen(one, template == null ? 0 : template)));
      }
    }
    stock(stock);
    return new Result(List.copyOf(findings), read, pending);
  }

  private record Seen(Shelf.Row row, int template) {
    boolean differs(OptionalLong number) {
      return !row.quantity().equals(number);
    }

    /** Where several products of one SKU differ there is no number for all of them. */
    OptionalLong shown(OptionalLong byAll) {
      return byAll.isPresent() ? byAll : row.quantity();
    }
  }

  /** Fields of a product that is ours. */
  private void product(
      Shelf.Row row, List<Shelf.Row> variations, Listing listing, DesiredProduct document) {
    if (!document.published() || listing.unsure()) {
      pending += listing.unsure() ? 1 : 0;
      return;
    }
    fields(row, document.template(), 0, Difference.fields(document), listing.fields());
    Map<Long, Shelf.Row> byId = new HashMap<>();
    variations.forEach(variation -> byId.put(variation.id(), variation));
    for (DesiredProduct.Variant variant : document.variants()) {
      Listing.Variant shown = listing.variants().get(variant.product());
      if (shown == null || variant.sku().isEmpty()) {
        pending++;
        continue;
      }
      Shelf.Row there = byId.get(shown.shopId());
      if (there == null) {
        lost(document, variant.product(), variant.sku().get().value());
      } else {
        fields(
            there,
            document.template(),
            variant.product(),
            Difference.fields(variant),
            shown.fields());
      }
    }
  }

  private void fields(
      Shelf.Row row,
      int template,
      int product,
      Map<ProductField, FieldValue> wanted,
      Map<ProductField, String> acknowledged) {
    Map<ProductField, FieldValue> settled = new EnumMap<>(ProductField.class);
    wanted.forEach(
        (field, value) -> {
          String before = acknowledged.get(field);
          if (Fingerprint.of(value).equals(before)) {
            settled.put(field, value);
          } else if (before != null) {
            pending++;
          }
        });
    row.mismatches(settled)
        .forEach(
            (field, detail) ->
                findings.add(
                    new Finding(
                        field == ProductField.SKU ? Drift.MAPPING : Drift.EDITED,
                        row.id(),
                        template,
                        product,
                        skuText(wanted, row),
                        row.name(),
                        field.key(),
                        detail,
                        "",
                        Finding.State.FOUND,
                        now)));
  }

  private static String skuText(Map<ProductField, FieldValue> wanted, Shelf.Row row) {
    FieldValue ours = wanted.get(ProductField.SKU);
    return ours != null ? ours.canonical() : row.sku().map(Sku::value).orElse("");
  }

  private void lost(DesiredProduct document, int product, String sku) {
    FieldValue name = document.fields().get(ProductField.NAME);
    findings.add(
        new Finding(
            Drift.LOST,
            0,
            document.template(),
            product,
            sku,
            name == null ? "" : name.canonical(),
            Finding.PRODUCT,
            "the shop no longer has the variation it was told",
            "approve to have it made again, or archive the variant in Odoo",
            Finding.State.FOUND,
            now));
  }

  /** A product of the shop that we did not publish: perhaps the shop's own, perhaps a double. */
  private void stranger(Shelf.Row row, List<Shelf.Row> variations) {
    for (Shelf.Row one : row.variable() ? variations : List.of(row)) {
      Optional<Sku> sku = one.sku();
      if (row.published() && sku.isPresent() && !told.knows(sku.get())) {
        findings.add(
            finding(
                Drift.UNKNOWN,
                one,
                "Odoo has no product with this SKU that the channel may sell",
                "create the product in Odoo, correct the SKU, or take it off sale in the shop"));
      }
    }
  }

  private Finding finding(Drift drift, Shelf.Row row, String detail, String remedy) {
    return new Finding(
        drift,
        row.id(),
        0,
        0,
        row.sku().map(Sku::value).orElse(""),
        row.name(),
        Finding.PRODUCT,
        detail,
        remedy,
        Finding.State.FOUND,
        now);
  }

  /** Numbers that differ are asked for once more: a sale may just have been taken in. */
  private void stock(Map<Sku, List<Seen>> seen) {
    Map<Sku, Long> settled = new HashMap<>();
    seen.forEach(
        (sku, rows) -> {
          // Of two products with one SKU neither is told, unless all are: a finding of its own.
          boolean told = this.told.sharesSkus() || !doubles.has(sku);
          OptionalLong number = told ? this.told.settledStock(sku) : OptionalLong.empty();
          if (number.isPresent() && rows.stream().anyMatch(one -> one.differs(number))) {
            settled.put(sku, number.getAsLong());
            suspects.add(sku);
          }
        });
    if (suspects.isEmpty()) {
      return;
    }
    Map<Sku, OptionalLong> again = told.readStock(List.copyOf(suspects));
    for (Sku sku : suspects) {
      OptionalLong number = told.settledStock(sku);
      OptionalLong shown = again.get(sku);
      long before = settled.getOrDefault(sku, Long.MIN_VALUE);
      if (shown == null || number.isEmpty() || number.getAsLong() != before) {
        pending++; // gone, double, or on its way: another finding says so, or none is needed
      } else if (shown.isEmpty() || shown.getAsLong() != before) {
        List<Seen> rows = seen.getOrDefault(sku, List.of());
        rows.stream()
            .filter(one -> one.differs(number))
            .forEach(one -> findings.add(edited(one, sku, before, one.shown(shown))));
      }
    }
  }

  private Finding edited(Seen seen, Sku sku, long told, OptionalLong shown) {
    return new Finding(
        Drift.EDITED,
        seen.row().id(),
        seen.template(),
        0,
        sku.value(),
        seen.row().name(),
        Finding.STOCK,
        "told " + told + ", the shop shows " + (shown.isEmpty() ? "none" : shown.getAsLong()),
        "",
        Finding.State.FOUND,
        now);
  }
}
