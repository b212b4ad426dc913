package org.odoobridge.testkit.shop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of the Standard Webhooks specification: HMAC-SHA256 over {@code id.timestamp.body},
 * key and result in Base64. Written apart from the bridge's own so that neither can hide the
 * other's error.
 */
public final class StandardWebhooks {
  private static final String PREFIX = "whsec_";

  private StandardWebhooks() {}

  /**
   * The {@code webhook-signature} of one message.
   *
   * @param secret {@code whsec_} and the key in Base64
   */
  public static String sign(String secret, String id, String timestamp, byte[] body) {
    String encoded = secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(encoded), "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  /** Whether one of the signatures in the header, parted by blanks, is right. */
  public static boolean verify(
      String secret, String id, String timestamp, byte[] body, String signatures) {
    byte[] expected = sign(secret, id, timestamp, body).getBytes(StandardCharsets.UTF_8);
    boolean found = false;
    for (String signature : signatures.split(" ", -1)) {
      found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }
}
