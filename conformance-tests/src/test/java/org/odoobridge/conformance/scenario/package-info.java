/**
 * What a person does and sees: the sandbox, the console, the command line.
 *
 * <p>Servers of {@code harness} and a browser → what is on the screen.
 *
 * <p>May import: everything of the project.
 */
@NullMarked
package org.odoobridge.conformance.scenario;

import org.jspecify.annotations.NullMarked;
