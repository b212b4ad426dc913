package org.odoobridge.outbound.catalog.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.read.Batch.Tax;
import org.odoobridge.outbound.catalog.read.Batch.Template;
import org.odoobridge.outbound.catalog.read.Batch.Variant;

/** What a person must put right in Odoo before a template can be published, with the remedy. */
final class Problems {
  private final CatalogConfig config;
  private final Batch batch;
  private final Template template;
  private final List<String> found = new ArrayList<>();

  Problems(CatalogConfig config, Batch batch, Template template) {
    this.config = config;
    this.batch = batch;
    this.template = template;
  }

  List<String> found() {
    return found;
  }

  void check(List<Variant> variants, Options options) {
    String name = template.values().getOrDefault("name", "");
    if (name.isBlank()) {
      found.add("it has no name; give it one in Odoo");
    } else if (!template.named() && !config.fallback()) {
      found.add(
          "its name is not translated to "
              + config.language()
              + "; translate it in Odoo, or set catalog.fallback: true");
    }
    if (template.type().equals("combo")) {
      found.add("it is a combo, which shops do not have; sell its products one by one");
    }
    taxes();
    Map<Map<String, String>, Variant> seen = new HashMap<>();
    for (Variant variant : variants) {
      sku(variant, options);
      Variant same = options.variable() ? seen.put(options.of(variant.id()), variant) : null;
      if (same != null) {
        twins(same, variant, options);
      }
    }
  }

  private void sku(Variant variant, Options options) {
    String sku = variant.values().getOrDefault("default_code", "");
    if (sku.isBlank()) {
      found.add(
          (options.variable() ? "variant " + shown(variant, options) : "it")
              + " has no internal reference, which is the SKU; set it in Odoo");
    } else if (batch.twins.containsKey(sku)) {
      found.add(
          "internal reference "
              + sku
              + " is used more than once ("
              + String.join(", ", Batch.at(batch.twins, sku))
              + "); give each active product its own in Odoo");
    }
  }

  private void twins(Variant first, Variant second, Options options) {
    found.add(
        "variants "
            + reference(first)
            + " and "
            + reference(second)
            + " have the same options "
            + options.of(second.id())
            + "; give the values different names in "
            + config.language()
            + ", or archive one");
  }

  private void taxes() {
    List<Tax> taxes = Batch.at(batch.taxes, template.id());
    if (taxes.isEmpty() || config.taxClasses().isEmpty()) {
      return;
    }
    Set<String> classes = new TaxFields(config, batch).classes(taxes);
    List<String> names = taxes.stream().map(Tax::english).toList();
    if (classes.isEmpty()) {
      found.add(
          "its customer taxes "
              + names
              + " have no tax class; name one in catalog.taxClasses, or change the product's"
              + " taxes");
    } else if (classes.size() > 1) {
      found.add(
          "its customer taxes "
              + names
              + " mean several tax classes "
              + classes
              + "; a shop's product has one: change its taxes, or select one company");
    }
  }

  private static String shown(Variant variant, Options options) {
    return options.of(variant.id()).isEmpty()
        ? "#" + variant.id()
        : options.of(variant.id()).values().toString();
  }

  private static String reference(Variant variant) {
    @Nullable String sku = variant.values().get("default_code");
    return sku == null || sku.isBlank() ? "#" + variant.id() : sku;
  }
}
