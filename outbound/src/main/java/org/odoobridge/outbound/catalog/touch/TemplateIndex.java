package org.odoobridge.outbound.catalog.touch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.odoobridge.outbound.capture.Row;

/**
 * Which template a row belongs to, as far as the row itself does not say: a deleted row shows only
 * its key, a renamed tag not who has it. Ids only, about 120 bytes a product, and 12 for each
 * translated text of release 15 or older.
 */
final class TemplateIndex {
  final IdMap templateOfProduct = new IdMap();
  final IdMap templateOfLine = new IdMap();
  final IdMap attributeOfLine = new IdMap();
  final IdMap templateOfImage = new IdMap();
  final IdMap templateOfAttachment = new IdMap();
  final IdMap categoryOfTemplate = new IdMap();

  /** {@code product_attribute_value.id} to lines that offer it. */
  final IdPairs linesOfValue = new IdPairs();

  final IdPairs templatesOfWebCategory = new IdPairs();
  final IdPairs templatesOfTag = new IdPairs();

  /** {@code product_tag.id} to variants that carry it by themselves. */
  final IdPairs productsOfTag = new IdPairs();

  final IdPairs templatesOfTax = new IdPairs();

  /** By model, from the id of a translation to the record it translates. */
  final Map<String, IdMap> recordOfTranslation = new HashMap<>();

  /** The template an image attachment belongs to; 0 when it is no product's. */
  int templateOfRecord(String model, int record) {
    return switch (model) {
      case "product.template" -> record;
      case "product.product" -> templateOfProduct.get(record);
      case "product.image" -> templateOfImage.get(record);
      default -> 0;
    };
  }

  /** The template of an extra image, which may hang on a variant only. */
  int templateOfImageRow(Row row) {
    int template = id(row, "product_tmpl_id");
    return template != 0 ? template : templateOfProduct.get(id(row, "product_variant_id"));
  }

  void ofTag(int tag, IntConsumer templates) {
    templatesOfTag.of(tag, templates);
    productsOfTag.of(tag, product -> templates.accept(templateOfProduct.get(product)));
  }

  void ofAttribute(int attribute, IntConsumer templates) {
    attributeOfLine.forEach(
        (line, of) -> {
          if (of == attribute) {
            templates.accept(templateOfLine.get(line));
          }
        });
  }

  void ofValue(int value, IntConsumer templates) {
    linesOfValue.of(value, line -> templates.accept(templateOfLine.get(line)));
  }

  void ofCategory(int category, IntConsumer templates) {
    categoryOfTemplate.forEach(
        (template, of) -> {
          if (of == category) {
            templates.accept(template);
          }
        });
  }

  /** An id column; 0 when NULL, absent or not in this change. */
  static int id(Row row, String column) {
    return row.has(column) && !row.isUnchanged(column) ? row.optionalInt(column).orElse(0) : 0;
  }
}
