package org.odoobridge.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Binds a single YAML value to the type of a record component, strictly. */
final class ScalarBinder {
  private final SecretResolver secrets;
  private final List<ConfigProblem> problems;

  ScalarBinder(SecretResolver secrets, List<ConfigProblem> problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  static boolean handles(Class<?> type) {
    return type.isPrimitive()
        || type.isEnum()
        || type == String.class
        || type == Duration.class
        || type == ByteSize.class
        || type == Secret.class
        || type == BigDecimal.class
        || type == URI.class
        || type == Path.class
        || type == Integer.class
        || type == Long.class
        || type == Boolean.class;
  }

  /** Whether the default of this type is its text itself, not YAML. */
  static boolean isText(Class<?> type) {
    return handles(type)
        && !type.isPrimitive()
        && type != BigDecimal.class
        && type != Integer.class
        && type != Long.class
        && type != Boolean.class;
  }

  /** The value, or empty after noting the problem. */
  Optional<Object> bind(JsonNode node, Class<?> type, String path) {
    try {
      return Optional.of(value(node, type));
    } catch (InvalidValue e) {
      problems.add(e.at(path));
      return Optional.empty();
    }
  }

  private Object value(JsonNode node, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact(whole(node, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
    if (type == long.class || type == Long.class) {
      return whole(node, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == boolean.class || type == Boolean.class) {
      return flag(node);
    }
    if (type == double.class) {
      return number(node).doubleValue();
    }
    if (type == BigDecimal.class) {
      return number(node);
    }
    if (type == Duration.class) {
      return duration(node);
    }
    if (type == ByteSize.class) {
      return size(node);
    }
    if (type == Secret.class) {
      return secret(node);
    }
    if (type.isEnum()) {
      return choice(word(node, type), type);
    }
    if (type == URI.class) {
      return uri(text(node, "a URL"));
    }
    if (type == Path.class) {
      return Path.of(text(node, "a path"));
    }
    if (type == String.class) {
      return text(node, "text");
    }
    throw new IllegalStateException("no configuration form for " + type);
  }

  /** YAML reads a bare yes or no as a truth; where one may choose them, they are meant as words. */
  private static String word(JsonNode node, Class<?> type) {
    String word = node.isBoolean() ? (node.booleanValue() ? "YES" : "NO") : "";
    boolean meant =
        Arrays.stream(type.getEnumConstants()).anyMatch(one -> ((Enum<?>) one).name().equals(word));
    return meant ? word.toLowerCase(Locale.ROOT) : text(node, "text");
  }

  private static long whole(JsonNode node, long min, long max) {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw new InvalidValue(
          shown(node) + " is not a whole number", "write digits without quotes, such as 10");
    }
    long value = node.longValue();
    if (value < min || value > max) {
      throw new InvalidValue(value + " is out of range", "write a number of at most " + max);
    }
    return value;
  }

  private static boolean flag(JsonNode node) {
    if (!node.isBoolean()) {
      throw new InvalidValue(
          shown(node) + " is neither true nor false", "write true or false without quotes");
    }
    return node.booleanValue();
  }

  private static BigDecimal number(JsonNode node) {
    if (!node.isNumber()) {
      throw new InvalidValue(
          shown(node) + " is not a number", "write digits without quotes, such as 0.05");
    }
    return node.decimalValue();
  }

  private static Duration duration(JsonNode node) {
    boolean zero = node.isIntegralNumber() && node.longValue() == 0;
    try {
      return zero ? Duration.ZERO : DurationText.parse(node.isTextual() ? node.textValue() : "");
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidValue(
          shown(node) + " is not a duration",
          "write a number with its unit, such as 250ms, 15s, 10m or 6h (0 = off)");
    }
  }

  private static ByteSize size(JsonNode node) {
    try {
      return ByteSize.parse(node.isTextual() ? node.textValue() : node.toString());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InvalidValue(
          shown(node) + " is not a size", "write a number with its unit, such as 64KiB or 512MiB");
    }
  }

  private Secret secret(JsonNode node) {
    if (!node.isTextual()) {
      throw new InvalidValue(
          "is not a reference to a secret", "write env:NAME or file:PATH, in quotes if need be");
    }
    return node.textValue().isEmpty() ? Secret.EMPTY : secrets.resolve(node.textValue());
  }

  private static URI uri(String text) {
    try {
      URI uri = URI.create(text);
      if (uri.getScheme() == null || uri.getHost() == null) {
        throw new IllegalArgumentException(text);
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new InvalidValue(
          "'" + text + "' is not a URL", "write it whole, such as https://shop.example");
    }
  }

  private static Object choice(String text, Class<?> type) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> written((Enum<?>) c)).toList();
    int at = names.indexOf(text);
    if (at < 0) {
      String known = String.join(", ", names);
      throw new InvalidValue(
          "'" + text + "' is not known here",
          NearestName.of(text, names).map(n -> "did you mean '" + n + "'? ").orElse("")
              + "choose one of "
              + known);
    }
    return type.getEnumConstants()[at];
  }

  static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(JsonNode node, String what) {
    if (!node.isTextual()) {
      throw new InvalidValue(
          shown(node) + " is not " + what,
          node.isValueNode() ? "put it in quotes: \"" + node.asText() + "\"" : "write one value");
    }
    return node.textValue();
  }

  private static String shown(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "a group of keys";
      case NULL, MISSING -> "an empty value";
      case STRING -> "'" + node.textValue() + "'";
      case BINARY, BOOLEAN, NUMBER, POJO -> node.toString();
    };
  }
}
