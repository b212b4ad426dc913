package org.odoobridge.core.observability;

/** Names of meters and of log keys, in one place. No SKU and no key is ever a meter tag. */
public final class Telemetry {
  public static final String CAPTURE_LAG_BYTES = "bridge.capture.lag.bytes";
  public static final String CAPTURE_LAG_SECONDS = "bridge.capture.lag.seconds";

  /** Counter: transactions handed on. */
  public static final String CAPTURE_TRANSACTIONS = "bridge.capture.transactions";

  /** Counter: row changes handed on. */
  public static final String CAPTURE_ROWS = "bridge.capture.rows";

  public static final String WATERMARK_AGE = "bridge.projection.watermark.age";

  /** Counter: Odoo's tables were read again while running. */
  public static final String PROJECTION_RELOADS = "bridge.projection.reloads";

  /** Gauge: things of Odoo's database that are needed and cannot be read. */
  public static final String SCHEMA_FINDINGS = "bridge.schema.findings";

  /** Timer: commit in Odoo to acknowledgement by the channel; tag {@code channel}. */
  public static final String COMMIT_TO_ACK = "bridge.delivery.commit.to.ack";

  /** Counter; tags {@code channel}, {@code outcome}. */
  public static final String DELIVERY_ATTEMPTS = "bridge.delivery.attempts";

  public static final String DELIVERY_DIRTY = "bridge.delivery.dirty";
  public static final String DELIVERY_PARKED = "bridge.delivery.parked";

  /** Gauge; tag {@code state}. */
  public static final String JOURNAL_ENTRIES = "bridge.journal.entries";

  /** Counter of webhook deliveries; tag {@code answer} = HTTP status. */
  public static final String DELIVERIES = "bridge.inbound.deliveries";

  /** Counter of attempts at stored messages; tags {@code channel}, {@code outcome}. */
  public static final String APPLY_ATTEMPTS = "bridge.inbound.attempts";

  /** Timer: receipt of an order's message to its effect in Odoo; tag {@code channel}. */
  public static final String ORDER_AGE = "bridge.inbound.order.age";

  /** Counter of deliveries that were in the journal already; tag {@code channel}. */
  public static final String DEDUP_HITS = "bridge.dedup.hits";

  /** Counter of orders that a sweep found and no webhook had brought; tag {@code channel}. */
  public static final String MISSED_WEBHOOKS = "bridge.inbound.missed.webhooks";

  /** Timer; tags {@code model}, {@code method}, {@code outcome}. */
  public static final String ODOO_RPC = "bridge.odoo.rpc";

  /** Gauge: most calls to Odoo at once, as its speed allows just now. */
  public static final String ODOO_RPC_LIMIT = "bridge.odoo.rpc.limit";

  private Telemetry() {}
}
