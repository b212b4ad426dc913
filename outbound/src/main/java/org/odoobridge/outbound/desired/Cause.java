package org.odoobridge.outbound.desired;

import java.time.Instant;
import org.odoobridge.core.model.Lsn;

/**
 * Why desired numbers are computed now.
 *
 * @param asOf commit LSN of the newest Odoo change included
 * @param at when what caused it was committed or became known
 */
public record Cause(Lsn asOf, Instant at) {}
