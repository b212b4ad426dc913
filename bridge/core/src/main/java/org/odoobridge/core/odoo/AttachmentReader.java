package org.odoobridge.core.odoo;

import java.io.IOException;

/** Reads the content of Odoo's attachments by Odoo's API. Blocks (virtual thread). */
@FunctionalInterface
public interface AttachmentReader {
  /**
   * The bytes of one {@code ir.attachment}.
   *
   * @throws IOException when Odoo is away or refuses, or there is no such attachment
   */
  byte[] read(int attachment) throws IOException;
}
