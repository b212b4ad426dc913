package org.odoobridge.outbound.catalog.publish;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.outbound.catalog.model.FieldValue;

/** Short text that stands for a field's content: equal content, equal text. */
public final class Fingerprint {
  /** Of a field that was being written when we last heard: equal to no content. */
  public static final String UNSURE = "?";

  private static final int BYTES = 8;

  private Fingerprint() {}

  public static String of(FieldValue value) {
    return of(value.canonical());
  }

  /** Of a variant's options by attribute name. */
  public static String of(Map<String, String> options) {
    return of(new TreeMap<>(options).toString());
  }

  private static String of(String canonical) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
