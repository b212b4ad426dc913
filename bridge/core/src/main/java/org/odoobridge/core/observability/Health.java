package org.odoobridge.core.observability;

/** State of one part, with the reason when it is not well. */
public sealed interface Health {
  Health UP = new Up();

  /** Works. */
  record Up() implements Health {}

  /** Works, but a person should look: the reason says at what. */
  record Degraded(String reason) implements Health {}

  /** Does not work; the process is not ready. */
  record Down(String reason) implements Health {}
}
