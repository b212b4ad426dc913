package org.odoobridge.outbound.catalog.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.odoobridge.core.config.Default;

/**
 * Section {@code coupons} of a catalogue: Odoo's promotion programs as coupons of the channel.
 *
 * @param publish whether codes of programs become coupons; none leaves the channel's coupons alone
 * @param programs names of programs; empty = all
 * @param companies names of companies; programs of these or of none; empty = all
 * @param website name of Odoo's website whose own programs are meant for this channel, too; empty =
 *     only programs of every website
 * @param codesPerProgram most generated codes of one program that are published
 * @param productsPerCoupon most products one coupon may be bound to
 * @param zone the time zone in which days begin and end that Odoo keeps without a time
 */
public record CouponsConfig(
    @Default("none") Publish publish,
    @Default("") List<String> programs,
    @Default("") List<String> companies,
    @Default("") String website,
    @Default("1000") int codesPerProgram,
    @Default("500") int productsPerCoupon,
    @Default("UTC") String zone) {
  /** What becomes coupons. */
  public enum Publish {
    NONE,
    CODES
  }

  public CouponsConfig {
    programs = List.copyOf(programs);
    companies = List.copyOf(companies);
    if (codesPerProgram < 1 || codesPerProgram > 100_000) {
      throw new IllegalArgumentException("codesPerProgram: must be 1 to 100000");
    }
    if (productsPerCoupon < 1 || productsPerCoupon > 10_000) {
      throw new IllegalArgumentException("productsPerCoupon: must be 1 to 10000");
    }
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "zone: '" + zone + "' is no time zone; write one such as Europe/Paris", e);
    }
  }

  /** The channel's coupons are its own. */
  public static CouponsConfig off() {
    return new CouponsConfig(Publish.NONE, List.of(), List.of(), "", 1000, 500, "UTC");
  }

  public boolean isOn() {
    return publish == Publish.CODES;
  }

  public ZoneId zoneId() {
    return ZoneId.of(zone);
  }
}
