package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An error as the REST API answers it: status, code, message and data. */
public final class WooError extends RuntimeException {
  private final int status;
  private final String code;
  private final JsonNode data;

  private WooError(int status, String code, String message, JsonNode data) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  public static WooError of(int status, String code, String message) {
    return new WooError(status, code, message, PhpJson.object().put("status", status));
  }

  /** The same error with one more field of data. */
  public WooError with(String field, JsonNode value) {
    ObjectNode extended = data.deepCopy();
    extended.set(field, value);
    return new WooError(status, code, String.valueOf(getMessage()), extended);
  }

  /** A failed refund: the data is the bare number 500. */
  public static WooError refund(String message) {
    return new WooError(
        500, "woocommerce_rest_cannot_create_order_refund", message, IntNode.valueOf(500));
  }

  /** A single call's value that the schema refuses. */
  public static WooError invalidParam(String param, String code, String message, boolean named) {
    ObjectNode data = PhpJson.object().put("status", 400);
    data.putObject("params").put(param, message);
    ObjectNode detail = data.putObject("details").putObject(param);
    detail.put("code", code).put("message", message);
    if (named) {
      detail.putObject("data").put("param", message.substring(0, message.indexOf(' ')));
    } else {
      detail.putNull("data");
    }
    return new WooError(400, "rest_invalid_param", "Invalid parameter(s): " + param, data);
  }

  public int status() {
    return status;
  }

  public ObjectNode json() {
    ObjectNode json = PhpJson.object().put("code", code).put("message", getMessage());
    json.set("data", data);
    return json;
  }
}
