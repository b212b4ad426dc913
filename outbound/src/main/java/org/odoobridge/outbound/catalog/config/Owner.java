package org.odoobridge.outbound.catalog.config;

/** Who decides what a field says. */
public enum Owner {
  /** Odoo: the shop follows, and an edit there is drift. */
  ODOO,
  /** The shop's people: the bridge never writes it. */
  CHANNEL
}
