package org.odoobridge.testkit.odoo;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;

/**
 * Secrets of users: passwords and API keys. Both are kept as they are, not hashed: it is a test's
 * Odoo.
 */
final class Keys {

  private static final int BYTES = 20;
  private static final int INDEX = 8;
  private static final int DAYS = 90;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  /** Whether the secret is the password of an active user, or an API key. */
  static boolean isSecretOf(Env env, int uid, String secret) {
    return env.row(
                "SELECT 1 AS x FROM res_users WHERE id = ? AND password = ? AND active",
                uid,
                secret)
            .isPresent()
        || user(env, secret) == uid;
  }

  /** The active user of a key that has not expired; 0 when there is none. */
  static int user(Env env, String key) {
    if (key.length() < INDEX) {
      return 0;
    }
    String unexpired =
        env.release().keysExpire()
            ? " AND (k.expiration_date IS NULL OR k.expiration_date >= now() AT TIME ZONE 'UTC')"
            : "";
    return env.row(
            "SELECT u.id FROM res_users_apikeys k JOIN res_users u ON u.id = k.user_id AND u.active WHERE k.index = ? AND k.key = ? AND (k.scope IS NULL OR k.scope = 'rpc')"
                + unexpired,
            key.substring(0, INDEX),
            key)
        .map(row -> row.id())
        .orElse(0);
  }

  static String create(Env env, String login) {
    int uid =
        env.row("SELECT id FROM res_users WHERE login = ?", login)
            .map(row -> row.id())
            .orElseThrow(() -> OdooError.user("no user " + login));
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String key = HexFormat.of().formatHex(bytes);
    Map<String, Object> values = new HashMap<>();
    values.put("name", "key of " + login);
    values.put("user_id", uid);
    values.put("scope", "rpc");
    values.put("index", key.substring(0, INDEX));
    values.put("key", key);
    if (env.release().keysExpire()) {
      values.put("expiration_date", env.now().plusDays(DAYS));
    }
    env.insert("res_users_apikeys", values);
    return key;
  }
}
