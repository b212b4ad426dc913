package org.odoobridge.inbound.odoo.rpc;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a method, in a form that every protocol can carry: JSON-RPC sends arguments by their
 * place, JSON-2 by their name, so each has both.
 *
 * @param records the records it is called on; empty for a method of the model itself
 * @param arguments by name, in the order of the method's signature and without a gap from its first
 *     on; some releases name them differently where names do not matter
 * @param options arguments that every protocol passes by name
 * @param context Odoo's context; an empty one is not sent
 */
public record OdooCall(
    String model,
    String method,
    Optional<List<Integer>> records,
    Map<String, ?> arguments,
    Map<String, ?> options,
    Map<String, ?> context) {
  public OdooCall {
    records = records.map(List::copyOf);
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    options = Map.copyOf(options);
    context = Map.copyOf(context);
  }

  /** A method of the model. */
  public static OdooCall of(String model, String method) {
    return new OdooCall(model, method, Optional.empty(), Map.of(), Map.of(), Map.of());
  }

  /** A method of records. */
  public static OdooCall on(String model, String method, Collection<Integer> ids) {
    return new OdooCall(model, method, Optional.of(List.copyOf(ids)), Map.of(), Map.of(), Map.of());
  }

  /** Makes records; answers with their ids. */
  public static OdooCall create(String model, List<? extends Map<String, ?>> values) {
    return of(model, "create").with("vals_list", values);
  }

  public static OdooCall write(String model, Collection<Integer> ids, Map<String, ?> values) {
    return on(model, "write", ids).with("vals", values);
  }

  public static OdooCall unlink(String model, Collection<Integer> ids) {
    return on(model, "unlink", ids);
  }

  /** Reads records; those that do not exist are left out. */
  public static OdooCall read(String model, Collection<Integer> ids, List<String> fields) {
    return on(model, "read", ids).with("fields", fields);
  }

  /** Finds the ids of records; a condition is a list of field, operator, value. */
  public static OdooCall search(String model, List<?> conditions) {
    return of(model, "search").with("domain", conditions);
  }

  /** Counts records. */
  public static OdooCall count(String model, List<?> conditions) {
    return of(model, "search_count").with("domain", conditions);
  }

  /** Imports rows of texts: all or none of them; repeatable when they carry external ids. */
  public static OdooCall load(String model, List<String> fields, List<List<String>> rows) {
    return of(model, "load").with("fields", fields).with("data", rows);
  }

  /** With the method's next argument. */
  public OdooCall with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(arguments);
    more.put(name, value);
    return new OdooCall(model, method, records, more, options, context);
  }

  /** With an argument that is not the next one in the method's signature. */
  public OdooCall option(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(options);
    more.put(name, value);
    return new OdooCall(model, method, records, arguments, more, context);
  }

  public OdooCall in(Map<String, ?> newContext) {
    return new OdooCall(model, method, records, arguments, options, newContext);
  }
}
