package org.odoobridge.testkit.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param type value of {@code Content-Type}
 */
record Reply(int status, String type, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Reply json(int status, @Nullable Object value) {
    try {
      return new Reply(status, "application/json; charset=utf-8", JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("answer is no JSON", e);
    }
  }

  /** The page that Odoo's HTTP layer shows instead of an answer. */
  static Reply page(int status, String title, String text) {
    return new Reply(
        status,
        "text/html; charset=utf-8",
        "<!doctype html>\n<html lang=en>\n<title>%1$d %2$s</title>\n<h1>%2$s</h1>\n<p>%3$s</p>\n"
            .formatted(status, title, text));
  }

  static Reply notFound() {
    return page(
        404,
        "Not Found",
        "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");
  }
}
