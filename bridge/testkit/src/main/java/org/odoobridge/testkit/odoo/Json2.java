package org.odoobridge.testkit.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.OdooError;

/**
 * {@code POST /json/2/<model>/<method>}: named arguments and a bearer key in, a bare value or an
 * error with an HTTP code of its own out.
 */
final class Json2 {

  static final String PATH = "/json/2/";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Arguments of the generic methods; a leading {@code *} marks one that must be there. */
  private static final Map<String, List<String>> SIGNATURES =
      Map.ofEntries(
          Map.entry("create", List.of("*vals_list")),
          Map.entry("write", List.of("*vals")),
          Map.entry("unlink", List.of()),
          Map.entry("exists", List.of()),
          Map.entry("read", List.of("fields", "load")),
          Map.entry("search", List.of("*domain", "offset", "limit", "order")),
          Map.entry("search_count", List.of("*domain", "limit")),
          Map.entry("search_read", List.of("domain", "fields", "offset", "limit", "order", "load")),
          Map.entry("name_search", List.of("name", "domain", "operator", "limit")),
          Map.entry("fields_get", List.of("allfields", "attributes")),
          Map.entry("load", List.of("*fields", "*data")),
          Map.entry("action_confirm", List.of()),
          Map.entry("action_apply_inventory", List.of()),
          Map.entry("sync_from_ui", List.of("*orders")));

  /** Methods of the model itself, which take no {@code ids}. */
  private static final Set<String> OF_MODEL =
      Set.of(
          "create",
          "search",
          "search_count",
          "search_read",
          "name_search",
          "fields_get",
          "load",
          "sync_from_ui");

  private final OdooEngine engine;
  private final String db;

  Json2(OdooEngine engine, String db) {
    this.engine = engine;
    this.db = db;
  }

  /** A {@link Call}, or the {@link Reply} to a request that is none. */
  Object read(HttpServerRequest request, Buffer body, boolean severalDatabases) {
    String[] path = String.valueOf(request.path()).substring(PATH.length()).split("/", -1);
    String wanted = request.getHeader("X-Odoo-Database");
    if (!request.method().equals(HttpMethod.POST)
        || path.length != 2
        || (wanted == null ? severalDatabases : !wanted.equals(db))) {
      return Reply.notFound();
    }
    String type = Objects.requireNonNullElse(request.getHeader("Content-Type"), "");
    if (!type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      return Reply.page(
          415,
          "Unsupported Media Type",
          "Request inferred type is not compatible with '%s': type='json2'."
              .formatted(request.path()));
    }
    String key = bearer(request.getHeader("Authorization"));
    int uid = key.isEmpty() ? 0 : engine.userOfKey(key);
    if (uid == 0) {
      return error(
          http(
              "Unauthorized",
              key.isEmpty()
                  ? "User not authenticated, use the \"Authorization\" header"
                  : "Invalid apikey"));
    }
    Map<String, Object> named;
    try {
      Object parsed = JSON.readValue(body.getBytes(), Object.class);
      named = Args.map(JsonRpc.withoutNulls(parsed));
    } catch (java.io.IOException e) {
      return error(http("BadRequest", "could not parse the body as json: " + reason(e)));
    }
    String model = path[0];
    String method = path[1];
    return new Call(
        uid,
        model,
        method,
        List.of(),
        named,
        () -> run(uid, model, method, named),
        value ->
            Reply.json(
                200, method.equals("create") && value instanceof Integer id ? List.of(id) : value),
        Json2::error);
  }

  private @Nullable Object run(int uid, String model, String method, Map<String, Object> body) {
    if (!engine.hasModel(model)) {
      throw http("NotFound", "the model '%s' does not exist".formatted(model));
    }
    Map<String, Object> named = new LinkedHashMap<>(body);
    named.remove("ids");
    named.remove("context");
    if (!method.startsWith("_") && !engine.hasMethod(model, method)) {
      throw http("NotFound", "The method '%s.%s' does not exist".formatted(model, method));
    }
    if (OF_MODEL.contains(method) && !Args.ids(body.getOrDefault("ids", List.of())).isEmpty()) {
      throw http("UnprocessableEntity", "cannot call %s.%s with ids".formatted(model, method));
    }
    bind(method, named.keySet());
    Map<String, Object> arguments = new LinkedHashMap<>(body);
    if (!OF_MODEL.contains(method)) {
      arguments.putIfAbsent("ids", List.of());
    }
    return engine.callAs(uid, model, method, arguments);
  }

  /** Names must be those of the method; methods of unknown signature take any. */
  private static void bind(String method, Set<String> given) {
    List<String> signature = SIGNATURES.get(method);
    if (signature == null) {
      return;
    }
    Set<String> unknown = new TreeSet<>(given);
    for (String argument : signature) {
      String name = argument.replace("*", "");
      if (!unknown.remove(name) && argument.startsWith("*")) {
        throw http("UnprocessableEntity", "missing a required argument: '" + name + "'");
      }
    }
    if (!unknown.isEmpty()) {
      throw http(
          "UnprocessableEntity",
          "got an unexpected keyword argument '" + unknown.iterator().next() + "'");
    }
  }

  private static String bearer(@Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith("bearer ")
        ? header.substring("bearer ".length()).strip()
        : "";
  }

  private static String reason(java.io.IOException e) {
    return e instanceof JsonProcessingException json ? json.getOriginalMessage() : "" + e;
  }

  private static OdooError http(String name, String message) {
    return OdooError.other("werkzeug.exceptions." + name, message);
  }

  private static Reply error(OdooError e) {
    int status = status(e.name());
    String message = String.valueOf(e.getMessage());
    boolean ofHttp = e.name().startsWith("werkzeug.");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", e.name());
    body.put("message", ofHttp ? "%d %s: %s".formatted(status, title(status), message) : message);
    body.put("arguments", ofHttp ? List.of() : List.of(message));
    body.put("context", Map.of());
    body.put("debug", JsonRpc.traceback(e));
    return Reply.json(status, body);
  }

  private static int status(String name) {
    return switch (name) {
      case "werkzeug.exceptions.BadRequest" -> 400;
      case "werkzeug.exceptions.Unauthorized" -> 401;
      case "odoo.exceptions.AccessError", "odoo.exceptions.AccessDenied" -> 403;
      case "werkzeug.exceptions.NotFound", "odoo.exceptions.MissingError" -> 404;
      case "werkzeug.exceptions.UnprocessableEntity",
          "odoo.exceptions.UserError",
          "odoo.exceptions.ValidationError" ->
          422;
      default -> 500;
    };
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 404 -> "Not Found";
      case 422 -> "Unprocessable Entity";
      default -> "Internal Server Error";
    };
  }
}
