package org.odoobridge.testkit.odoo.person;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How calls of one user travel to Odoo. */
sealed interface Transport permits JsonRpcTransport, Json2Transport {

  Duration TIMEOUT = Duration.ofMinutes(2);

  int uid();

  /** Calls a method; null when it returned None. */
  @Nullable Object execute(String model, String method, List<?> args, Map<String, ?> kwargs);

  /** Status and body of an answer. */
  record Answer(int status, String body) {}

  /** One connection per call: Odoo's threaded server closes them without saying so. */
  static Answer post(URI address, byte[] body, Map<String, String> headers) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) TIMEOUT.toMillis());
    connection.setReadTimeout((int) TIMEOUT.toMillis());
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setRequestProperty("Connection", "close");
    headers.forEach(connection::setRequestProperty);
    connection.setDoOutput(true);
    // Without a fixed length the JDK silently repeats a POST whose connection broke.
    connection.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(
          status, in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
