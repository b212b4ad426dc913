package org.odoobridge.inbound.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A place in a JSON document that knows its own path, so that a complaint can name it. */
record Field(String path, JsonNode node) {
  /** The document lacks something or has it in a form nobody can use. */
  static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  Field at(String name) {
    return new Field(path.isEmpty() ? name : path + "." + name, node.path(name));
  }

  /** Text; empty when missing or null. */
  String text() {
    return isAbsent() ? "" : node.asText("").strip();
  }

  String requiredText() {
    String text = text();
    if (text.isEmpty() || node.isContainerNode()) {
      throw new Unusable(path + " is missing");
    }
    return text;
  }

  /** A decimal written as text or number; zero when missing or empty. */
  BigDecimal amount() {
    return text().isEmpty() ? BigDecimal.ZERO : decimal();
  }

  BigDecimal requiredAmount() {
    requiredText();
    return decimal();
  }

  Optional<BigDecimal> optionalAmount() {
    return text().isEmpty() ? Optional.empty() : Optional.of(decimal());
  }

  /** A time of day in UTC without a zone, as WooCommerce's {@code *_gmt} fields have it. */
  Optional<Instant> utc() {
    String text = text();
    if (text.isEmpty() || text.startsWith("0000-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException e) {
      throw new Unusable(path + " '" + text + "' is not a time such as 2026-11-24T11:27:01");
    }
  }

  /** The objects of an array; what is no object is skipped, a missing array is empty. */
  <T> List<T> each(Function<Field, T> read) {
    if (!isAbsent() && !node.isArray()) {
      throw new Unusable(path + " is not a list");
    }
    List<T> result = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      if (node.path(i).isObject()) {
        result.add(read.apply(new Field(path + "[" + i + "]", node.path(i))));
      }
    }
    return result;
  }

  private BigDecimal decimal() {
    try {
      return node.isNumber() ? node.decimalValue() : new BigDecimal(text());
    } catch (NumberFormatException e) {
      throw new Unusable(path + " '" + text() + "' is not a number");
    }
  }

  private boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }
}
