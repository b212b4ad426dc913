/**
 * Orders, refunds, customers, coupons and taxes of the simulated shop. Input: REST calls and
 * checkouts; output: order JSON, stock moves, happenings for webhooks. May import: shop.site,
 * shop.product, Jackson.
 */
@NullMarked
package org.odoobridge.testkit.shop.order;

import org.jspecify.annotations.NullMarked;
