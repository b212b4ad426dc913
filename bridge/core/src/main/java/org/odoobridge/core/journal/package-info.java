/**
 * The journal: the bridge's own PostgreSQL database, its schema and the ports that inbound and
 * outbound share.
 *
 * <p>Messages and positions → durable rows.
 *
 * <p>May import: model, work, runtime, observability.
 */
@NullMarked
package org.odoobridge.core.journal;

import org.jspecify.annotations.NullMarked;
