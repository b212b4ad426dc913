/**
 * Promises: what users may rely on, one class each.
 *
 * <p>Servers of {@code harness} and acts of people → assertions in business words.
 *
 * <p>May import: everything of the project.
 */
@NullMarked
package org.odoobridge.conformance.guarantee;

import org.jspecify.annotations.NullMarked;
