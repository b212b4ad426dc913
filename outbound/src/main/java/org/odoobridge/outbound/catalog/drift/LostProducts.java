package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.Listing;

/** Products the channel acknowledged and no longer has: each is asked for by its number. */
final class LostProducts {
  private static final int PAGE = 100;

  private final Shelf shelf;
  private final Told told;

  LostProducts(Shelf shelf, Told told) {
    this.shelf = shelf;
    this.told = told;
  }

  List<Finding> find(Doubles seen, Instant now) {
    List<Finding> findings = new ArrayList<>();
    if (!told.publishesProducts()) {
      findings.addAll(stockOfNothing(seen, now));
      return findings;
    }
    int after = 0;
    for (List<Integer> page = told.listed(after, PAGE);
        !page.isEmpty();
        page = told.listed(after, PAGE)) {
      after = page.getLast();
      findings.addAll(gone(page, now));
    }
    return findings;
  }

  /** Where only stock is told: SKUs that took it once and are not there, asked for once more. */
  private List<Finding> stockOfNothing(Doubles seen, Instant now) {
    List<Sku> unseen =
        told.acknowledgedStock().stream().filter(sku -> !seen.saw(sku)).sorted().toList();
    if (unseen.isEmpty()) {
      return List.of();
    }
    Set<Sku> there = told.readStock(unseen).keySet();
    return unseen.stream()
        .filter(sku -> !there.contains(sku))
        .map(
            sku ->
                new Finding(
                    Drift.LOST,
                    0,
                    0,
                    0,
                    sku.value(),
                    "",
                    Finding.PRODUCT,
                    "the shop no longer has the product whose stock it was told",
                    "restore it in the shop, or stop selling it in Odoo",
                    Finding.State.FOUND,
                    now))
        .toList();
  }

  private List<Finding> gone(List<Integer> templates, Instant now) {
    Map<Long, Integer> listed = new HashMap<>();
    for (Listing listing : told.listings(templates).values()) {
      if (listing.found() && !listing.unsure()) {
        listed.put(listing.shopId(), listing.template());
      }
    }
    Set<Long> there = shelf.existing(listed.keySet());
    listed.keySet().removeAll(there);
    if (listed.isEmpty()) {
      return List.of();
    }
    return told.desired(listed.values()).stream()
        .filter(DesiredProduct::published)
        .map(document -> finding(document, now))
        .toList();
  }

  private static Finding finding(DesiredProduct document, Instant now) {
    FieldValue name = document.fields().get(ProductField.NAME);
    String skus =
        document
            .sku()
            .map(Sku::value)
            .orElseGet(
                () ->
                    document.variants().stream()
                        .flatMap(variant -> variant.sku().stream())
                        .map(Sku::value)
                        .collect(Collectors.joining(", ")));
    return new Finding(
        Drift.LOST,
        0,
        document.template(),
        0,
        skus,
        name == null ? "" : name.canonical(),
        Finding.PRODUCT,
        "the shop no longer has the product it was told",
        "approve to have it made again, or take it off sale in Odoo",
        Finding.State.FOUND,
        now);
  }
}
