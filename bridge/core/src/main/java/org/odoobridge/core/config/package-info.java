/**
 * Configuration: one YAML file becomes one tree of records.
 *
 * <p>YAML text → records, or every problem at once with its path and remedy.
 *
 * <p>May import: {@code java..}, Jackson, model.
 */
@NullMarked
package org.odoobridge.core.config;

import org.jspecify.annotations.NullMarked;
