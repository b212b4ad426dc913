package org.odoobridge.testkit.odoo;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One call the simulator received.
 *
 * @param uid who called; 0 for calls of service {@code common}
 * @param model empty for service {@code common}
 * @param args positional arguments
 * @param kwargs named arguments, context included
 * @param outcome {@code ok}, {@code fault} or the name of the error
 * @param took time in the engine
 */
public record RpcCall(
    int uid,
    String model,
    String method,
    List<Object> args,
    Map<String, Object> kwargs,
    String outcome,
    Duration took) {

  public RpcCall {
    args = List.copyOf(args);
    kwargs = Map.copyOf(kwargs);
  }

  /** Whether it is this method of this model. */
  public boolean is(String modelName, String methodName) {
    return model.equals(modelName) && method.equals(methodName);
  }
}
