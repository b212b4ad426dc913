package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.Optional;
import org.odoobridge.core.work.Problem;

/**
 * What a channel acknowledged of one coupon.
 *
 * @param ref model and id of the row of Odoo's that has the code
 * @param program model and id of its program
 * @param name the program's, for people
 * @param code as it was told last
 * @param shopId the channel's own number, or {@link #NONE}
 * @param told {@link Wanted#print} that was acknowledged; empty = nothing, or nobody knows
 * @param shown whether shoppers can use it
 * @param unsure a write began and its end is not known: the channel may have it without our knowing
 * @param askedAt when that write began
 * @param parked why the channel will not take it
 */
public record CouponListing(
    String ref,
    String program,
    String name,
    String code,
    long shopId,
    String told,
    boolean shown,
    boolean unsure,
    Optional<Instant> askedAt,
    Optional<Parked> parked) {
  public static final long NONE = 0;

  /**
   * @param print what it was to be when it was refused
   * @param technical whether machinery gave up, rather than a rule refusing
   * @param since when it was refused first for this reason
   */
  public record Parked(
      String code, String detail, String remedy, boolean technical, String print, Instant since) {}

  /** Of a coupon the channel was never told about. */
  static CouponListing none(DesiredCoupon coupon) {
    return new CouponListing(
        coupon.ref(),
        coupon.program(),
        coupon.description(),
        coupon.code(),
        NONE,
        "",
        false,
        false,
        Optional.empty(),
        Optional.empty());
  }

  public boolean found() {
    return shopId != NONE;
  }

  /** A write begins. */
  CouponListing asked(Optional<Wanted> wanted, Instant now) {
    DesiredCoupon next = wanted.map(Wanted::coupon).orElse(null);
    return new CouponListing(
        ref,
        program,
        next == null ? name : next.description(),
        next == null ? code : next.code(),
        shopId,
        "",
        shown,
        true,
        unsure && askedAt.isPresent() ? askedAt : Optional.of(now),
        parked);
  }

  /** The channel has it so. */
  public CouponListing acknowledged(long id, String print, boolean usable) {
    return new CouponListing(
        ref, program, name, code, id, print, usable, false, Optional.empty(), Optional.empty());
  }

  /** The channel was found to have it, as nobody knows what. */
  public CouponListing foundAt(long id) {
    return new CouponListing(ref, program, name, code, id, "", true, true, askedAt, parked);
  }

  /**
   * A write failed that may have been carried out.
   *
   * @param when since when it may still be under way; empty = it is not
   */
  public CouponListing doubted(Optional<Instant> when) {
    return new CouponListing(ref, program, name, code, shopId, "", shown, true, when, parked);
  }

  /** The channel has none. */
  public CouponListing lost() {
    return new CouponListing(
        ref, program, name, code, NONE, "", false, false, Optional.empty(), parked);
  }

  CouponListing parked(Problem.Business problem, String print, Instant now) {
    return parked(problem.code(), problem.detail(), problem.remedy(), false, print, now);
  }

  CouponListing parked(
      String why, String detail, String remedy, boolean technical, String print, Instant now) {
    Instant since =
        parked.filter(before -> before.code().equals(why)).map(Parked::since).orElse(now);
    return new CouponListing(
        ref,
        program,
        name,
        code,
        shopId,
        told,
        shown,
        unsure,
        askedAt,
        Optional.of(new Parked(why, detail, remedy, technical, print, since)));
  }
}
