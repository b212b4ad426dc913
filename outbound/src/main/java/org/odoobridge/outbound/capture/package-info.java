/**
 * Tails the WAL: owns Debezium, the slot and the checkpoint.
 *
 * <p>WAL → whole transactions of typed row changes.
 *
 * <p>May import: core; io.debezium and org.apache.kafka.connect only here.
 */
@NullMarked
package org.odoobridge.outbound.capture;

import org.jspecify.annotations.NullMarked;
