/**
 * Time that tests move by hand.
 *
 * <p>Moves → a {@link java.time.Clock}.
 *
 * <p>May import: {@code java..}.
 */
@NullMarked
package org.odoobridge.testkit.time;

import org.jspecify.annotations.NullMarked;
