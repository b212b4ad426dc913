package org.odoobridge.testkit.shop.rest;

/** Answers of an ailing shop, as recorded from real ones. */
public enum Sickness {
  /** An update is running: 503 with {@code Retry-After: 600}. */
  MAINTENANCE,
  /** A plugin died before the request was looked at: 500 with JSON. */
  FATAL,
  /** The database is away: 500 with JSON. */
  DATABASE_DOWN,
  /** The web server's own error page: 500 with HTML. */
  HTML_500,
  /** A host's or security plugin's throttle: 429 with {@code Retry-After: 1}, HTML. */
  TOO_MANY_REQUESTS,
  /** The web server takes no body of this size: 413 with HTML. */
  ENTITY_TOO_LARGE,
  /** The right answer behind a UTF-8 byte order mark. */
  BOM,
  /** The right answer behind a PHP warning in HTML. */
  PHP_WARNING,
  /** A plugin died after the request was carried out: 500 with JSON, the change is saved. */
  FATAL_AFTER_SAVING,
  /** The change is saved, then the connection breaks: no answer at all. */
  SILENT_AFTER_SAVING;

  /** Whether the request is carried out at all. */
  boolean works() {
    return this == BOM
        || this == PHP_WARNING
        || this == FATAL_AFTER_SAVING
        || this == SILENT_AFTER_SAVING;
  }

  /** Whether the caller sees nothing of the right answer. */
  boolean replaces() {
    return this != BOM && this != PHP_WARNING;
  }
}
