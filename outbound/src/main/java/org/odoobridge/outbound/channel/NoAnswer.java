package org.odoobridge.outbound.channel;

import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** A request to a channel that brought no usable answer. */
public final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How far the request got. */
  public enum Reached {
    /** No connection: nothing was sent. */
    NOTHING,
    /** It was sent; the channel may have carried it out, or be at it still. */
    MAYBE,
    /** The channel answered, but with more than we take or not in HTTP. */
    ANSWERED
  }

  private final Reached reached;

  NoAnswer(Reached reached, String message) {
    super(message);
    this.reached = reached;
  }

  public Reached reached() {
    return reached;
  }

  public Problem.Technical problem() {
    TechnicalKind kind =
        switch (reached) {
          case NOTHING -> TechnicalKind.CONNECTION_REFUSED;
          case MAYBE -> TechnicalKind.TIMEOUT;
          case ANSWERED -> TechnicalKind.PROTOCOL;
        };
    return Problem.Technical.of(kind, String.valueOf(getMessage()));
  }
}
