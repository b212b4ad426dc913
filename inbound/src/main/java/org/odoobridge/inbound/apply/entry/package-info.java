/**
 * Orders enter Odoo: loaded, proven, confirmed, dated.
 *
 * <p>Plans to enter → steps in Odoo, each written into the docket.
 *
 * <p>May import: every other package of apply but amend; never ingest, verify.
 */
@NullMarked
package org.odoobridge.inbound.apply.entry;

import org.jspecify.annotations.NullMarked;
