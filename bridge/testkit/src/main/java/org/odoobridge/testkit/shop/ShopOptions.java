package org.odoobridge.testkit.shop;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.odoobridge.testkit.shop.order.TaxRate;
import org.odoobridge.testkit.shop.site.WooVersion;

/**
 * How a simulated shop is set up.
 *
 * @param key the read-write consumer key; a read-only one is the same with {@code ro} at its end
 * @param port 0 takes a free one
 * @param pricesIncludeTax whether product prices are entered gross
 * @param strictPlainHttp refuse Basic auth and query keys, as a real shop without TLS does
 * @param allowPrivateReceivers whether webhooks go to private addresses and any port, which a real
 *     WordPress refuses silently
 * @param webhookTimeout a receiver slower than this has failed
 * @param seed makes order keys repeatable
 */
public record ShopOptions(
    WooVersion version,
    String key,
    String secret,
    int port,
    ZoneId zone,
    String currency,
    String country,
    boolean pricesIncludeTax,
    List<TaxRate> taxRates,
    boolean strictPlainHttp,
    boolean allowPrivateReceivers,
    Duration webhookTimeout,
    Clock clock,
    long seed) {

  public ShopOptions {
    taxRates = List.copyOf(taxRates);
  }

  /** WooCommerce 11 in Berlin, euro, net prices, 19 % and 7 %, on a free port. */
  public static ShopOptions defaults() {
    return new ShopOptions(
        WooVersion.V11_0_1,
        "ck_simulated_shop",
        "cs_simulated_shop",
        0,
        ZoneId.of("Europe/Berlin"),
        "EUR",
        "DE",
        false,
        List.of(
            new TaxRate(1, "DE", BigDecimal.valueOf(19), "MwSt 19", true, ""),
            new TaxRate(2, "DE", BigDecimal.valueOf(7), "MwSt 7", false, "reduced-rate")),
        false,
        true,
        Duration.ofSeconds(60),
        Clock.systemUTC(),
        1);
  }

  public ShopOptions withVersion(WooVersion other) {
    return new ShopOptions(
        other,
        key,
        secret,
        port,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strictPlainHttp,
        allowPrivateReceivers,
        webhookTimeout,
        clock,
        seed);
  }

  public ShopOptions withKey(String otherKey, String otherSecret) {
    return new ShopOptions(
        version,
        otherKey,
        otherSecret,
        port,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strictPlainHttp,
        allowPrivateReceivers,
        webhookTimeout,
        clock,
        seed);
  }

  public ShopOptions withPort(int other) {
    return new ShopOptions(
        version,
        key,
        secret,
        other,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strictPlainHttp,
        allowPrivateReceivers,
        webhookTimeout,
        clock,
        seed);
  }

  public ShopOptions withTaxes(boolean includeTax, List<TaxRate> rates) {
    return new ShopOptions(
        version,
        key,
        secret,
        port,
        zone,
        currency,
        country,
        includeTax,
        rates,
        strictPlainHttp,
        allowPrivateReceivers,
        webhookTimeout,
        clock,
        seed);
  }

  public ShopOptions withStrictPlainHttp(boolean strict) {
    return new ShopOptions(
        version,
        key,
        secret,
        port,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strict,
        allowPrivateReceivers,
        webhookTimeout,
        clock,
        seed);
  }

  public ShopOptions withReceivers(boolean privateToo, Duration timeout) {
    return new ShopOptions(
        version,
        key,
        secret,
        port,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strictPlainHttp,
        privateToo,
        timeout,
        clock,
        seed);
  }

  public ShopOptions withClock(Clock other) {
    return new ShopOptions(
        version,
        key,
        secret,
        port,
        zone,
        currency,
        country,
        pricesIncludeTax,
        taxRates,
        strictPlainHttp,
        allowPrivateReceivers,
        webhookTimeout,
        other,
        seed);
  }
}
