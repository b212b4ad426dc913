package org.odoobridge.core.cluster;

/** This node no longer leads: another one has taken the slot and raised the epoch. */
public final class StaleEpochException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleEpochException(long epoch) {
    super("epoch " + epoch + " is over: another node has taken the slot");
  }
}
