/**
 * Names of meters and log keys, and the health of every part.
 *
 * <p>Readings → Prometheus text and health answers.
 *
 * <p>May import: {@code java..}, model, Micrometer.
 */
@NullMarked
package org.odoobridge.core.observability;

import org.jspecify.annotations.NullMarked;
