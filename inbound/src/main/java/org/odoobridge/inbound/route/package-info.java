/**
 * Which stored message goes to which part of apply.
 *
 * <p>Journal entries → outcomes.
 *
 * <p>May import: core; never ingest, verify.
 */
@NullMarked
package org.odoobridge.inbound.route;

import org.jspecify.annotations.NullMarked;
