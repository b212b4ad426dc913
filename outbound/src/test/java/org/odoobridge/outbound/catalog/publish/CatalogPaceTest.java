package org.odoobridge.outbound.catalog.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;

/** How the catalogue shares a channel's rate with its stock. Waiting moves the clock. */
class CatalogPaceTest implements Timers {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private Instant now = START;
  private Instant stockWaitsUntil = START;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    now = now.plus(delay);
    task.run();
  }

  private CatalogPace pace(TokenBucket bucket) {
    return new CatalogPace(bucket, this, () -> now.isBefore(stockWaitsUntil), LONGEST);
  }

  private Duration waited() {
    return Duration.between(START, now);
  }

  @Test
  void withoutARateAndWithoutStockItNeverWaits() {
    CatalogPace pace = pace(new TokenBucket(0, START));
    for (int i = 0; i < 1_000; i++) {
      pace.pay();
    }
    assertThat(waited()).isZero();
  }

  @Test
  void theLastHalfOfTheRateIsLeftToStock() {
    TokenBucket bucket = new TokenBucket(10, START);
    CatalogPace pace = pace(bucket);
    for (int i = 0; i < 6; i++) {
      pace.pay();
    }
    assertThat(waited()).as("ten tokens, of which five are stock's").isZero();

    pace.pay();

    assertThat(waited()).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.waitAt(now)).as("stock may go at once").isZero();
  }

  @Test
  void atALongRunItTakesTheWholeRateThatNobodyElseWants() {
    CatalogPace pace = pace(new TokenBucket(10, START));
    for (int i = 0; i < 106; i++) {
      pace.pay();
    }
    assertThat(waited()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void itWaitsBehindStockThatWaits() {
    stockWaitsUntil = START.plusMillis(300);
    pace(new TokenBucket(10, START)).pay();
    assertThat(now).isEqualTo(stockWaitsUntil);
  }

  @Test
  void busyStockSlowsItDownAndDoesNotStopIt() {
    stockWaitsUntil = START.plus(Duration.ofDays(1));
    CatalogPace pace = pace(new TokenBucket(10, START));
    pace.pay();
    assertThat(waited()).isEqualTo(LONGEST);
    pace.pay();
    assertThat(waited()).isEqualTo(LONGEST.multipliedBy(2));
  }
}
