package org.odoobridge.testkit.net;

import java.time.Duration;

/** What a {@link FaultProxy} does with traffic; a change takes effect on open connections too. */
public sealed interface FaultMode {
  /** Everything goes through. */
  record Pass() implements FaultMode {}

  /** Nobody listens: connecting is refused, open connections are closed. */
  record Refuse() implements FaultMode {}

  /** Connections are accepted, what is sent vanishes, nothing is ever answered. */
  record Blackhole() implements FaultMode {}

  /**
   * The connection dies after that many bytes of the server's answers since the mode was set.
   *
   * @param bytes 0 cuts before the first byte of an answer
   */
  record CutAfter(long bytes) implements FaultMode {}

  /** Each piece of traffic takes this much longer, in both directions, order kept. */
  record Delay(Duration time) implements FaultMode {}

  /** Requests reach the server; its answer is dropped and the connection closed. */
  record DropResponse() implements FaultMode {}

  /** Requests reach the server; its answer is dropped and the client waits for ever. */
  record SwallowResponse() implements FaultMode {}

  FaultMode PASS = new Pass();
  FaultMode REFUSE = new Refuse();
  FaultMode BLACKHOLE = new Blackhole();
  FaultMode DROP_RESPONSE = new DropResponse();
  FaultMode SWALLOW_RESPONSE = new SwallowResponse();
}
