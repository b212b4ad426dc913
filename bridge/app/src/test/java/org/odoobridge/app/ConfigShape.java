package org.odoobridge.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.odoobridge.core.config.ConfigType;
import org.odoobridge.core.config.Default;

/** Walks the configuration's record types beside a YAML tree. */
final class ConfigShape {
  private ConfigShape() {}

  /** Every key of the file, as {@code outbound.channels[woocommerce].stock.mode}. */
  static List<String> keys(Class<?> type) {
    List<String> keys = new ArrayList<>();
    collect(type, "", keys);
    return keys;
  }

  private static void collect(Class<?> type, String path, List<String> keys) {
    if (type.isSealed()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, path + "[" + typeName(permitted) + "]", keys);
      }
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      String key = path.isEmpty() ? component.getName() : path + "." + component.getName();
      keys.add(key);
      Class<?> inner = configured(component.getGenericType());
      if (inner != Void.class) {
        collect(inner, key, keys);
      }
    }
  }

  /** Components of {@code type} that the tree does not name, with their paths. */
  static List<String> missing(JsonNode tree, Class<?> type, String path) {
    List<String> missing = new ArrayList<>();
    Class<?> chosen = chosen(tree, type);
    for (RecordComponent component : chosen.getRecordComponents()) {
      JsonNode value = tree.path(component.getName());
      String key = path + "." + component.getName();
      Class<?> inner = configured(component.getGenericType());
      if (value.isMissingNode()) {
        missing.add(key);
      } else if (inner != Void.class && value.isArray()) {
        value.forEach(element -> missing.addAll(missing(element, inner, key)));
      } else if (inner != Void.class) {
        missing.addAll(missing(value, inner, key));
      }
    }
    return missing;
  }

  /** Removes every key that has a default, so that only what is required stays, and secrets. */
  static void strip(JsonNode tree, Class<?> type) {
    ObjectNode object = (ObjectNode) tree;
    for (RecordComponent component : chosen(tree, type).getRecordComponents()) {
      JsonNode value = object.path(component.getName());
      Class<?> inner = configured(component.getGenericType());
      boolean keep = inner != Void.class && holdsList(inner, component.getGenericType());
      boolean secret = value.asText().startsWith("env:");
      if (component.isAnnotationPresent(Default.class) && !keep && !secret) {
        object.remove(component.getName());
      } else if (inner != Void.class && value instanceof ArrayNode list) {
        list.forEach(element -> strip(element, inner));
      } else if (inner != Void.class && value.isObject()) {
        strip(value, inner);
      }
    }
  }

  /** Whether what stands there is a list of entries, or holds one further down. */
  private static boolean holdsList(Class<?> inner, Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return true;
    }
    return inner.isRecord()
        && Arrays.stream(inner.getRecordComponents())
            .anyMatch(
                component ->
                    configured(component.getGenericType()) != Void.class
                        && component.getType() == List.class);
  }

  private static Class<?> chosen(JsonNode tree, Class<?> type) {
    if (!type.isSealed()) {
      return type;
    }
    return Arrays.stream(type.getPermittedSubclasses())
        .filter(permitted -> typeName(permitted).equals(tree.path("type").asText()))
        .findFirst()
        .orElseThrow();
  }

  private static String typeName(Class<?> type) {
    return type.getAnnotation(ConfigType.class).value();
  }

  /** The record or sealed type behind a component that is itself a group of keys; else Void. */
  private static Class<?> configured(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return configured(of[of.length - 1]);
    }
    Class<?> raw = (Class<?>) type;
    boolean scalar =
        raw.isRecord()
            && raw.getRecordComponents().length == 1
            && !raw.getRecordComponents()[0].isAnnotationPresent(Default.class);
    return (raw.isSealed() && raw.isInterface()) || (raw.isRecord() && !scalar) ? raw : Void.class;
  }
}
