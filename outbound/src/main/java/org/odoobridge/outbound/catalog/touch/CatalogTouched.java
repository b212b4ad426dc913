package org.odoobridge.outbound.catalog.touch;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.catalog.model.CatalogSink;

/**
 * Which templates' documents the rows of a transaction may change, offered once it is whole. Every
 * change of a row counts, even one that changes nothing: documents are compared before anything is
 * sent. One thread owns it.
 */
public final class CatalogTouched {
  /** Fields of Odoo's that hold the originals of images; the smaller sizes are made of them. */
  private static final Set<String> IMAGE_FIELDS = Set.of("image_1920", "image_variant_1920");

  /** Models whose texts in other languages are part of documents. */
  private static final Set<String> TRANSLATED =
      Set.of(
          "product.template",
          "product.attribute",
          "product.attribute.value",
          "product.public.category",
          "product.image");

  private final CatalogSink sink;
  private final TemplateIndex index = new TemplateIndex();
  private final Set<Integer> dirty = new LinkedHashSet<>();
  private Optional<String> everything = Optional.empty();
  private boolean following;

  public CatalogTouched(CatalogSink sink) {
    this.sink = sink;
  }

  /** Whether rows of a table that were there at the start must be folded before others. */
  public static boolean remembers(String table) {
    return table.startsWith("product")
        || table.equals("ir_attachment")
        || table.equals("ir_translation");
  }

  /** Folds one change; before {@link #takeOver} it is only remembered, not told. */
  public void apply(RowChange change) {
    switch (change) {
      case RowChange.Inserted row -> fold(row.table(), row.after(), Kind.NEW);
      case RowChange.Updated row -> fold(row.table(), row.after(), Kind.CHANGED);
      case RowChange.Deleted row -> fold(row.table(), row.key(), Kind.GONE);
      case RowChange.Truncated all -> truncated(all.table());
    }
  }

  /** What has been folded so far was a load; from now on changes are told. */
  public void takeOver() {
    following = true;
    dirty.clear();
    everything = Optional.empty();
  }

  /** A transaction is whole: tells what it touched. */
  public void transactionFolded() {
    if (following) {
      everything.ifPresent(sink::dirtyAll);
      if (everything.isEmpty() && !dirty.isEmpty()) {
        sink.dirty(Set.copyOf(dirty));
      }
    }
    dirty.clear();
    everything = Optional.empty();
  }

  private enum Kind {
    NEW,
    CHANGED,
    GONE
  }

  private void fold(String table, Row row, Kind kind) {
    switch (table) {
      case "product_template" -> template(row, kind);
      case "product_product" -> product(row, kind);
      case "product_template_attribute_line" -> line(row, kind);
      case "product_attribute_value_product_template_attribute_line_rel" -> lineValue(row, kind);
      case "product_template_attribute_value" -> mark(TemplateIndex.id(row, "product_tmpl_id"));
      case "product_variant_combination" ->
          mark(index.templateOfProduct.get(TemplateIndex.id(row, "product_product_id")));
      case "product_attribute" -> index.ofAttribute(row.intOf("id"), this::mark);
      case "product_attribute_value" -> index.ofValue(row.intOf("id"), this::mark);
      case "product_category" -> index.ofCategory(row.intOf("id"), this::mark);
      case "product_public_category" ->
          index.templatesOfWebCategory.of(row.intOf("id"), this::mark);
      case "product_public_category_product_template_rel" ->
          related(index.templatesOfWebCategory, "product_public_category_id", row, kind);
      case "product_tag" -> index.ofTag(row.intOf("id"), this::mark);
      case "product_tag_product_product_rel" -> variantTag(row, kind);
      case "product_tag_product_template_rel" ->
          related(index.templatesOfTag, "product_tag_id", row, kind);
      case "product_taxes_rel" -> productTax(row, kind);
      case "product_alternative_rel", "product_accessory_rel" ->
          mark(TemplateIndex.id(row, "src_id"));
      case "product_image" -> image(row, kind);
      case "ir_attachment" -> attachment(row, kind);
      case "ir_translation" -> translation(row, kind);
      case "account_tax" -> index.templatesOfTax.of(row.intOf("id"), this::mark);
      case "product_brand" -> {
        if (kind != Kind.NEW) {
          everything = Optional.of("a brand has changed");
        }
      }
      default -> {} // no part of a document
    }
  }

  private void template(Row row, Kind kind) {
    int id = row.intOf("id");
    mark(id);
    if (kind == Kind.GONE) {
      index.categoryOfTemplate.remove(id);
    } else if (TemplateIndex.id(row, "categ_id") != 0) {
      index.categoryOfTemplate.put(id, TemplateIndex.id(row, "categ_id"));
    }
  }

  private void product(Row row, Kind kind) {
    int id = row.intOf("id");
    if (kind == Kind.GONE) {
      mark(index.templateOfProduct.remove(id));
      return;
    }
    int template = row.intOf("product_tmpl_id");
    mark(index.templateOfProduct.get(id));
    mark(template);
    index.templateOfProduct.put(id, template);
  }

  private void line(Row row, Kind kind) {
    int id = row.intOf("id");
    if (kind == Kind.GONE) {
      mark(index.templateOfLine.remove(id));
      index.attributeOfLine.remove(id);
      return;
    }
    mark(row.intOf("product_tmpl_id"));
    index.templateOfLine.put(id, row.intOf("product_tmpl_id"));
    index.attributeOfLine.put(id, row.intOf("attribute_id"));
  }

  private void lineValue(Row row, Kind kind) {
    int value = row.intOf("product_attribute_value_id");
    int line = row.intOf("product_template_attribute_line_id");
    mark(index.templateOfLine.get(line));
    if (kind == Kind.GONE) {
      index.linesOfValue.remove(value, line);
    } else {
      index.linesOfValue.add(value, line);
    }
  }

  private void related(IdPairs pairs, String left, Row row, Kind kind) {
    int template = row.intOf("product_template_id");
    mark(template);
    if (kind == Kind.GONE) {
      pairs.remove(row.intOf(left), template);
    } else {
      pairs.add(row.intOf(left), template);
    }
  }

  private void image(Row row, Kind kind) {
    int id = row.intOf("id");
    mark(index.templateOfImage.get(id));
    if (kind == Kind.GONE) {
      index.templateOfImage.remove(id);
      return;
    }
    int template = index.templateOfImageRow(row);
    mark(template);
    if (template != 0) {
      index.templateOfImage.put(id, template);
    }
  }

  private void attachment(Row row, Kind kind) {
    int id = row.intOf("id");
    mark(index.templateOfAttachment.get(id));
    if (kind == Kind.GONE) {
      index.templateOfAttachment.remove(id);
      return;
    }
    boolean image = row.text("res_field").filter(IMAGE_FIELDS::contains).isPresent();
    int template =
        image
            ? index.templateOfRecord(
                row.text("res_model").orElse(""), TemplateIndex.id(row, "res_id"))
            : 0;
    mark(template);
    if (template != 0) {
      index.templateOfAttachment.put(id, template);
    } else {
      index.templateOfAttachment.remove(id);
    }
  }

  /** A deleted one shows only its id: what it translated is remembered. */
  private void translation(Row row, Kind kind) {
    int id = row.intOf("id");
    if (kind == Kind.GONE) {
      index.recordOfTranslation.forEach((model, records) -> translated(model, records.remove(id)));
      return;
    }
    String name = row.text("name").orElse("");
    int record = TemplateIndex.id(row, "res_id");
    int comma = name.indexOf(',');
    String model = comma < 0 ? "" : name.substring(0, comma);
    if (record > 0 && TRANSLATED.contains(model)) {
      index.recordOfTranslation.computeIfAbsent(model, key -> new IdMap()).put(id, record);
      translated(model, record);
    }
  }

  private void translated(String model, int record) {
    if (record == 0 || !following) {
      return;
    }
    switch (model) {
      case "product.template" -> mark(record);
      case "product.attribute" -> index.ofAttribute(record, this::mark);
      case "product.attribute.value" -> index.ofValue(record, this::mark);
      case "product.public.category" -> index.templatesOfWebCategory.of(record, this::mark);
      case "product.image" -> mark(index.templateOfImage.get(record));
      default -> throw new IllegalStateException("not a translated model: " + model);
    }
  }

  private void variantTag(Row row, Kind kind) {
    int product = row.intOf("product_product_id");
    mark(index.templateOfProduct.get(product));
    if (kind == Kind.GONE) {
      index.productsOfTag.remove(row.intOf("product_tag_id"), product);
    } else {
      index.productsOfTag.add(row.intOf("product_tag_id"), product);
    }
  }

  private void productTax(Row row, Kind kind) {
    int template = row.intOf("prod_id");
    mark(template);
    if (kind == Kind.GONE) {
      index.templatesOfTax.remove(row.intOf("tax_id"), template);
    } else {
      index.templatesOfTax.add(row.intOf("tax_id"), template);
    }
  }

  private void truncated(String table) {
    if (table.startsWith("product_") || table.equals("ir_attachment")) {
      everything = Optional.of("table " + table + " was emptied");
    }
  }

  private void mark(int template) {
    if (template > 0 && following) {
      dirty.add(template);
    }
  }
}
