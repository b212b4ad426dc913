package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type checks WordPress makes on a single call's body. Batch items skip them. */
public final class Schema {
  /** Says what is wrong with a value; empty when it passes. */
  @FunctionalInterface
  public interface Check {
    Optional<WooError> wrong(String param, JsonNode value);
  }

  private final Map<String, Check> checks = new LinkedHashMap<>();

  public Schema integers(String... params) {
    return each((param, value) -> isInteger(value) ? ok() : type(param, "integer"), params);
  }

  public Schema strings(String... params) {
    return each((param, value) -> value.isTextual() ? ok() : type(param, "string"), params);
  }

  public Schema booleans(String... params) {
    return each((param, value) -> isBoolean(value) ? ok() : type(param, "boolean"), params);
  }

  public Schema oneOf(String param, List<String> allowed) {
    return each(
        (name, value) ->
            allowed.contains(value.asText()) ? ok() : Optional.of(notIn(name, allowed)),
        param);
  }

  public Schema check(String param, Check check) {
    return each(check, param);
  }

  private Schema each(Check check, String... params) {
    for (String param : params) {
      checks.put(param, check);
    }
    return this;
  }

  /** Throws the first finding; null values and absent fields pass. */
  public void verify(JsonNode body) {
    checks.forEach(
        (param, check) -> {
          JsonNode value = body.path(param);
          if (!value.isMissingNode() && !value.isNull()) {
            check
                .wrong(param, value)
                .ifPresent(
                    error -> {
                      throw error;
                    });
          }
        });
  }

  public static WooError notIn(String param, List<String> allowed) {
    String all =
        allowed.size() < 2
            ? String.join("", allowed)
            : String.join(", ", allowed.subList(0, allowed.size() - 1))
                + (allowed.size() > 2 ? "," : "")
                + " and "
                + allowed.get(allowed.size() - 1);
    return WooError.invalidParam(
        param, "rest_not_in_enum", param + " is not one of " + all + ".", false);
  }

  public static boolean isInteger(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue() == Math.rint(value.doubleValue());
    }
    return value.isTextual() && value.textValue().matches("-?\\d+(\\.0+)?");
  }

  private static boolean isBoolean(JsonNode value) {
    return value.isBoolean() || List.of("true", "false", "0", "1", "").contains(value.asText("no"));
  }

  private static Optional<WooError> type(String param, String type) {
    return Optional.of(
        WooError.invalidParam(
            param, "rest_invalid_type", param + " is not of type " + type + ".", true));
  }

  private static Optional<WooError> ok() {
    return Optional.empty();
  }
}
