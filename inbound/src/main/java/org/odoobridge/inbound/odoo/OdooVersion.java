package org.odoobridge.inbound.odoo;

/**
 * An Odoo server's version, e.g. 14.0.
 *
 * @param text as the server writes it
 */
public record OdooVersion(int major, int minor, String text) {
  @Override
  public String toString() {
    return text;
  }
}
