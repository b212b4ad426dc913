/**
 * The process: command line, configuration as a whole, and the one place that puts it together.
 *
 * <p>Arguments and a file → a running bridge.
 *
 * <p>May import: everything below it; only {@code Main}, {@code Bridge} and {@code BridgeConfig}
 * know a whole half.
 */
@NullMarked
package org.odoobridge.app;

import org.jspecify.annotations.NullMarked;
