package org.odoobridge.outbound.catalog.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.config.Default;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * Section {@code catalog} of a channel: its products come from Odoo.
 *
 * @param publish whether the bridge writes products at all; false leaves them to the shop
 * @param dryRun whether nothing is written although products are compared: to see the plan first
 * @param language Odoo's code of the language the shop speaks, such as {@code fr_FR}
 * @param fallback whether a text that is not translated is shown in English, as Odoo does; false
 *     makes a missing name a problem
 * @param selection which products the channel has
 * @param categories where the shop's categories come from
 * @param owner who decides a field, by the field's key; Odoo where nothing is said
 * @param mapping what a field says, by the field's key: text with {@code {{names}}} of Odoo's
 * @param taxClasses the shop's tax class by Odoo's sale tax, named in English or by its id
 * @param units of weights and dimensions
 * @param backorders which products may be ordered beyond their stock, and when stock is low
 * @param mediaUrl the bridge's own address as the shop reaches it, from which it fetches images;
 *     empty = images cannot be sent
 * @param globalAttributes whether attributes are the shop's own, which its filters need, or belong
 *     to each product alone
 * @param coupons which promotions become coupons
 */
public record CatalogConfig(
    @Default("false") boolean publish,
    @Default("false") boolean dryRun,
    @Default("en_US") String language,
    @Default("true") boolean fallback,
    @Default("") SelectionConfig selection,
    @Default("") CategoriesConfig categories,
    @Default("") Map<String, Owner> owner,
    @Default("") Map<String, String> mapping,
    @Default("") Map<String, String> taxClasses,
    @Default("") UnitsConfig units,
    @Default("") BackordersConfig backorders,
    @Default("") String mediaUrl,
    @Default("true") boolean globalAttributes,
    @Default("") CouponsConfig coupons) {
  public CatalogConfig {
    if (coupons.isOn() && !publish) {
      throw new IllegalArgumentException(
          "coupons.publish: coupons need the products they are for; set publish: true, too");
    }
    if (!mediaUrl.isEmpty() && !mediaUrl.matches("https?://[^/\\s]+(/\\S*)?")) {
      throw new IllegalArgumentException(
          "mediaUrl: '"
              + mediaUrl
              + "' is no address; write the bridge's own as the shop reaches it, such as"
              + " https://bridge.example");
    }
    if (!language.matches("[a-z]{2,3}(_[A-Z0-9][A-Za-z0-9]*)?(@[a-z]+)?")) {
      throw new IllegalArgumentException(
          "language: '"
              + language
              + "' is no code of Odoo's; write it as Odoo does, such as fr_FR");
    }
    owner = Collections.unmodifiableMap(new LinkedHashMap<>(owner));
    mapping = Collections.unmodifiableMap(new LinkedHashMap<>(mapping));
    taxClasses = Collections.unmodifiableMap(new LinkedHashMap<>(taxClasses));
    owner.keySet().forEach(key -> field("owner", key, List.of(ProductField.values())));
    mapping.forEach(
        (key, text) -> {
          ProductField field = field("mapping", key, MappedFields.all());
          MappedFields.check(field, text);
        });
    taxClasses.forEach(
        (tax, name) -> {
          if (tax.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException(
                "taxClasses: '"
                    + tax
                    + "' needs a class; write the shop's slug, or 'standard' for its first");
          }
        });
  }

  /** Nothing is published. */
  public static CatalogConfig off() {
    return new CatalogConfig(
        false,
        false,
        "en_US",
        true,
        SelectionConfig.everything(),
        CategoriesConfig.byDefault(),
        Map.of(),
        Map.of(),
        Map.of(),
        UnitsConfig.metric(),
        BackordersConfig.byDefault(),
        "",
        true,
        CouponsConfig.off());
  }

  /** Whether the bridge may write this field. */
  public boolean odooOwns(ProductField field) {
    return owner.getOrDefault(field.key(), Owner.ODOO) == Owner.ODOO;
  }

  /** The mapping, compiled; a field that is not mapped is not in it. */
  public Map<ProductField, Expression> expressions() {
    Map<ProductField, Expression> compiled = new EnumMap<>(ProductField.class);
    mapping.forEach(
        (key, text) -> {
          ProductField field = ProductField.of(key).orElseThrow();
          compiled.put(field, MappedFields.compile(field, text));
        });
    return compiled;
  }

  private static ProductField field(String section, String key, List<ProductField> known) {
    return ProductField.of(key)
        .filter(known::contains)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    section
                        + ": '"
                        + key
                        + "' is no field that can be set here; choose of "
                        + String.join(", ", known.stream().map(ProductField::key).toList())));
  }
}
