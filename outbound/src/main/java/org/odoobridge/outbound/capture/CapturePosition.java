package org.odoobridge.outbound.capture;

import org.odoobridge.core.model.Lsn;

/**
 * Where the journal says the bridge stands in the WAL.
 *
 * @param lsn everything up to it has its consequences durable in the journal
 * @param systemIdentifier the cluster this LSN belongs to, as {@code IDENTIFY_SYSTEM} gives it
 * @param timeline of that cluster when the position was written
 * @param incarnation counts breaks of the stream: within one incarnation an LSN names one commit
 */
public record CapturePosition(
    String slot, Lsn lsn, String systemIdentifier, int timeline, int incarnation) {}
