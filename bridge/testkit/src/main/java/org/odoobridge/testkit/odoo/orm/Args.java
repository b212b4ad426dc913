package org.odoobridge.testkit.odoo.orm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Arguments of a method call as they came over RPC; JSON null arrives as {@code false}.
 *
 * @param positional in order; of a record method the first is the list of ids
 * @param named the rest, without {@code context}
 */
public record Args(List<Object> positional, Map<String, Object> named) {

  public Args {
    positional = List.copyOf(positional);
    named = Map.copyOf(named);
  }

  /** An argument given by place or by name. */
  public Optional<Object> get(int place, String name) {
    if (place < positional.size()) {
      return Optional.of(positional.get(place));
    }
    return Optional.ofNullable(named.get(name));
  }

  /** The ids of the records the method is called on. */
  public List<Integer> ids() {
    return ids(get(0, "ids").orElse(List.of()));
  }

  public Map<String, Object> values(int place, String name) {
    return map(get(place, name).orElse(Map.of()));
  }

  public List<Object> list(int place, String name) {
    return get(place, name).filter(List.class::isInstance).map(Args::list).orElse(List.of());
  }

  public int number(int place, String name, int otherwise) {
    return get(place, name).orElse(otherwise) instanceof Number n ? n.intValue() : otherwise;
  }

  public String text(int place, String name) {
    return get(place, name).orElse("") instanceof String s ? s : "";
  }

  /** One id or a list of ids. */
  public static List<Integer> ids(Object value) {
    return switch (value) {
      case Number one -> List.of(one.intValue());
      case List<?> many -> many.stream().map(v -> ((Number) v).intValue()).distinct().toList();
      default -> List.of();
    };
  }

  public static List<Object> list(Object value) {
    return value instanceof List<?> many ? new ArrayList<>(many) : List.of();
  }

  public static Map<String, Object> map(Object value) {
    Map<String, Object> typed = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, entry) -> typed.put(String.valueOf(key), entry));
    }
    return typed;
  }
}
