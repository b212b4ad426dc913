/**
 * Webhooks of the simulated shop: registration, queue, signed delivery, failure counters. Input:
 * happenings of the shop; output: HTTP requests as WooCommerce sends them. May import: shop.site,
 * Vert.x, Jackson.
 */
@NullMarked
package org.odoobridge.testkit.shop.hook;

import org.jspecify.annotations.NullMarked;
