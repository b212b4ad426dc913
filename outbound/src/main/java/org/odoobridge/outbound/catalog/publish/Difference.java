package org.odoobridge.outbound.catalog.publish;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.DesiredProduct.Kind;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What must be written so that a channel shows a product as it should. Pure.
 *
 * @param action what happens to the product itself
 * @param fields of the product that differ
 * @param kindChanges whether it turns from simple to variable or back
 * @param variants what happens to which variant, by {@code product_product.id}; others are in step
 */
public record Difference(
    Action action,
    Set<ProductField> fields,
    boolean kindChanges,
    Map<Integer, VariantDifference> variants) {
  /** What is to be done. */
  public enum Action {
    NONE,
    /** The channel has none that we know: find it there, or create it. */
    CREATE,
    UPDATE,
    /** Taken off sale; never deleted. */
    UNPUBLISH
  }

  /**
   * @param options whether its options differ
   */
  public record VariantDifference(Action action, Set<ProductField> fields, boolean options) {}

  private static final Set<ProductField> OF_VARIANTS_ONLY =
      EnumSet.of(
          ProductField.REGULAR_PRICE,
          ProductField.SALE_PRICE,
          ProductField.SALE_FROM,
          ProductField.SALE_TO,
          ProductField.MANAGE_STOCK);

  private static final Set<ProductField> OF_PRODUCTS_ONLY =
      EnumSet.of(
          ProductField.NAME,
          ProductField.STATUS,
          ProductField.VISIBILITY,
          ProductField.SHORT_DESCRIPTION,
          ProductField.CATEGORIES,
          ProductField.TAGS,
          ProductField.BRAND,
          ProductField.ATTRIBUTES,
          ProductField.UPSELLS,
          ProductField.CROSS_SELLS);

  public boolean isEmpty() {
    return action == Action.NONE && variants.isEmpty();
  }

  /**
   * @param supported whether the channel has such a field at all
   */
  public static Difference between(
      DesiredProduct desired, Listing known, Predicate<ProductField> supported) {
    if (!desired.published()) {
      return unpublished(desired, known);
    }
    Map<ProductField, FieldValue> fields = fields(desired);
    boolean kindChanges = known.found() && known.kind() != desired.kind();
    // A product and a parent keep different things: after the change everything is written.
    Set<ProductField> differing =
        differing(fields, kindChanges ? Map.of() : known.fields(), supported);
    Map<Integer, VariantDifference> variants = variants(desired, known, supported);
    Action action =
        !known.found()
            ? Action.CREATE
            : differing.isEmpty() && !kindChanges ? Action.NONE : Action.UPDATE;
    return new Difference(action, differing, kindChanges, variants);
  }

  private static Difference unpublished(DesiredProduct desired, Listing known) {
    boolean was = known.found() || known.unsure();
    String state = Fingerprint.of(offSale(desired));
    boolean off = state.equals(known.fields().get(ProductField.STATUS));
    Action action = was && !off ? Action.UNPUBLISH : Action.NONE;
    return new Difference(action, Set.of(), false, Map.of());
  }

  /** The state of a product that is not published: what the document says, or a draft. */
  public static FieldValue offSale(DesiredProduct desired) {
    return Optional.ofNullable(desired.fields().get(ProductField.STATUS))
        .filter(value -> !value.canonical().equals("publish"))
        .orElseGet(() -> new FieldValue.Text("draft"));
  }

  /** A product's own fields, its SKU among them; without what only its variants have. */
  public static Map<ProductField, FieldValue> fields(DesiredProduct desired) {
    Map<ProductField, FieldValue> fields = new EnumMap<>(ProductField.class);
    fields.putAll(desired.fields());
    desired.sku().ifPresent(sku -> fields.put(ProductField.SKU, text(sku)));
    if (desired.kind() == Kind.VARIABLE) {
      fields.keySet().removeAll(OF_VARIANTS_ONLY);
    }
    return fields;
  }

  /** A variant's fields, its SKU among them; without what only whole products have. */
  public static Map<ProductField, FieldValue> fields(DesiredProduct.Variant variant) {
    Map<ProductField, FieldValue> fields = new EnumMap<>(ProductField.class);
    fields.putAll(variant.fields());
    variant.sku().ifPresent(sku -> fields.put(ProductField.SKU, text(sku)));
    fields.keySet().removeAll(OF_PRODUCTS_ONLY);
    return fields;
  }

  private static FieldValue text(Sku sku) {
    return new FieldValue.Text(sku.value());
  }

  private static Map<Integer, VariantDifference> variants(
      DesiredProduct desired, Listing known, Predicate<ProductField> supported) {
    Map<Integer, VariantDifference> result = new LinkedHashMap<>();
    Map<Integer, Listing.Variant> left = new LinkedHashMap<>(known.variants());
    for (DesiredProduct.Variant variant : desired.variants()) {
      Listing.Variant shown = left.remove(variant.product());
      if (variant.sku().isEmpty()) {
        // Nothing in a shop can be told its stock without one; the adapter reports it.
        continue;
      }
      Map<ProductField, FieldValue> fields = fields(variant);
      if (shown == null) {
        result.put(
            variant.product(),
            new VariantDifference(Action.CREATE, differing(fields, Map.of(), supported), true));
        continue;
      }
      Set<ProductField> differing = differing(fields, shown.fields(), supported);
      boolean options = !shown.options().equals(Fingerprint.of(variant.options()));
      if (!differing.isEmpty() || options || !shown.onSale()) {
        result.put(variant.product(), new VariantDifference(Action.UPDATE, differing, options));
      }
    }
    left.forEach(
        (product, shown) -> {
          if (shown.onSale()) {
            result.put(product, new VariantDifference(Action.UNPUBLISH, Set.of(), false));
          }
        });
    return result;
  }

  private static Set<ProductField> differing(
      Map<ProductField, FieldValue> wanted,
      Map<ProductField, String> shown,
      Predicate<ProductField> supported) {
    Set<ProductField> differing = EnumSet.noneOf(ProductField.class);
    wanted.forEach(
        (field, value) -> {
          if (supported.test(field) && !Fingerprint.of(value).equals(shown.get(field))) {
            differing.add(field);
          }
        });
    return differing;
  }
}
