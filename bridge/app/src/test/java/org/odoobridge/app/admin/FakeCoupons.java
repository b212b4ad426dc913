package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/** Coupons of the channel {@code shop}: one to be created, one parked, one program refused. */
final class FakeCoupons implements CouponView {
  private static final Instant END = Instant.parse("2026-06-30T23:59:59Z");
  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal(
              "coupon.program,3", "Buy two", "free-product", "a product", "make it a discount"));

  private static Coupon parked() {
    return new Coupon(
        "coupon.program,2",
        "Welcome",
        "coupon.program,2",
        "WELCOME",
        "parked",
        0,
        Optional.empty(),
        Optional.empty(),
        "coupon-code-taken: the shop has one",
        "rename it");
  }

  @Override
  public Optional<Status> status(ChannelId channel) {
    return channel.value().equals("shop")
        ? Optional.of(
            new Status(
                "running",
                5,
                1,
                2,
                REFUSALS,
                List.of(parked()),
                List.of(),
                "",
                3,
                Optional.of(END),
                Optional.of(END)))
        : Optional.empty();
  }

  @Override
  public Optional<Plan> plan(ChannelId channel) {
    Coupon summer =
        new Coupon(
            "coupon.program,1",
            "Summer",
            "coupon.program,1",
            "SUMMER10",
            "create",
            0,
            Optional.empty(),
            Optional.of(END),
            "",
            "");
    return channel.value().equals("shop")
        ? Optional.of(new Plan(List.of(summer, parked()), REFUSALS, 2, List.of("no program 'X'")))
        : Optional.empty();
  }
}
