package org.odoobridge.outbound.catalog.read;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.read.Batch.Tax;

/** Tax status and class from a template's customer taxes. */
record TaxFields(CatalogConfig config, Batch batch) {
  void put(DocumentBuilder.Fields fields, int template) {
    List<Tax> taxes = Batch.at(batch.taxes, template);
    fields.put(ProductField.TAX_STATUS, new FieldValue.Text(taxes.isEmpty() ? "none" : "taxable"));
    Set<String> classes = classes(taxes);
    if (classes.size() == 1) {
      String slug = classes.iterator().next();
      fields.put(ProductField.TAX_CLASS, new FieldValue.Text(slug.equals("standard") ? "" : slug));
    }
  }

  /** Classes of the taxes that have one. */
  Set<String> classes(List<Tax> taxes) {
    Set<String> classes = new LinkedHashSet<>();
    for (Tax tax : taxes) {
      String byId = config.taxClasses().get(Integer.toString(tax.id()));
      String slug = byId != null ? byId : config.taxClasses().get(tax.english());
      if (slug != null) {
        classes.add(slug);
      }
    }
    return classes;
  }
}
