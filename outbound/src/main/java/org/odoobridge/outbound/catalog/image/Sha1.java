package org.odoobridge.outbound.catalog.image;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.odoobridge.outbound.catalog.model.StoredImage;

/** The hash by which Odoo names contents; it tells contents apart, it protects nothing. */
final class Sha1 {
  private Sha1() {}

  /** The bytes, if they are what the image says. */
  static byte[] checked(StoredImage image, byte[] bytes) throws IOException {
    String hash = of(bytes);
    if (!hash.equals(image.hash())) {
      throw new IOException(
          image
              + " holds another content ("
              + hash
              + ") than "
              + image.hash()
              + ": it has changed meanwhile, and the product is read again");
    }
    return bytes;
  }

  private static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
