/**
 * Whether everything around the bridge is as it must be, said before it runs.
 *
 * <p>Checks → findings with remedies; a finding is data, never an exception.
 *
 * <p>May import: {@code java..}, Jackson.
 */
@NullMarked
package org.odoobridge.app.preflight;

import org.jspecify.annotations.NullMarked;
