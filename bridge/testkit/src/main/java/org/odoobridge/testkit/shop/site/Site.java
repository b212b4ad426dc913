package org.odoobridge.testkit.shop.site;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One shop's surroundings: address, version, clock, settings and id sequences. It is also the
 * monitor that guards all of the shop's state: hold it for every read or write of products, orders
 * and hooks.
 */
public final class Site {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private final WooVersion version;
  private final ZoneId zone;
  private final String currency;
  private final String homeCountry;
  private final Clock clock;
  private final List<Happenings> listeners = new ArrayList<>();
  private volatile String url = "http://unbound.invalid";
  private boolean pricesIncludeTax;
  private int lastPost = 9;
  private int lastOrderItem;
  private int lastMeta;
  private int lastComment;

  /** Told of everything a webhook topic exists for; called with the site's monitor held. */
  @FunctionalInterface
  public interface Happenings {
    void happened(String topic, int id);
  }

  public Site(WooVersion version, ZoneId zone, String currency, String homeCountry, Clock clock) {
    this.version = version;
    this.zone = zone;
    this.currency = currency;
    this.homeCountry = homeCountry;
    this.clock = clock;
  }

  public void bind(String baseUrl) {
    url = baseUrl;
  }

  public void listen(Happenings listener) {
    listeners.add(listener);
  }

  public void happened(String topic, int id) {
    listeners.forEach(listener -> listener.happened(topic, id));
  }

  /** Base address without a trailing slash. */
  public String url() {
    return url;
  }

  public String api(String path) {
    return url + "/wp-json/wc/v3" + path;
  }

  public WooVersion version() {
    return version;
  }

  public ZoneId zone() {
    return zone;
  }

  public String currency() {
    return currency;
  }

  public String currencySymbol() {
    return switch (currency) {
      case "EUR" -> "€";
      case "USD" -> "$";
      case "GBP" -> "£";
      default -> currency;
    };
  }

  /** The symbol as HTML, the way shop pages and settings have it. */
  public String currencySymbolHtml() {
    return switch (currency) {
      case "EUR" -> "&euro;";
      case "USD" -> "&#36;";
      case "GBP" -> "&pound;";
      default -> currency;
    };
  }

  public String homeCountry() {
    return homeCountry;
  }

  public boolean pricesIncludeTax() {
    return pricesIncludeTax;
  }

  public void pricesIncludeTax(boolean include) {
    pricesIncludeTax = include;
  }

  public Instant now() {
    return clock.instant();
  }

  /** The instant in the site's zone at one second's resolution; null stays null. */
  public @Nullable String local(@Nullable Instant instant) {
    return instant == null ? null : SECONDS.format(instant.atZone(zone));
  }

  /** The instant in UTC at one second's resolution, without an offset; null stays null. */
  public static @Nullable String gmt(@Nullable Instant instant) {
    return instant == null ? null : SECONDS.format(instant.atZone(ZoneOffset.UTC));
  }

  /** Next id of products, variations, orders and refunds: WordPress numbers them in one row. */
  public int nextPost() {
    return ++lastPost;
  }

  public int nextOrderItem() {
    return ++lastOrderItem;
  }

  public int nextMeta() {
    return ++lastMeta;
  }

  public int nextComment() {
    return ++lastComment;
  }
}
