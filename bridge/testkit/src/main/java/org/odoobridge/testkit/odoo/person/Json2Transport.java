package org.odoobridge.testkit.odoo.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /json/2} with an API key: arguments go by the names they have in Odoo's source. */
final class Json2Transport implements Transport {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names of positional arguments; any other method is called on ids alone. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("create", List.of("vals_list")),
          Map.entry("write", List.of("ids", "vals")),
          Map.entry("read", List.of("ids", "fields")),
          Map.entry("search", List.of("domain", "offset", "limit", "order")),
          Map.entry("search_count", List.of("domain")),
          Map.entry("search_read", List.of("domain", "fields", "offset", "limit", "order")),
          Map.entry("name_search", List.of("name", "domain", "operator", "limit")),
          Map.entry("fields_get", List.of("allfields", "attributes")),
          Map.entry("load", List.of("fields", "data")),
          Map.entry("sync_from_ui", List.of("orders")),
          Map.entry("set_opening_control", List.of("ids", "cashbox_value", "notes")),
          Map.entry("post_closing_cash_details", List.of("ids", "counted_cash")),
          Map.entry("update_closing_control_state_session", List.of("ids", "notes")),
          Map.entry("close_session_from_ui", List.of("ids", "bank_payment_method_diff_pairs")));

  private final String url;
  private final Map<String, String> headers;
  private final int uid;

  Json2Transport(String url, String db, String login, String key) {
    this.url = url;
    this.headers = Map.of("Authorization", "bearer " + key, "X-Odoo-Database", db);
    Object found =
        execute("res.users", "search", List.of(List.of(List.of("login", "=", login))), Map.of());
    if (!(found instanceof List<?> users) || users.isEmpty()) {
      throw new OdooRefusal("odoo.exceptions.AccessDenied", "no user " + login);
    }
    this.uid = OdooClient.number(users.getFirst());
  }

  @Override
  public int uid() {
    return uid;
  }

  @Override
  public @Nullable Object execute(
      String model, String method, List<?> args, Map<String, ?> kwargs) {
    List<String> names = NAMES.getOrDefault(method, List.of("ids"));
    if (args.size() > names.size()) {
      throw new IllegalArgumentException("no names known for the arguments of " + method);
    }
    Map<String, Object> body = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      Object value = args.get(i);
      // JSON-2 takes a list of ids where execute_kw takes one, too
      body.put(
          names.get(i),
          names.get(i).equals("ids") && value instanceof Number ? List.of(value) : value);
    }
    body.putAll(kwargs);
    Object answer = send(model, method, body);
    boolean one = method.equals("create") && !args.isEmpty() && args.getFirst() instanceof Map;
    return one && answer instanceof List<?> ids ? ids.getFirst() : answer;
  }

  private @Nullable Object send(String model, String method, Map<String, Object> body) {
    try {
      Answer answer =
          Transport.post(
              URI.create(url + "/json/2/" + model + "/" + method),
              JSON.writeValueAsBytes(body),
              headers);
      if (answer.status() == 200) {
        return JSON.readValue(answer.body(), Object.class);
      }
      if (answer.body().stripLeading().startsWith("{")) {
        Map<?, ?> error = JSON.readValue(answer.body(), Map.class);
        throw new OdooRefusal(
            String.valueOf(error.get("name")), String.valueOf(error.get("message")));
      }
      throw new OdooRefusal("http." + answer.status(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException("Odoo did not answer " + method, e);
    }
  }
}
