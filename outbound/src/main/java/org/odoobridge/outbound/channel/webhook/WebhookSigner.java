package org.odoobridge.outbound.channel.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.odoobridge.core.config.Secret;

/**
 * Signs as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> has it: HMAC-SHA256
 * over {@code id.timestamp.body}, once with every live secret, so that a receiver can rotate.
 */
final class WebhookSigner {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private final List<SecretKeySpec> keys;

  /**
   * @param secrets {@code whsec_} and base64, or any other text taken as it is
   */
  WebhookSigner(List<Secret> secrets) {
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("a signed webhook needs at least one secret");
    }
    this.keys =
        secrets.stream()
            .map(secret -> new SecretKeySpec(keyBytes(secret.reveal()), ALGORITHM))
            .toList();
  }

  /** Value of the header {@code webhook-signature}. */
  String sign(String id, long timestampSeconds, byte[] body) {
    byte[] head = (id + "." + timestampSeconds + ".").getBytes(StandardCharsets.UTF_8);
    List<String> signatures = new ArrayList<>(keys.size());
    for (SecretKeySpec key : keys) {
      signatures.add("v1," + Base64.getEncoder().encodeToString(mac(key, head, body)));
    }
    return String.join(" ", signatures);
  }

  /** Throws {@link IllegalArgumentException} for a secret that cannot be used. */
  static byte[] keyBytes(String secret) {
    byte[] key =
        secret.startsWith(PREFIX)
            ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
            : secret.getBytes(StandardCharsets.UTF_8);
    if (key.length == 0) {
      throw new IllegalArgumentException("a webhook secret must not be empty");
    }
    return key;
  }

  private static byte[] mac(SecretKeySpec key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
