package org.odoobridge.testkit.odoo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** {@code POST /jsonrpc}: positional arguments and a password or key in, an envelope out. */
final class JsonRpc {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OdooEngine engine;
  private final OdooRelease release;
  private final String db;

  JsonRpc(OdooEngine engine, OdooRelease release, String db) {
    this.engine = engine;
    this.release = release;
    this.db = db;
  }

  /** A {@link Call}, or the {@link Reply} to a request that is none. */
  Object read(Buffer body, boolean severalDatabases) {
    Map<String, Object> request;
    try {
      request = Args.map(withoutNulls(JSON.readValue(body.getBytes(), Object.class)));
    } catch (IOException e) {
      return Reply.page(400, "Bad Request", "Invalid JSON data: " + e.getClass().getSimpleName());
    }
    Object id = request.get("id");
    Map<String, Object> params = Args.map(request.getOrDefault("params", Map.of()));
    List<Object> args = Args.list(params.getOrDefault("args", List.of()));
    boolean onObject = "object".equals(params.get("service")) && args.size() > 4;
    String method = String.valueOf(onObject ? args.get(4) : params.get("method"));
    List<Object> positional = onObject && args.size() > 5 ? Args.list(args.get(5)) : List.of();
    Map<String, Object> named = onObject && args.size() > 6 ? Args.map(args.get(6)) : Map.of();
    return new Call(
        onObject && args.get(1) instanceof Number uid ? uid.intValue() : 0,
        onObject ? String.valueOf(args.get(3)) : "",
        method,
        positional,
        named,
        () ->
            "object".equals(params.get("service"))
                ? execute(args, positional, named)
                : common(method, args),
        value -> Reply.json(200, envelope(id, value == null ? Map.of() : Map.of("result", value))),
        e ->
            severalDatabases && release.hidesErrorsWithoutDatabase()
                ? Reply.page(
                    500,
                    "Internal Server Error",
                    "The server encountered an internal error and was unable to complete your request.")
                : Reply.json(200, envelope(id, Map.of("error", error(release, e)))));
  }

  private @Nullable Object execute(
      List<Object> args, List<Object> positional, Map<String, Object> named) {
    if (args.size() < 5 || !db.equals(args.get(0))) {
      throw OdooError.other(
          "psycopg2.OperationalError",
          "FATAL:  database \"%s\" does not exist\n".formatted(args.isEmpty() ? "" : args.get(0)));
    }
    int uid = args.get(1) instanceof Number number ? number.intValue() : 0;
    return engine.call(
        uid,
        String.valueOf(args.get(2)),
        String.valueOf(args.get(3)),
        String.valueOf(args.get(4)),
        positional,
        named);
  }

  private Object common(String method, List<Object> args) {
    return switch (method) {
      case "version" -> version(release);
      case "authenticate", "login" -> {
        int uid =
            args.size() > 2 && db.equals(args.getFirst())
                ? engine.authenticate(String.valueOf(args.get(1)), String.valueOf(args.get(2)))
                : 0;
        yield uid == 0 ? (Object) false : uid;
      }
      case "list" -> List.of(db);
      case "server_version" -> release.series();
      default -> throw OdooError.other("builtins.Exception", "Method not found: " + method);
    };
  }

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

  static String traceback(OdooError e) {
    return "Traceback (most recent call last):\n" + e.name() + ": " + e.getMessage() + "\n";
  }

  static Map<String, Object> error(OdooRelease release, OdooError e) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", e.name());
    data.put("debug", traceback(e));
    data.put("message", String.valueOf(e.getMessage()));
    data.put("arguments", List.of(String.valueOf(e.getMessage())));
    data.put("context", Map.of());
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", release.rpcErrorCode());
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
