package org.odoobridge.core.odoo;

import java.io.IOException;

/**
 * Reads binary fields of Odoo's records by Odoo's API. Blocks (virtual thread). The attachment
 * behind such a field is for administrators alone; the field is for everyone who may see the
 * record.
 */
@FunctionalInterface
public interface BinaryReader {
  /**
   * The bytes of one record's field, such as a product's image.
   *
   * @throws IOException when Odoo is away or refuses, or the field is empty
   */
  byte[] read(String model, int id, String field) throws IOException;
}
