package org.odoobridge.testkit.odoo.person;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * A plain blocking client for tests; one user of one database. An API key of a server that has
 * JSON-2 travels by JSON-2, any other secret by JSON-RPC.
 */
public final class OdooClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String url;
  private final Transport transport;
  private final OdooRelease release;
  private final List<BiConsumer<String, Integer>> watchers = new CopyOnWriteArrayList<>();

  private OdooClient(String url, String db, String login, String secret) {
    this.url = url;
    String json2 = json2Series(url);
    if (!json2.isEmpty() && secret.matches("[0-9a-f]{40}")) {
      this.transport = new Json2Transport(url, db, login, secret);
      this.release = OdooRelease.parse(json2);
    } else {
      JsonRpcTransport rpc = new JsonRpcTransport(url, db, login, secret);
      this.transport = rpc;
      this.release = OdooRelease.parse(rpc.series());
    }
  }

  /** The series of a server that has JSON-2; empty for any other. */
  private static String json2Series(String url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/json/version").toURL().openConnection();
      connection.setConnectTimeout((int) Transport.TIMEOUT.toMillis());
      connection.setReadTimeout((int) Transport.TIMEOUT.toMillis());
      connection.setRequestProperty("Connection", "close");
      if (connection.getResponseCode() != 200) {
        return "";
      }
      try (InputStream in = connection.getInputStream()) {
        return JSON.readTree(in).path("version").asText();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no Odoo at " + url, e);
    }
  }

  /**
   * Logs in.
   *
   * @param secret password or API key
   */
  public static OdooClient login(String url, String db, String login, String secret) {
    return new OdooClient(url, db, login, secret);
  }

  public int uid() {
    return transport.uid();
  }

  /** The address of the server. */
  String url() {
    return url;
  }

  /** What the server says it is. */
  public OdooRelease release() {
    return release;
  }

  /** Calls a method; null when it returned None. */
  public @Nullable Object execute(
      String model, String method, List<?> args, Map<String, ?> kwargs) {
    Object answer = transport.execute(model, method, args, kwargs);
    if (method.equals("create") || method.equals("load")) {
      Object made = answer instanceof Map<?, ?> loaded ? loaded.get("ids") : answer;
      List<?> ids = made instanceof List<?> list ? list : made == null ? List.of() : List.of(made);
      for (Object id : ids) {
        if (id instanceof Number number) {
          watchers.forEach(watcher -> watcher.accept(model, number.intValue()));
        }
      }
    }
    return answer;
  }

  /** Is told model and id of every record that this client creates or loads from now on. */
  public void onMade(BiConsumer<String, Integer> watcher) {
    watchers.add(watcher);
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
}
