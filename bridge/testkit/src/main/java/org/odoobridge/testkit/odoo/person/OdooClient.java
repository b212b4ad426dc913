package org.odoobridge.testkit.odoo.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** A plain blocking JSON-RPC client for tests; one user of one database. */
public final class OdooClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final AtomicInteger ids = new AtomicInteger();
  private final URI endpoint;
  private final String db;
  private final String password;
  private final int uid;
  private final OdooRelease release;

  private OdooClient(String url, String db, String login, String password) {
    this.endpoint = URI.create(url + "/jsonrpc");
    this.db = db;
    this.password = password;
    Object answer = send("common", "authenticate", List.of(db, login, password, Map.of()));
    if (!(answer instanceof Number known)) {
      throw new OdooRefusal("odoo.exceptions.AccessDenied", "login refused: " + login);
    }
    this.uid = known.intValue();
    if (!(send("common", "version", List.of()) instanceof Map<?, ?> version)) {
      throw new IllegalStateException("no version from " + url);
    }
    this.release = OdooRelease.parse(String.valueOf(version.get("server_serie")));
  }

  public static OdooClient login(String url, String db, String login, String password) {
    return new OdooClient(url, db, login, password);
  }

  public int uid() {
    return uid;
  }

  /** The address of JSON-RPC. */
  String url() {
    return endpoint.toString();
  }

  /** What the server says it is. */
  public OdooRelease release() {
    return release;
  }

  /** Calls a method; null when it returned None. */
  public @Nullable Object execute(
      String model, String method, List<?> args, Map<String, ?> kwargs) {
    List<Object> all = new ArrayList<>(List.of(db, uid, password, model, method, args, kwargs));
    return send("object", "execute_kw", all);
  }

  /** Calls a method without named arguments. */
  public @Nullable Object call(String model, String method, Object... args) {
    return execute(model, method, List.of(args), Map.of());
  }

  public int create(String model, Map<String, ?> values) {
    return number(call(model, "create", values));
  }

  public void write(String model, List<Integer> ids, Map<String, ?> values) {
    call(model, "write", ids, values);
  }

  public List<Integer> search(String model, List<?> domain) {
    return numbers(call(model, "search", domain));
  }

  /** Rows as maps; a reference is a pair of id and name. */
  public List<Map<String, Object>> searchRead(String model, List<?> domain, String... fields) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Object answer =
        execute(model, "search_read", List.of(domain), Map.of("fields", List.of(fields)));
    if (answer instanceof List<?> list) {
      for (Object item : list) {
        Map<String, Object> row = new LinkedHashMap<>();
        ((Map<?, ?>) item).forEach((key, value) -> row.put(String.valueOf(key), value));
        rows.add(row);
      }
    }
    return rows;
  }

  static int number(@Nullable Object answer) {
    if (answer instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalStateException("no number: " + answer);
  }

  static List<Integer> numbers(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list.stream().map(OdooClient::number).toList();
    }
    throw new IllegalStateException("no list: " + answer);
  }

  /** Id of a many-to-one value, which reads as a pair. */
  static int reference(@Nullable Object value) {
    return value instanceof List<?> pair ? number(pair.getFirst()) : 0;
  }

  private @Nullable Object send(String service, String method, List<?> args) {
    try {
      String body =
          JSON.writeValueAsString(
              Map.of(
                  "jsonrpc",
                  "2.0",
                  "method",
                  "call",
                  "id",
                  ids.incrementAndGet(),
                  "params",
                  Map.of("service", service, "method", method, "args", args)));
      Map<?, ?> answer = JSON.readValue(post(body), Map.class);
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

  /** One connection per call: Odoo's threaded server closes them without saying so. */
  private byte[] post(String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Connection", "close");
    connection.setDoOutput(true);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    // Without a fixed length the JDK silently repeats a POST whose connection broke.
    connection.setFixedLengthStreamingMode(bytes.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(bytes);
    }
    int status = connection.getResponseCode();
    if (status != 200) {
      InputStream page = connection.getErrorStream();
      throw new OdooRefusal(
          "http." + status,
          page == null ? "" : new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }
}
