package org.odoobridge.testkit.odoo.orm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** All models: one per table, with the lists and computed fields that {@code models.txt} adds. */
public final class Registry {

  private final Map<String, Model> models = new LinkedHashMap<>();
  private final Map<String, String> labels = new HashMap<>();

  public Registry(Catalog catalog, OdooRelease release) {
    List<String[]> extras = new ArrayList<>();
    for (String line : text("models.txt").lines().filter(l -> !l.startsWith("#")).toList()) {
      String[] words = line.split(" ", 2);
      if (!words[0].matches("\\d*-\\d*")) {
        extras.add(line.split(" ", 3));
      } else if (isIn(words[0], Integer.parseInt(release.number()))) {
        extras.add(words[1].split(" ", 3));
      }
    }
    catalog
        .tables()
        .forEach(
            (table, columns) -> {
              if (columns.containsKey("id")) {
                String name = modelName(table);
                models.put(name, model(name, table, columns, catalog.targets(), extras));
              }
            });
    inherit(extras);
    for (String line : text("labels.txt").lines().filter(l -> !l.startsWith("#")).toList()) {
      String[] words = line.split(" ", 2);
      labels.put(words[0], words[1]);
    }
  }

  /** Whether a release lies in a range such as {@code 16-}, {@code -15} or {@code 15-17}. */
  private static boolean isIn(String range, int release) {
    String[] ends = range.split("-", -1);
    return (ends[0].isEmpty() || release >= Integer.parseInt(ends[0]))
        && (ends[1].isEmpty() || release <= Integer.parseInt(ends[1]));
  }

  public Optional<Model> find(String name) {
    return Optional.ofNullable(models.get(name));
  }

  public Model require(String name) {
    return find(name).orElseThrow(() -> OdooError.other("builtins.KeyError", name));
  }

  /** What people call the field. */
  public String label(String model, String field) {
    String known = labels.get(model + "." + field);
    if (known != null) {
      return known;
    }
    String words = field.replaceAll("_ids?$", "").replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** Table of a model that is known to exist. */
  public String table(String name) {
    return require(name).table();
  }

  static String modelName(String table) {
    return table.replace('_', '.');
  }

  private static Model model(
      String name,
      String table,
      Map<String, String> columns,
      Map<String, String> targets,
      List<String[]> extras) {
    Map<String, Field> fields = new LinkedHashMap<>();
    columns.forEach(
        (column, type) -> {
          String target = targets.get(table + "." + column);
          String relation = target == null ? "" : modelName(target);
          if (column.equals("create_uid") || column.equals("write_uid")) {
            relation = "res.users";
          }
          fields.put(column, new Field.Column(column, type, relation));
        });
    fields.put(
        "display_name", fields.getOrDefault("display_name", computed("display_name", "char")));
    String order = "id";
    Map<String, Object> defaults = new LinkedHashMap<>();
    for (String[] extra : extras) {
      String[] place = extra[0].split(":", 2);
      if (place[0].equals(name)) {
        if (place.length == 2) {
          fields.put(place[1], declaredField(place[1], extra[1], extra[2].split(" ", -1)));
        } else if (extra[1].equals("order")) {
          order = extra[2];
        } else if (extra[1].equals("default")) {
          String[] words = extra[2].split(" ", 2);
          if (columns.containsKey(words[0])) {
            defaults.put(words[0], words[1]);
          }
        }
      }
    }
    return new Model(name, table, order, fields, defaults);
  }

  private static Field declaredField(String name, String kind, String[] words) {
    return switch (kind) {
      case "o2m" -> new Field.OneToMany(name, words[0], words[1]);
      case "m2m" -> new Field.ManyToMany(name, words[0], words[1], words[2], words[3]);
      case "computed" -> computed(name, words[0]);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static Field computed(String name, String type) {
    return new Field.Computed(name, type);
  }

  private void inherit(List<String[]> extras) {
    for (String[] extra : extras) {
      if (extra[1].equals("parent")) {
        String[] words = extra[2].split(" ", 2);
        Model child = require(extra[0]);
        for (Field field : require(words[1]).fields().values()) {
          child
              .fields()
              .putIfAbsent(field.name(), new Field.Inherited(field.name(), words[0], words[1]));
        }
      }
    }
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(Registry.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
