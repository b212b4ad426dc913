package org.odoobridge.outbound.capture;

import java.util.OptionalInt;
import org.odoobridge.core.model.Lsn;

/**
 * A logical replication slot as {@code pg_replication_slots} shows it.
 *
 * @param holder process id of the WAL sender that reads it now
 * @param confirmed the server keeps no transaction that committed before it for this slot
 * @param lost its WAL is gone ({@code wal_status = 'lost'}); it can only be dropped
 */
record SlotState(OptionalInt holder, Lsn confirmed, boolean lost) {}
