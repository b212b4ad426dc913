package org.odoobridge.app.admin;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.odoobridge.core.model.ChannelId;

/** Reads parameters of a request; a wrong one becomes a 400 that names it. */
final class Query {
  private Query() {}

  /** The query parameter, or empty text. */
  static String text(RoutingContext context, String name) {
    String value = context.request().getParam(name);
    return value == null ? "" : value.strip();
  }

  /** A part of the path; the route guarantees that it is there. */
  static String path(RoutingContext context, String name) {
    return Objects.requireNonNull(context.pathParam(name), name);
  }

  static String required(RoutingContext context, String name) {
    String value = text(context, name);
    if (value.isEmpty()) {
      throw ApiProblem.badRequest("'" + name + "' is missing", "add ?" + name + "=…");
    }
    return value;
  }

  static int number(RoutingContext context, String name, int otherwise, int least, int most) {
    String value = text(context, name);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw outOfRange(name, value, least, most);
    }
    throw outOfRange(name, value, least, most);
  }

  static long id(RoutingContext context) {
    String value = path(context, "id");
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw ApiProblem.badRequest(
          "'" + value + "' is not an id", "use an id that /api/orders lists");
    }
  }

  static ChannelId channel(String value) {
    try {
      return new ChannelId(value);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest(String.valueOf(e.getMessage()), "use an id from /api/channels");
    }
  }

  /** A text field of the JSON body, or empty text. */
  static String bodyText(RoutingContext context, String name) {
    try {
      JsonObject body = context.body().asJsonObject();
      return body == null ? "" : body.getString(name, "").strip();
    } catch (DecodeException | ClassCastException e) {
      throw ApiProblem.badRequest("the body is not a JSON object of texts", "");
    }
  }

  /** Who acts: the name a client gives itself, for the audit trail. */
  static String actor(RoutingContext context) {
    String name = context.request().getHeader("X-Actor");
    return name == null || name.isBlank() ? "api" : name.strip();
  }

  private static ApiProblem outOfRange(String name, String value, int least, int most) {
    return ApiProblem.badRequest(
        "'" + name + "' is '" + value + "'", "write a number from " + least + " to " + most);
  }
}
