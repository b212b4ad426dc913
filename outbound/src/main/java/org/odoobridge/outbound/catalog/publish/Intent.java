package org.odoobridge.outbound.catalog.publish;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.outbound.catalog.model.ProductField;

/** What the journal must know before a write goes out: which fields nobody can be sure of. */
final class Intent {
  private Intent() {}

  static Listing of(CatalogChannel.Job job, Instant now) {
    Listing before = job.listing();
    Difference difference = job.difference();
    Map<Integer, Listing.Variant> variants = new HashMap<>(before.variants());
    difference
        .variants()
        .forEach(
            (product, change) ->
                variants.computeIfPresent(
                    product,
                    (key, shown) ->
                        new Listing.Variant(
                            shown.shopId(),
                            shown.sku(),
                            change.options() ? Fingerprint.UNSURE : shown.options(),
                            // Written again until it is known to be off, or on.
                            change.action() == Difference.Action.UNPUBLISH,
                            unsure(shown.fields(), change.fields()))));
    Set<ProductField> fields =
        difference.action() == Difference.Action.UNPUBLISH
            ? Set.of(ProductField.STATUS)
            : difference.fields();
    return new Listing(
        before.template(),
        before.shopId(),
        before.kind(),
        unsure(before.fields(), fields),
        variants,
        true,
        before.unsure() && before.askedAt().isPresent() ? before.askedAt() : Optional.of(now));
  }

  private static Map<ProductField, String> unsure(
      Map<ProductField, String> acknowledged, Set<ProductField> writing) {
    Map<ProductField, String> result = new EnumMap<>(ProductField.class);
    result.putAll(acknowledged);
    writing.forEach(field -> result.put(field, Fingerprint.UNSURE));
    return result;
  }
}
