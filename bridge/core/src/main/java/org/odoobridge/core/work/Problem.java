package org.odoobridge.core.work;

import java.time.Duration;
import java.util.Optional;

/** Why an attempt did not succeed, and whose turn it is. */
public sealed interface Problem {
  /** What happened, for a person; holds no secret and no personal data. */
  String detail();

  /**
   * The machinery failed; trying again can help.
   *
   * @param retryAfter what the other side asked us to wait, if it did
   */
  record Technical(TechnicalKind kind, String detail, Optional<Duration> retryAfter)
      implements Problem {
    public static Technical of(TechnicalKind kind, String detail) {
      return new Technical(kind, detail, Optional.empty());
    }
  }

  /**
   * A rule refused it; only a person or a change of data can help.
   *
   * @param code stable, e.g. {@code unknown-sku}; metrics and filters use it
   * @param remedy what a person can do about it
   */
  record Business(String code, String detail, String remedy) implements Problem {}

  /** Kinds of technical failure. */
  enum TechnicalKind {
    /** Nobody answered at the address. */
    CONNECTION_REFUSED,
    /** No answer in time; nothing is known to have been done. */
    TIMEOUT,
    /** The server answered 5xx or something that is not its protocol. */
    SERVER_ERROR,
    /** The server asked us to slow down (429, 503 with Retry-After). */
    THROTTLED,
    /** Credentials were refused; health is degraded until they work. */
    UNAUTHORIZED,
    /** A concurrent transaction won; the same call will succeed later. */
    SERIALIZATION,
    /** The circuit breaker is open; nothing was sent. */
    CIRCUIT_OPEN,
    /** The answer could not be understood. */
    PROTOCOL
  }
}
