package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Odoo's external API, direct style. One call is one database transaction in Odoo: committed when
 * an answer comes, rolled back when a fault comes that Odoo itself raised, unknown when the answer
 * was lost ({@link OdooFault.Lost}).
 */
public interface OdooRpc {
  /**
   * Runs a method; a JSON null when it returned nothing.
   *
   * @throws OdooFailure with the fault; nothing else
   */
  JsonNode call(OdooCall call);

  /** What the server says it is; needs no login. */
  OdooVersion version();

  /**
   * Logs in anew and returns the user's id.
   *
   * @throws OdooFailure with {@link OdooFault.Denied} when the credentials are refused
   */
  int login();

  /** How the server is spoken to; asks it when that is not settled yet. */
  Protocol protocol();
}
