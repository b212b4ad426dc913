/**
 * Products and variations of the simulated shop, and their stock. Input: REST calls and sales;
 * output: product JSON, stock history, happenings for webhooks. May import: shop.site, Jackson.
 */
@NullMarked
package org.odoobridge.testkit.shop.product;

import org.jspecify.annotations.NullMarked;
