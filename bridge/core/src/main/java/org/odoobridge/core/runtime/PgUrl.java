package org.odoobridge.core.runtime;

import java.net.URI;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;

/**
 * Where a PostgreSQL database is and who connects.
 *
 * @param url {@code postgresql://user@host:port/database}; the port may be left out (5432)
 * @param password reference to the user's password
 */
public record PgUrl(String url, @Default("") Secret password) {
  public PgUrl {
    URI uri = parse(url);
    if (!"postgresql".equals(uri.getScheme())
        || uri.getHost() == null
        || uri.getPath() == null
        || uri.getPath().length() < 2) {
      throw new IllegalArgumentException(
          "'" + url + "' is not of the form postgresql://user@host:port/database");
    }
    String who = uri.getUserInfo();
    if (who == null || who.isBlank() || who.indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "name exactly the user before the @ (postgresql://user@host/db); the password goes into"
              + " 'password' as file: or env: reference");
    }
  }

  public String user() {
    return parse(url).getUserInfo();
  }

  public String host() {
    return parse(url).getHost();
  }

  public int port() {
    int port = parse(url).getPort();
    return port < 0 ? 5432 : port;
  }

  public String database() {
    return parse(url).getPath().substring(1);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://" + host() + ":" + port() + "/" + database();
  }

  private static URI parse(String url) {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a URL: " + url, e);
    }
  }
}
