package org.odoobridge.inbound.odoo.rpc;

/** How Odoo's API is spoken to. */
public enum Protocol {
  /** The newest one that the server has. */
  AUTO("as the server asks for"),
  /** {@code /jsonrpc}: Odoo 14 to 21; takes a password or an API key. */
  JSONRPC("JSON-RPC"),
  /** {@code /json/2}: Odoo 19 and later; takes an API key only. */
  JSON2("JSON-2");

  private final String title;

  Protocol(String title) {
    this.title = title;
  }

  /** As people write it. */
  public String title() {
    return title;
  }
}
