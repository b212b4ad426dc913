package org.odoobridge.testkit.odoo.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** {@code /jsonrpc} with a password or, in its place, an API key. */
final class JsonRpcTransport implements Transport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger ids = new AtomicInteger();
  private final URI endpoint;
  private final String db;
  private final String secret;
  private final int uid;

  JsonRpcTransport(String url, String db, String login, String secret) {
    this.endpoint = URI.create(url + "/jsonrpc");
    this.db = db;
    this.secret = secret;
    Object answer = send("common", "authenticate", List.of(db, login, secret, Map.of()));
    if (!(answer instanceof Number known)) {
      throw new OdooRefusal("odoo.exceptions.AccessDenied", "login refused: " + login);
    }
    this.uid = known.intValue();
  }

  @Override
  public int uid() {
    return uid;
  }

  /** What the server says it is, such as {@code 17.0}. */
  String series() {
    if (send("common", "version", List.of()) instanceof Map<?, ?> version) {
      return String.valueOf(version.get("server_serie"));
    }
    throw new IllegalStateException("no version from " + endpoint);
  }

  @Override
  public @Nullable Object execute(
      String model, String method, List<?> args, Map<String, ?> kwargs) {
    List<Object> all = new ArrayList<>(List.of(db, uid, secret, model, method, args, kwargs));
    return send("object", "execute_kw", all);
  }

  private @Nullable Object send(String service, String method, List<?> args) {
    try {
      byte[] body =
          JSON.writeValueAsBytes(
              Map.of(
                  "jsonrpc",
                  "2.0",
                  "method",
                  "call",
                  "id",
                  ids.incrementAndGet(),
                  "params",
                  Map.of("service", service, "method", method, "args", args)));
      Answer http = Transport.post(endpoint, body, Map.of());
      if (http.status() != 200) {
        throw new OdooRefusal("http." + http.status(), http.body());
      }
      Map<?, ?> answer = JSON.readValue(http.body(), Map.class);
      if (answer.get("error") instanceof Map<?, ?> error
          && error.get("data") instanceof Map<?, ?> data) {
        throw new OdooRefusal(
            String.valueOf(data.get("name")), String.valueOf(data.get("message")));
      }
      return answer.get("result");
    } catch (IOException e) {
      throw new UncheckedIOException("Odoo did not answer " + method, e);
    }
  }
}
