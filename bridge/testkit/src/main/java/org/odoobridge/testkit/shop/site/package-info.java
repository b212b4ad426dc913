/**
 * What every part of the simulated shop shares: clock, ids, JSON as PHP writes it, errors, routes.
 * Input: one call to the REST API; output: one answer as WooCommerce gives it. May import: Jackson,
 * java; nothing else of the shop.
 */
@NullMarked
package org.odoobridge.testkit.shop.site;

import org.jspecify.annotations.NullMarked;
