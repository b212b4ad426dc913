package org.odoobridge.inbound.verify;

/** Whether a delivery is what its channel sent. */
public sealed interface Verification {
  /** The signature fits one of the live secrets. */
  record Verified() implements Verification {}

  /** It does not; {@code reason} is for the log, never for the caller. */
  record Refused(String reason) implements Verification {}
}
