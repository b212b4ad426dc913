/**
 * What the bridge remembers of an order beside its messages: that it closed it, that a person
 * released it.
 *
 * <p>Orders → marks, kept in the journal's database.
 *
 * <p>May import: core; nothing else of inbound.
 */
@NullMarked
package org.odoobridge.inbound.apply.mark;

import org.jspecify.annotations.NullMarked;
