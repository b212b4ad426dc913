/**
 * A TCP proxy that breaks connections on demand, to stand before any server under test. Input: a
 * client's connections; output: the same bytes at the server, or the fault that was asked for. May
 * import: Vert.x, java.
 */
@NullMarked
package org.odoobridge.testkit.net;

import org.jspecify.annotations.NullMarked;
