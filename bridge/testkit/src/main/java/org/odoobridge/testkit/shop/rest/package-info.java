/**
 * The simulated shop's HTTP side: keys, faults, request log, settings and the server itself. Input:
 * HTTP requests; output: answers with WooCommerce's headers and bytes. May import: shop.site,
 * Vert.x, Jackson.
 */
@NullMarked
package org.odoobridge.testkit.shop.rest;

import org.jspecify.annotations.NullMarked;
