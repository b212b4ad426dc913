/**
 * Benchmarks: ratios measured side by side in one run, never a test.
 *
 * <p>Started by {@code conformance-tests/bin/bench}; prints tables.
 *
 * <p>May import: everything of the project.
 */
@NullMarked
package org.odoobridge.conformance.bench;

import org.jspecify.annotations.NullMarked;
