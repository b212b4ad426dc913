package org.odoobridge.outbound.catalog.model;

import java.io.IOException;

/** Where the bytes of an image are. Blocks (virtual thread); reading twice is harmless. */
@FunctionalInterface
public interface ImageSource {
  /**
   * The content, whose SHA-1 is the image's hash.
   *
   * @throws IOException when it cannot be read, is gone, or is another content by now; the message
   *     says what to do
   */
  byte[] read(StoredImage image) throws IOException;
}
