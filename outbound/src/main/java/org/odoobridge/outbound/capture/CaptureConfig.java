package org.odoobridge.outbound.capture;

import java.time.Duration;
import java.util.regex.Pattern;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Default;

/**
 * Section {@code outbound.capture}.
 *
 * @param slot logical replication slot in Odoo's database; also the lease: one node reads it at a
 *     time. Created when missing. Drop it when the bridge is decommissioned, or WAL piles up
 * @param publication names the tables that are read; created beforehand ({@code odoo-bridge check
 *     --sql}), never by the bridge
 * @param lagAlarm health is degraded while the slot holds more WAL than this
 * @param heartbeat how often a small message is written to Odoo's WAL, so that the slot of a quiet
 *     database moves on and a stalled stream is noticed
 * @param stallAfter health is down when a message written to the WAL has not been read back for
 *     this long; more than {@code heartbeat}
 * @param restartAfter wait before a broken stream is opened again; doubled up to 30 s while it
 *     keeps failing
 */
public record CaptureConfig(
    @Default("odoo_bridge") String slot,
    @Default("odoo_bridge") String publication,
    @Default("512MiB") ByteSize lagAlarm,
    @Default("10s") Duration heartbeat,
    @Default("30s") Duration stallAfter,
    @Default("500ms") Duration restartAfter) {
  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");
  private static final Pattern PUBLICATION = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  public CaptureConfig {
    if (!SLOT.matcher(slot).matches()) {
      throw new IllegalArgumentException("slot '" + slot + "' must be 1 to 63 of a-z 0-9 _");
    }
    if (!PUBLICATION.matcher(publication).matches()) {
      throw new IllegalArgumentException(
          "publication '" + publication + "' must be 1 to 63 of a-z 0-9 _ and not start with 0-9");
    }
    if (heartbeat.compareTo(Duration.ofMillis(100)) < 0) {
      throw new IllegalArgumentException("heartbeat must be at least 100ms");
    }
    if (stallAfter.compareTo(heartbeat) <= 0) {
      throw new IllegalArgumentException("stallAfter must be more than heartbeat");
    }
    if (restartAfter.isNegative() || restartAfter.isZero()) {
      throw new IllegalArgumentException("restartAfter must be positive");
    }
  }

  /** All defaults. */
  public static CaptureConfig defaults() {
    return new CaptureConfig(
        "odoo_bridge",
        "odoo_bridge",
        ByteSize.parse("512MiB"),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMillis(500));
  }
}
