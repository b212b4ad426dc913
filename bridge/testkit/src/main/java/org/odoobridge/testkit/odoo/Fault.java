package org.odoobridge.testkit.odoo;

/** What goes wrong with one call. */
public enum Fault {
  /**
   * HTTP 500 with an HTML page, nothing done: what a proxy or a server with many databases says.
   */
  HTML_500,
  /** The connection is closed before anything is done. */
  DROP_BEFORE,
  /** The work is committed, then the connection is closed without an answer. */
  DROP_AFTER_COMMIT,
  /** Nothing is done and the answer never comes. */
  TIMEOUT_BEFORE,
  /** The work is committed and the answer never comes. */
  TIMEOUT_AFTER_COMMIT,
  /** The transaction lost every retry: an error, or messages when the method is {@code load}. */
  SERIALIZATION
}
