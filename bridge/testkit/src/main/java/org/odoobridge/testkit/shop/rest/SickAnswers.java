package org.odoobridge.testkit.shop.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import org.odoobridge.testkit.shop.site.PhpJson;

/** Writes what an ailing shop answers. */
final class SickAnswers {
  private SickAnswers() {}

  /** Bytes before the right answer; empty when the sickness leaves them alone. */
  static Buffer spoil(Sickness sickness) {
    return switch (sickness) {
      case BOM -> Buffer.buffer("\uFEFF");
      case PHP_WARNING ->
          Buffer.buffer(
              "<br />\n<b>Warning</b>:  Undefined array key \"foo\" in"
                  + " <b>some-plugin.php</b> on line <b>42</b><br />\n");
      case MAINTENANCE,
          FATAL,
          DATABASE_DOWN,
          HTML_500,
          TOO_MANY_REQUESTS,
          ENTITY_TOO_LARGE,
          FATAL_AFTER_SAVING,
          SILENT_AFTER_SAVING ->
          Buffer.buffer();
    };
  }

  /** Writes an answer that has nothing of the right one. */
  static void write(HttpServerResponse response, Sickness sickness) {
    switch (sickness) {
      case MAINTENANCE -> {
        response.putHeader("Retry-After", "600");
        json(response, 503, wpDie("Briefly unavailable for scheduled maintenance.", 503));
      }
      case DATABASE_DOWN ->
          json(response, 500, wpDie("<h1>Error establishing a database connection</h1>", 500));
      case FATAL, FATAL_AFTER_SAVING -> json(response, 500, fatal());
      case HTML_500 ->
          html(response, 500, "<html><body><h1>500 Internal Server Error</h1></body></html>");
      case TOO_MANY_REQUESTS -> {
        response.putHeader("Retry-After", "1");
        html(response, 429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
      }
      case ENTITY_TOO_LARGE ->
          html(response, 413, "<html><body><h1>413 Request Entity Too Large</h1></body></html>");
      case SILENT_AFTER_SAVING -> response.reset();
      case BOM, PHP_WARNING ->
          throw new IllegalArgumentException(sickness + " spoils, it replaces nothing");
    }
  }

  private static ObjectNode wpDie(String message, int status) {
    ObjectNode json = PhpJson.object().put("code", "wp_die").put("message", message);
    json.putObject("data").put("status", status);
    json.putArray("additional_errors");
    return json;
  }

  private static ObjectNode fatal() {
    ObjectNode json = PhpJson.object().put("code", "internal_server_error");
    json.put("message", "<p>There has been a critical error on this website.</p>");
    ObjectNode error = json.putObject("data").put("status", 500).putObject("error");
    error.put("type", 1).put("message", "Uncaught Error: a plugin died");
    error.put("file", "some-plugin.php").put("line", 42);
    json.putArray("additional_errors");
    return json;
  }

  private static void json(HttpServerResponse response, int status, ObjectNode body) {
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json; charset=UTF-8")
        .end(Buffer.buffer(PhpJson.bytes(body)));
  }

  private static void html(HttpServerResponse response, int status, String page) {
    response.setStatusCode(status).putHeader("Content-Type", "text/html; charset=UTF-8").end(page);
  }
}
