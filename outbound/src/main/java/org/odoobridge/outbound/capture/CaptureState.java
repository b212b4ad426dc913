package org.odoobridge.outbound.capture;

/** What the capture is doing now. */
sealed interface CaptureState {
  /** Not started, or stopped for good. */
  record Stopped() implements CaptureState {}

  /**
   * Looking at the slot or opening the stream.
   *
   * @param after why the stream before it broke; empty for the first
   */
  record Connecting(String after) implements CaptureState {}

  /** Another node holds the slot. */
  record Standby(int holder) implements CaptureState {}

  /** Streaming; the epoch is ours. */
  record Leading(long epoch) implements CaptureState {}

  /** The stream broke; it is opened again after a pause. */
  record Broken(String reason) implements CaptureState {}
}
