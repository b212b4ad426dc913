package org.odoobridge.outbound.catalog.coupon.read;

import java.util.List;
import java.util.Optional;
import org.odoobridge.outbound.catalog.config.CouponsConfig;

/**
 * Which programs a channel means.
 *
 * @param pricelist name or {@code #id} of the pricelist its customers pay by; empty = none of
 *     Odoo's
 */
record ForChannel(CouponsConfig config, String pricelist) {
  /**
   * Why a program is not for this channel; empty when it is.
   *
   * @param company empty = every one
   * @param website empty = every one
   * @param pricelists names and {@code #id}s of those it is for; empty = every one
   */
  Optional<String> elsewhere(
      String program, String company, String website, List<String> pricelists) {
    if (!config.programs().isEmpty() && !config.programs().contains(program)) {
      return Optional.of("it is not among coupons.programs");
    }
    if (!config.companies().isEmpty()
        && !company.isEmpty()
        && !config.companies().contains(company)) {
      return Optional.of("it belongs to company " + company);
    }
    if (!website.isEmpty() && !website.equals(config.website())) {
      return Optional.of("it belongs to website " + website);
    }
    if (!pricelists.isEmpty() && !pricelists.contains(pricelist)) {
      return Optional.of("it is for customers of other pricelists");
    }
    return Optional.empty();
  }
}
