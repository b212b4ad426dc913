package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An Odoo server's version, e.g. 14.0.
 *
 * @param text as the server writes it
 */
public record OdooVersion(int major, int minor, String text) {
  private static final String ONLINE = "saas~";

  /**
   * From what a server answers: a list such as {@code [18, 0, 0, "final", 0, ""]}, of an online
   * release {@code ["saas~18", 2, ...]}, and a text.
   */
  static OdooVersion of(JsonNode info, JsonNode text) {
    String major = info.path(0).asText("");
    String digits = major.startsWith(ONLINE) ? major.substring(ONLINE.length()) : major;
    if (!digits.matches("[0-9]{1,3}")) {
      throw new OdooFailure(
          new OdooFault.Garbled("no version in the answer; is this an Odoo server?"));
    }
    return new OdooVersion(Integer.parseInt(digits), info.path(1).asInt(), text.asText());
  }

  @Override
  public String toString() {
    return text;
  }
}
