package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * Limit of requests per second to one channel. Holds up to one second's worth, so an idle channel
 * is told at once; may go into debt when one send turned out to need several requests.
 */
public final class TokenBucket {
  private static final double NANOS = 1e9;
  private final double perSecond;
  private final double capacity;
  private double tokens;
  private Instant filledAt;

  /**
   * @param perSecond requests per second; 0 = no limit
   */
  public TokenBucket(double perSecond, Instant now) {
    if (perSecond < 0) {
      throw new IllegalArgumentException("a rate must not be negative: " + perSecond);
    }
    this.perSecond = perSecond;
    this.capacity = Math.max(1, perSecond);
    this.tokens = capacity;
    this.filledAt = now;
  }

  /** How long until one request may go; zero when it may go now. */
  public Duration waitAt(Instant now) {
    return waitFor(1, now);
  }

  /**
   * The same for traffic that must leave something for other traffic: it may go while half of the
   * bucket is full.
   */
  public Duration waitBehind(Instant now) {
    return waitFor(Math.max(1, capacity / 2), now);
  }

  private synchronized Duration waitFor(double needed, Instant now) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    fill(now);
    return tokens >= needed
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil((needed - tokens) / perSecond * NANOS));
  }

  /** Takes {@code requests} tokens, into debt if need be; negative gives some back. */
  public synchronized void spend(int requests) {
    if (perSecond > 0) {
      tokens -= requests;
    }
  }

  private void fill(Instant now) {
    if (now.isAfter(filledAt)) {
      double elapsed = Duration.between(filledAt, now).toNanos() / NANOS;
      tokens = Math.min(capacity, tokens + elapsed * perSecond);
      filledAt = now;
    }
  }
}
