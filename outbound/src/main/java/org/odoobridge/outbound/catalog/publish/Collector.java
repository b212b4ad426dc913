package org.odoobridge.outbound.catalog.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;

/** Reads documents and finds what differs from what the channel acknowledged. */
final class Collector {
  /**
   * @param jobs products to write
   * @param blocked products that a person must put right first
   * @param inStep products that need nothing
   * @param shown SKUs of those that the channel has
   */
  record Collected(
      List<CatalogChannel.Job> jobs,
      List<DesiredProduct> blocked,
      List<Integer> inStep,
      List<Sku> shown) {
    static Collected none() {
      return new Collected(
          new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    void add(Collected more) {
      jobs.addAll(more.jobs);
      blocked.addAll(more.blocked);
      inStep.addAll(more.inStep);
      shown.addAll(more.shown);
    }
  }

  private final ProductSource source;
  private final CatalogStore store;
  private final CatalogChannel channel;

  private final Distrust distrust;

  Collector(ProductSource source, CatalogStore store, CatalogChannel channel, Distrust distrust) {
    this.distrust = distrust;
    this.source = source;
    this.store = store;
    this.channel = channel;
  }

  Collected collect(Collection<Integer> templates) {
    Map<Integer, DesiredProduct> documents = new HashMap<>();
    source.read(templates).forEach(document -> documents.put(document.template(), document));
    Map<Integer, Listing> listings = store.listings(channel.id(), templates);
    Collected collected = Collected.none();
    for (int template : templates) {
      DesiredProduct desired = documents.getOrDefault(template, gone(channel.id(), template));
      Listing listing = distrust.believed(listings.getOrDefault(template, Listing.none(template)));
      if (desired.published() && !desired.problems().isEmpty()) {
        collected.blocked().add(desired);
        continue;
      }
      Difference difference = Difference.between(desired, listing, channel::supports);
      boolean variantUntold = desired.published() && lacksSku(desired);
      if (difference.isEmpty() && !variantUntold) {
        collected.inStep().add(template);
        if (listing.found()) {
          collected.shown().addAll(skusOf(desired));
        }
      } else {
        collected.jobs().add(new CatalogChannel.Job(desired, listing, difference));
      }
    }
    return collected;
  }

  private static boolean lacksSku(DesiredProduct desired) {
    return desired.variants().stream().anyMatch(variant -> variant.sku().isEmpty());
  }

  private static DesiredProduct gone(ChannelId channel, int template) {
    return new DesiredProduct(
        channel,
        template,
        DesiredProduct.Kind.SIMPLE,
        false,
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }

  /** All SKUs of a product that has stock of its own or by its variants. */
  static List<Sku> skusOf(DesiredProduct desired) {
    return switch (desired.kind()) {
      case SIMPLE -> desired.sku().stream().toList();
      case VARIABLE -> desired.variants().stream().flatMap(one -> one.sku().stream()).toList();
    };
  }

  /** What people call a product. */
  static String name(DesiredProduct desired) {
    return Optional.ofNullable(desired.fields().get(ProductField.NAME))
        .map(FieldValue::canonical)
        .orElse("template " + desired.template());
  }

  /** Its SKU, or its variants'. */
  static String skus(DesiredProduct desired) {
    return desired
        .sku()
        .map(sku -> sku.value())
        .orElseGet(
            () ->
                String.join(
                    ", ",
                    desired.variants().stream()
                        .flatMap(variant -> variant.sku().stream())
                        .map(sku -> sku.value())
                        .limit(5)
                        .toList()));
  }
}
