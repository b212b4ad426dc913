package org.odoobridge.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Binds a YAML tree to records by their components. A part that cannot be bound is noted and left
 * out, and the rest is still looked at, so that one run finds every problem.
 */
final class RecordBinder {
  private final ScalarBinder scalars;
  private final List<ConfigProblem> problems;

  RecordBinder(ScalarBinder scalars, List<ConfigProblem> problems) {
    this.scalars = scalars;
    this.problems = problems;
  }

  /** The whole file; empty after noting problems. */
  Optional<Object> root(JsonNode node, Class<? extends Record> type) {
    return record(node, type, "");
  }

  private Optional<Object> bind(JsonNode node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      return container(node, generic, path);
    }
    Class<?> raw = (Class<?>) type;
    if (ScalarBinder.handles(raw)) {
      return scalars.bind(node, raw, path);
    }
    if (raw.isSealed()) {
      return choice(node, raw, path);
    }
    if (raw.isRecord()) {
      return record(node, raw, path);
    }
    throw new IllegalStateException(path + ": no configuration form for " + type);
  }

  private Optional<Object> container(JsonNode node, ParameterizedType type, String path) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] of = type.getActualTypeArguments();
    if (raw == Optional.class) {
      return bind(node, of[0], path).map(Optional::of);
    }
    if (raw == List.class || raw == Set.class) {
      return elements(node, of[0], path)
          .map(list -> raw == List.class ? list : new LinkedHashSet<>(list));
    }
    if (raw == Map.class && of[0] == String.class) {
      return entries(node, of[1], path).map(map -> map);
    }
    throw new IllegalStateException(path + ": no configuration form for " + type);
  }

  private Optional<List<Object>> elements(JsonNode node, Type element, String path) {
    if (isNothing(node)) {
      return Optional.of(List.of());
    }
    if (!node.isArray()) {
      problem(path, "is not a list", "write [a, b] or one '- ' line for each");
      return Optional.empty();
    }
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      bind(node.get(i), element, path + "[" + i + "]").ifPresent(bound::add);
    }
    return bound.size() == node.size() ? Optional.of(List.copyOf(bound)) : Optional.empty();
  }

  private Optional<Map<String, Object>> entries(JsonNode node, Type value, String path) {
    if (isNothing(node)) {
      return Optional.of(Map.of());
    }
    if (!node.isObject()) {
      problem(path, "is not a group of keys", "write one 'name: value' line for each");
      return Optional.empty();
    }
    Map<String, Object> bound = new LinkedHashMap<>();
    node.properties()
        .forEach(
            entry ->
                bind(entry.getValue(), value, child(path, entry.getKey()))
                    .ifPresent(v -> bound.put(entry.getKey(), v)));
    return bound.size() == node.size()
        ? Optional.of(Collections.unmodifiableMap(bound))
        : Optional.empty();
  }

  private Optional<Object> choice(JsonNode node, Class<?> type, String path) {
    Map<String, Class<?>> choices = new TreeMap<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      ConfigType name = permitted.getAnnotation(ConfigType.class);
      if (name == null) {
        throw new IllegalStateException(permitted + " has no @ConfigType");
      }
      choices.put(name.value(), permitted);
    }
    String known = "one of " + String.join(", ", choices.keySet());
    JsonNode name = node.path("type");
    if (!name.isTextual()) {
      problem(child(path, "type"), "is missing", "write type: " + known);
      return Optional.empty();
    }
    Class<?> chosen = choices.get(name.textValue());
    if (chosen == null) {
      String near =
          NearestName.of(name.textValue(), choices.keySet())
              .map(n -> "did you mean '" + n + "'? ")
              .orElse("");
      problem(child(path, "type"), "'" + name.textValue() + "' is not known", near + known);
      return Optional.empty();
    }
    return record(node, chosen, path);
  }

  private Optional<Object> record(JsonNode node, Class<?> type, String path) {
    RecordComponent[] components = type.getRecordComponents();
    if (node.isTextual() && components.length == 1 && components[0].getType() == String.class) {
      return construct(type, components, new Object[] {node.textValue()}, path);
    }
    if (!node.isObject() && !isNothing(node)) {
      problem(path, "is not a group of keys", "write its keys indented below it");
      return Optional.empty();
    }
    refuseUnknown(node, type, components, path);
    @Nullable Object[] values = new @Nullable Object[components.length];
    boolean whole = true;
    for (int i = 0; i < components.length; i++) {
      Optional<Object> value = component(node, components[i], path);
      whole &= value.isPresent();
      values[i] = value.orElse(null);
    }
    return whole ? construct(type, components, values, path) : Optional.empty();
  }

  private Optional<Object> component(JsonNode node, RecordComponent component, String path) {
    String at = child(path, component.getName());
    JsonNode written = node.path(component.getName());
    Default byDefault = component.getAnnotation(Default.class);
    Class<?> raw = component.getType();
    if (!isNothing(written)) {
      if (raw == Secret.class
          && byDefault == null
          && written.isTextual()
          && written.textValue().isEmpty()) {
        problem(at, "is empty", "write env:NAME or file:PATH");
        return Optional.empty();
      }
      return bind(written, component.getGenericType(), at);
    }
    if (byDefault == null) {
      if (raw == Optional.class) {
        return Optional.of(Optional.empty());
      }
      problem(at, "is missing", "write '" + component.getName() + ": …'; it has no default");
      return Optional.empty();
    }
    String text = byDefault.value();
    if (raw == Optional.class && text.isEmpty()) {
      return Optional.of(Optional.empty());
    }
    return bind(defaultNode(text, raw), component.getGenericType(), at);
  }

  private static JsonNode defaultNode(String text, Class<?> type) {
    if (ScalarBinder.isText(type)) {
      return TextNode.valueOf(text);
    }
    return text.isEmpty() ? JsonNodeFactory.instance.missingNode() : ConfigReader.value(text);
  }

  private void refuseUnknown(
      JsonNode node, Class<?> type, RecordComponent[] components, String path) {
    List<String> known =
        new ArrayList<>(Arrays.stream(components).map(RecordComponent::getName).toList());
    if (type.isAnnotationPresent(ConfigType.class)) {
      known.add("type");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                Optional<String> replaced = retired(type, name);
                String remedy =
                    replaced
                        .or(
                            () ->
                                NearestName.of(name, known)
                                    .map(near -> "did you mean '" + near + "'?"))
                        .orElse("remove it; known here: " + String.join(", ", known));
                problem(
                    child(path, name),
                    replaced.isPresent() ? "is no key any more" : "is not a known key",
                    remedy);
              }
            });
  }

  private static Optional<String> retired(Class<?> type, String key) {
    return Arrays.stream(type.getAnnotationsByType(Retired.class))
        .filter(retired -> retired.key().equals(key))
        .map(Retired::remedy)
        .findFirst();
  }

  private Optional<Object> construct(
      Class<?> type, RecordComponent[] components, @Nullable Object[] values, String path) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return Optional.of(canonical.newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        problem(path, String.valueOf(refused.getMessage()), "change it so that this holds");
        return Optional.empty();
      }
      throw new IllegalStateException("constructor of " + type + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be constructed", e);
    }
  }

  private void problem(String path, String message, String remedy) {
    problems.add(new ConfigProblem(path.isEmpty() ? "config" : path, message, remedy));
  }

  /** Nothing written, or a key without a value: both mean "its default". */
  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
