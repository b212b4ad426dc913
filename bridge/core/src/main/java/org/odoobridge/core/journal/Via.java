package org.odoobridge.core.journal;

/** The way on which a message reached the journal. */
public enum Via {
  /** The channel called us. */
  WEBHOOK,
  /** We asked the channel for what had changed. */
  SWEEP,
  /** We read one resource again because two bodies could not be put in order. */
  REREAD
}
