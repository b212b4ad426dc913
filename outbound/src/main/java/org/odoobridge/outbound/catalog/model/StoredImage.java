package org.odoobridge.outbound.catalog.model;

/**
 * Where Odoo keeps an image.
 *
 * @param hash SHA-1 of its content, as {@code ir_attachment.checksum}
 * @param model of the record that shows it, such as {@code product.template}
 * @param record id in that model
 * @param field the field that holds the original, such as {@code image_1920}
 */
public record StoredImage(String hash, String model, int record, String field) {
  @Override
  public String toString() {
    return field + " of " + model + " " + record;
  }
}
