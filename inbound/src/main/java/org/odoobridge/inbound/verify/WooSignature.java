package org.odoobridge.inbound.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.config.Secret;

/**
 * WooCommerce's webhook signature: base64 of HMAC-SHA256 over the raw body, in {@code
 * X-WC-Webhook-Signature}. It covers no time, so replays are the journal's to recognise.
 */
public final class WooSignature {
  public static final String HEADER = "X-WC-Webhook-Signature";
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> keys;

  /**
   * @param secrets all live ones (two while rotating); with none, nothing is ever verified
   */
  public WooSignature(List<Secret> secrets) {
    this.keys =
        secrets.stream()
            .filter(secret -> !secret.isEmpty())
            .map(s -> new SecretKeySpec(s.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM))
            .toList();
  }

  /** Checks {@code body}, byte for byte as received; constant time per secret. */
  public Verification verify(byte[] body, @Nullable String signature) {
    if (keys.isEmpty()) {
      return new Verification.Refused("no webhook secret is configured");
    }
    if (signature == null || signature.isEmpty()) {
      return new Verification.Refused("no signature");
    }
    byte[] given;
    try {
      given = Base64.getDecoder().decode(signature.strip());
    } catch (IllegalArgumentException e) {
      return new Verification.Refused("the signature is not base64");
    }
    boolean fits = false;
    for (SecretKeySpec key : keys) {
      // No early end: how many secrets were tried shall not show in the time taken.
      fits |= MessageDigest.isEqual(hmac(key, body), given);
    }
    return fits
        ? new Verification.Verified()
        : new Verification.Refused("the signature fits no live secret");
  }

  private static byte[] hmac(SecretKeySpec key, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
