/**
 * Promises that hold while something breaks.
 *
 * <p>Servers of {@code harness} and acts of people → assertions in business words.
 *
 * <p>May import: everything of the project.
 */
@NullMarked
package org.odoobridge.conformance.fault;

import org.jspecify.annotations.NullMarked;
