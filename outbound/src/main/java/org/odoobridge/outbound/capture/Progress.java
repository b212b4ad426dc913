package org.odoobridge.outbound.capture;

import java.util.concurrent.atomic.AtomicLong;
import org.odoobridge.core.model.Lsn;

/** How far the stream has come: handed on, and durable. Read and written from any thread. */
final class Progress {
  private final AtomicLong handed = new AtomicLong();
  private final AtomicLong durable = new AtomicLong();

  /** Starts again from {@code position}, up or down. */
  void reset(Lsn position) {
    durable.set(position.value());
    handed.set(position.value());
  }

  void handing(Lsn lsn) {
    handed.accumulateAndGet(lsn.value(), Progress::later);
  }

  /** The newest transaction given to the handler. */
  Lsn handed() {
    return new Lsn(handed.get());
  }

  /**
   * Raises the durable position.
   *
   * @return false when {@code lsn} was never handed on (a late call from before a gap); ignored
   */
  boolean durable(Lsn lsn) {
    if (!lsn.isAtOrBefore(handed())) {
      return false;
    }
    durable.accumulateAndGet(lsn.value(), Progress::later);
    return true;
  }

  Lsn durable() {
    return new Lsn(durable.get());
  }

  private static long later(long one, long other) {
    return Long.compareUnsigned(one, other) >= 0 ? one : other;
  }
}
