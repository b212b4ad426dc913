package org.odoobridge.testkit.odoo;

import java.util.Optional;

/**
 * An Odoo that runs somewhere, given to tests by system properties: {@code odoo.url}, {@code
 * odoo.db}, {@code odoo.login} (default {@code admin}) and {@code odoo.apikey} or {@code
 * odoo.password}. Tests mark what they create there and take it away again.
 *
 * @param url such as {@code http://127.0.0.1:8069}
 * @param secret an API key, which goes first, or a password
 */
public record OdooAddress(String url, String database, String login, String secret) {

  /** The given one; empty when {@code odoo.url} is not set. */
  public static Optional<OdooAddress> given() {
    String url = System.getProperty("odoo.url", "").strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String key = System.getProperty("odoo.apikey", "");
    return Optional.of(
        new OdooAddress(
            url.replaceFirst("/+$", ""),
            required("odoo.db", System.getProperty("odoo.db", "")),
            System.getProperty("odoo.login", "admin"),
            required(
                "odoo.apikey or odoo.password",
                key.isBlank() ? System.getProperty("odoo.password", "") : key)));
  }

  private static String required(String property, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          property + ": missing; an Odoo given by odoo.url needs it, too");
    }
    return value;
  }

  @Override
  public String toString() {
    return "%s, database %s, as %s".formatted(url, database, login);
  }
}
