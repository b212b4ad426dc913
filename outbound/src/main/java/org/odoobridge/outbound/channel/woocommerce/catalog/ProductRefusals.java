package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Match;
import org.odoobridge.outbound.catalog.publish.Difference.Action;
import org.odoobridge.outbound.catalog.publish.Listing;

/** What becomes of a product that the shop refused. */
final class ProductRefusals {
  private final CatalogApi api;
  private final MediaBook media;
  private final ProductLocator.Owners owners;
  private final Predicate<ProductField> supported;

  ProductRefusals(
      CatalogApi api,
      MediaBook media,
      ProductLocator.Owners owners,
      Predicate<ProductField> supported) {
    this.api = api;
    this.media = media;
    this.owners = owners;
    this.supported = supported;
  }

  /** What to try next with a product that the shop refused; it is written again in this attempt. */
  void next(Work work, List<FieldValue.Image> images, ItemError error) {
    switch (error) {
      case ItemError.Gone gone -> {
        if (work.action == Action.UNPUBLISH) {
          work.answered = true;
          work.shopId = Listing.NONE;
          work.end(new Outcome.Superseded("the shop does not have it any longer"));
        } else {
          work.lost(supported);
        }
      }
      case ItemError.SkuTaken taken -> skuTaken(work, taken);
      case ItemError.SkuInTrash trash ->
          work.reject(
              "sku-in-trash",
              trash.said(),
              "empty the shop's trash or restore the product, then redrive this one");
      case ItemError.BarcodeTaken taken -> barcodeTaken(work, taken);
      case ItemError.ImageNotFetched image -> {
        work.without.add(ProductField.IMAGES);
        work.problem(
            Problem.Technical.of(
                TechnicalKind.SERVER_ERROR,
                image.said() + " (can the shop reach the bridge's media address?)"));
      }
      case ItemError.ImageGone image -> {
        boolean anyById = images.stream().anyMatch(one -> media.id(one.hash()).isPresent());
        media.forget(images);
        if (!anyById) {
          work.without.add(ProductField.IMAGES);
          work.problem(Problem.Technical.of(TechnicalKind.SERVER_ERROR, image.said()));
        }
      }
      case ItemError.Refused refused -> work.end(new Outcome.Rejected(refused.problem()));
      case ItemError.Broken broken -> {
        work.answered = true;
        work.toWrite.forEach(work::notAcknowledged);
        work.end(new Outcome.Failed(broken.problem()));
      }
    }
  }

  private void skuTaken(Work work, ItemError.SkuTaken taken) {
    Optional<JsonNode> holder = holder(taken.holder().orElse(0));
    String sku = work.desired().sku().map(Sku::value).orElse("");
    boolean creating = work.shopId == Listing.NONE;
    Match match =
        creating && holder.isPresent()
            ? ProductLocator.one(work, sku, holder.get(), owners(holder.get()))
            : new Match.Nowhere();
    switch (match) {
      case Match.At at -> {
        // Created by a request of ours that nobody answered, or by somebody just now.
        work.found(at.shopId());
        work.kindChanges = true;
      }
      case Match.Conflict conflict -> work.end(new Outcome.Rejected(conflict.problem()));
      case Match.Nowhere nowhere ->
          work.reject(
              "sku-taken",
              taken.said()
                  + taken.holder().stream()
                      .mapToObj(id -> " (product " + id + ")")
                      .findFirst()
                      .orElse(""),
              "give that product another SKU in the shop, or this one in Odoo");
    }
  }

  /** A product without a SKU and with our barcode is ours; else we do without the barcode. */
  private void barcodeTaken(Work work, ItemError.BarcodeTaken taken) {
    Optional<JsonNode> holder = holder(taken.holder().orElse(0));
    boolean ours =
        work.shopId == Listing.NONE
            && !work.variable()
            && holder.isPresent()
            && holder.get().path("sku").asText("").isEmpty()
            && holder.get().path("type").asText("").equals("simple")
            && ProductLocator.one(work, "", holder.get(), owners(holder.get())) instanceof Match.At;
    if (ours) {
      work.found(taken.holder().orElse(0));
      work.kindChanges = true;
      return;
    }
    work.without.add(ProductField.GTIN);
    work.problem(VariationWriter.barcodeTaken("the product", taken));
  }

  private Map<Long, Integer> owners(JsonNode row) {
    return owners.of(List.of(ProductLocator.id(row)));
  }

  private Optional<JsonNode> holder(long id) {
    return id == 0 ? Optional.empty() : api.byId(List.of(id)).stream().findFirst();
  }
}
