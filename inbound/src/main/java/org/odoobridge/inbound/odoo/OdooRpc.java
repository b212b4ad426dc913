package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Odoo's external API, direct style. One call is one database transaction in Odoo: committed when
 * an answer comes, rolled back when a fault comes that Odoo itself raised, unknown when the answer
 * was lost ({@link OdooFault.Lost}).
 */
public interface OdooRpc {
  /**
   * Runs {@code method} of {@code model}; a JSON null when the method returned nothing.
   *
   * @param args positional arguments; for a record method the list of ids comes first
   * @param kwargs named arguments, {@code context} among them
   * @throws OdooFailure with the fault; nothing else
   */
  JsonNode call(String model, String method, List<?> args, Map<String, ?> kwargs);

  /** As {@link #call(String, String, List, Map)} without named arguments. */
  default JsonNode call(String model, String method, List<?> args) {
    return call(model, method, args, Map.of());
  }

  /** What the server says it is; needs no login. */
  OdooVersion version();

  /**
   * Logs in anew and returns the user's id.
   *
   * @throws OdooFailure with {@link OdooFault.Denied} when the credentials are refused
   */
  int login();
}
