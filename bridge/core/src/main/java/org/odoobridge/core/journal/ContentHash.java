package org.odoobridge.core.journal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** SHA-256 of what makes a message distinct; two messages of one key with equal hash are one. */
public final class ContentHash {
  private final byte[] digest;

  private ContentHash(byte[] digest) {
    this.digest = digest;
  }

  public static ContentHash of(byte[] content) {
    return new ContentHash(sha256().digest(content));
  }

  /** Of stored digest bytes; throws when they are not 32. */
  public static ContentHash ofDigest(byte[] digest) {
    if (digest.length != 32) {
      throw new IllegalArgumentException("a SHA-256 has 32 bytes, not " + digest.length);
    }
    return new ContentHash(digest.clone());
  }

  public byte[] bytes() {
    return digest.clone();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentHash that && Arrays.equals(digest, that.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(digest);
  }
}
