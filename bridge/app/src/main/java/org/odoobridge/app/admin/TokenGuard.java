package org.odoobridge.app.admin;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.odoobridge.core.config.Secret;

/** Lets a request through that carries the bearer token; any other gets 401. */
final class TokenGuard implements Handler<RoutingContext> {
  private static final String SCHEME = "Bearer ";
  private final byte[] expected;

  TokenGuard(Secret token) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("an API without a token would be open to everybody");
    }
    this.expected = digest(token.reveal());
  }

  @Override
  public void handle(RoutingContext context) {
    String header = Objects.requireNonNullElse(context.request().getHeader("Authorization"), "");
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    // Digests are compared, so that neither content nor length shows in the time taken.
    byte[] given = digest(bearer ? header.substring(SCHEME.length()).strip() : "");
    if (bearer && MessageDigest.isEqual(expected, given)) {
      context.next();
    } else {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"odoo-bridge\"");
      context.fail(401);
    }
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
