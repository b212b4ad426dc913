/**
 * The words every part of the bridge shares: identities, positions, money and quantities.
 *
 * <p>Imports only {@code java..}.
 */
@NullMarked
package org.odoobridge.core.model;

import org.jspecify.annotations.NullMarked;
