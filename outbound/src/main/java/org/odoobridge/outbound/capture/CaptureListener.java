package org.odoobridge.outbound.capture;

/**
 * Told when this node begins to lead and when WAL is missing. Called on the capture thread, before
 * the first transaction that follows; blocking holds the stream, an exception ends it (it is opened
 * again after a pause).
 */
public interface CaptureListener {
  /**
   * This node holds the slot and has raised the epoch: what it knows of Odoo may be old and is to
   * be loaded now. Not called when a broken connection came back and nobody else led in between.
   */
  void onLead(long epoch);

  /**
   * Changes were committed that will never be read. Already recorded and logged; {@link #onLead}
   * follows. After everything is loaded and compared again, call {@link
   * CaptureEngine#acknowledgeGaps}.
   */
  void onGap(String reason);
}
