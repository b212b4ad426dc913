package org.odoobridge.outbound.catalog.coupon;

/**
 * What amounts mean in a channel.
 *
 * @param currency its code
 * @param taxes whether it knows taxes at all
 * @param pricesWithTax whether amounts that are entered include tax: a fixed discount is taken off
 *     such prices
 * @param cartWithTax whether the cart shows amounts with tax: a minimum is compared with those
 */
public record ShopTerms(
    String currency, boolean taxes, boolean pricesWithTax, boolean cartWithTax) {}
