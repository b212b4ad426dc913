/**
 * The words of durable work: outcomes, problems, retries.
 *
 * <p>An attempt's result → what happens next.
 *
 * <p>May import: {@code java..}, model.
 */
@NullMarked
package org.odoobridge.core.work;

import org.jspecify.annotations.NullMarked;
