/**
 * A simulated WooCommerce shop and a receiver of stock webhooks, for tests and the sandbox. Input:
 * HTTP from a bridge or a shopper; output: a shop's answers and webhooks, and what was seen. May
 * import: the shop.* packages, Vert.x, Jackson; nothing of the bridge.
 */
@NullMarked
package org.odoobridge.testkit.shop;

import org.jspecify.annotations.NullMarked;
