package org.odoobridge.testkit.odoo.orm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What models do beyond the generic: methods, own create, write and unlink, computed fields. */
public final class Ops {

  /** A method callable over RPC; null is Python's None. */
  @FunctionalInterface
  public interface Method {
    @Nullable Object call(Env env, Args args);
  }

  /** Creates one record, answers its id. */
  @FunctionalInterface
  public interface Create {
    int create(Env env, Map<String, Object> values);
  }

  /** Writes records that exist. */
  @FunctionalInterface
  public interface Write {
    void write(Env env, List<Integer> ids, Map<String, Object> values);
  }

  /** Deletes records that exist. */
  @FunctionalInterface
  public interface Unlink {
    void unlink(Env env, List<Integer> ids);
  }

  /** Values of one computed field by id; an id without a value reads as false. */
  @FunctionalInterface
  public interface Compute {
    Map<Integer, Object> values(Env env, List<Integer> ids);
  }

  private final Map<String, Method> methods = new HashMap<>();
  private final Map<String, Create> creates = new HashMap<>();
  private final Map<String, Write> writes = new HashMap<>();
  private final Map<String, Unlink> unlinks = new HashMap<>();
  private final Map<String, Compute> computes = new HashMap<>();

  public void method(String model, String name, Method method) {
    methods.put(model + "." + name, method);
  }

  public void onCreate(String model, Create create) {
    creates.put(model, create);
  }

  public void onWrite(String model, Write write) {
    writes.put(model, write);
  }

  public void onUnlink(String model, Unlink unlink) {
    unlinks.put(model, unlink);
  }

  public void compute(String model, String field, Compute compute) {
    computes.put(model + "." + field, compute);
  }

  public Optional<Method> method(String model, String name) {
    return Optional.ofNullable(methods.get(model + "." + name));
  }

  /** Whether anything is registered under the model's name. */
  public boolean hasMethods(String model) {
    return methods.keySet().stream().anyMatch(name -> name.startsWith(model + "."));
  }

  Optional<Create> create(String model) {
    return Optional.ofNullable(creates.get(model));
  }

  Optional<Write> write(String model) {
    return Optional.ofNullable(writes.get(model));
  }

  Optional<Unlink> unlink(String model) {
    return Optional.ofNullable(unlinks.get(model));
  }

  Optional<Compute> compute(String model, String field) {
    return Optional.ofNullable(computes.get(model + "." + field));
  }
}
