package org.odoobridge.testkit.odoo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** The forms of Odoo's JSON-RPC: envelope, error, version. */
final class JsonRpc {

  private JsonRpc() {}

  static Map<String, Object> version(OdooRelease release) {
    return Map.of(
        "server_version",
        release.series(),
        "server_version_info",
        release.versionInfo(),
        "server_serie",
        release.series(),
        "protocol_version",
        1);
  }

  static Map<String, Object> lostLoad(String message) {
    return Map.of(
        "ids",
        false,
        "messages",
        List.of(Map.of("type", "error", "message", message)),
        "nextrow",
        0);
  }

  static Map<String, Object> envelope(@Nullable Object id, Map<String, Object> content) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("jsonrpc", "2.0");
    envelope.put("id", id == null ? false : id);
    envelope.putAll(content);
    return envelope;
  }

  static Map<String, Object> error(OdooError e) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", e.name());
    data.put(
        "debug", "Traceback (most recent call last):\n" + e.name() + ": " + e.getMessage() + "\n");
    data.put("message", String.valueOf(e.getMessage()));
    data.put("arguments", List.of(String.valueOf(e.getMessage())));
    data.put("context", Map.of());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", 200);
    error.put("message", "Odoo Server Error");
    error.put("data", data);
    return error;
  }

  /** JSON null is Python's None, which Odoo's methods take as False. */
  static Object withoutNulls(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), withoutNulls(entry)));
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(entry -> copy.add(withoutNulls(entry)));
        yield copy;
      }
      default -> value;
    };
  }
}
