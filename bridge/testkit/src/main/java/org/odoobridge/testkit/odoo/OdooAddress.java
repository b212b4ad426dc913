package org.odoobridge.testkit.odoo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An Odoo that runs somewhere, given to tests by system properties: {@code odoo.url}, {@code
 * odoo.db}, {@code odoo.user} (or {@code odoo.login}, default {@code admin}) and {@code
 * odoo.apikey} or {@code odoo.password} of an administrator; for tests that look into the tables
 * {@code odoo.pg}. Tests mark what they create there and take it away again.
 *
 * @param url such as {@code http://127.0.0.1:8069}
 * @param secret an API key, which goes first, or a password
 * @param tables where its database can be read, when that is given
 * @param bot user and secret that the bridge works with, from {@code odoo.bot.user} and {@code
 *     odoo.bot.apikey} or {@code odoo.bot.password}; without one the tests make a user
 */
public record OdooAddress(
    String url,
    String database,
    String login,
    String secret,
    Optional<Tables> tables,
    Optional<Bot> bot) {

  /** Of a server whose tables are not looked into. */
  public OdooAddress(String url, String database, String login, String secret) {
    this(url, database, login, secret, Optional.empty(), Optional.empty());
  }

  /** A user and its secret. */
  public record Bot(String login, String secret) {}

  /**
   * Odoo's database and who reads it: {@code
   * jdbc:postgresql://host:port/database?user=…&password=…}.
   */
  public record Tables(String host, int port, String database, String user, String password) {
    private static final String FORM =
        "odoo.pg: not of the form jdbc:postgresql://host:port/database?user=…&password=…";

    private static final Pattern JDBC =
        Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d+))?/([^?]+)\\?(.+)");

    static Tables parse(String jdbcUrl) {
      Matcher parts = JDBC.matcher(jdbcUrl.strip());
      if (!parts.matches()) {
        throw new IllegalArgumentException(FORM);
      }
      String port = parts.group(2);
      return new Tables(
          parts.group(1),
          port == null ? 5432 : Integer.parseInt(port),
          parts.group(3),
          parameter(parts.group(4), "user"),
          parameter(parts.group(4), "password"));
    }

    private static String parameter(String query, String name) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
        }
      }
      throw new IllegalArgumentException(FORM);
    }

    /** Without credentials. */
    public String jdbcUrl() {
      return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }
  }

  /** The given one; empty when {@code odoo.url} is not set. */
  public static Optional<OdooAddress> given() {
    String url = property("url");
    if (url == null) {
      return Optional.empty();
    }
    String login = property("user");
    String pg = property("pg");
    return Optional.of(
        new OdooAddress(
            url.replaceFirst("/+$", ""),
            required("odoo.db", property("db")),
            login != null ? login : Optional.ofNullable(property("login")).orElse("admin"),
            secret(""),
            Optional.ofNullable(pg).map(Tables::parse),
            Optional.ofNullable(property("bot.user")).map(bot -> new Bot(bot, secret("bot.")))));
  }

  /** Whether tests that run on many servers shall run on the given one alone. */
  public static boolean only() {
    return Boolean.getBoolean("odoo.only") && given().isPresent();
  }

  private static String secret(String whose) {
    String key = property(whose + "apikey");
    return required(
        "odoo.%1$sapikey or odoo.%1$spassword".formatted(whose),
        key != null ? key : property(whose + "password"));
  }

  private static @Nullable String property(String name) {
    String value = System.getProperty("odoo." + name, "").strip();
    return value.isEmpty() ? null : value;
  }

  private static String required(String property, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException(
          property + ": missing; an Odoo given by odoo.url needs it, too");
    }
    return value;
  }

  /** Whether the secret is an API key by its look. */
  public boolean byKey() {
    return secret.toLowerCase(Locale.ROOT).matches("[0-9a-f]{40}");
  }

  @Override
  public String toString() {
    return "%s, database %s, as %s".formatted(url, database, login);
  }
}
