package org.odoobridge.app.preflight;

/**
 * One thing a check saw.
 *
 * @param about what was looked at, e.g. {@code odoo database}
 * @param message what is so, for a person; no secrets
 * @param remedy what to do, as exactly as it can be said; empty when nothing is to be done
 */
public record Finding(Level level, String about, String message, String remedy) {
  /** How much a finding matters. */
  public enum Level {
    /** As it should be. */
    OK,
    /** Worth knowing; nothing to do. */
    NOTE,
    /** Works, but will hurt one day or is more than is needed. */
    WARNING,
    /** The bridge cannot do its work like this. */
    PROBLEM,
    /** The check itself could not run, so nothing is known. */
    ERROR
  }

  public static Finding ok(String about, String message) {
    return new Finding(Level.OK, about, message, "");
  }

  public static Finding note(String about, String message) {
    return new Finding(Level.NOTE, about, message, "");
  }

  public static Finding warning(String about, String message, String remedy) {
    return new Finding(Level.WARNING, about, message, remedy);
  }

  public static Finding problem(String about, String message, String remedy) {
    return new Finding(Level.PROBLEM, about, message, remedy);
  }
}
