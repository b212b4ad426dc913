package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/** Products of the channel {@code shop}: one parked, one to be created, one price to change. */
final class FakeCatalog implements CatalogView {
  private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

  private static boolean known(ChannelId channel) {
    return channel.value().equals("shop");
  }

  @Override
  public List<Status> all() {
    return status(new ChannelId("shop")).stream().toList();
  }

  @Override
  public Optional<Status> status(ChannelId channel) {
    return known(channel)
        ? Optional.of(
            new Status(
                "shop",
                "running",
                3,
                1,
                1,
                250,
                Optional.of(BEGAN),
                "",
                Optional.of(
                    new Progress(
                        250,
                        1000,
                        750,
                        2.5,
                        BEGAN,
                        Optional.of(BEGAN.plusSeconds(400)),
                        Optional.empty()))))
        : Optional.empty();
  }

  @Override
  public List<Parked> parked(ChannelId channel) {
    return List.of(
        new Parked(
            7, "DESK-01", "Desk", "ambiguous-sku", false, "two products", "leave one", BEGAN));
  }

  @Override
  public boolean publish(ChannelId channel, String actor) {
    return known(channel);
  }

  @Override
  public int redrive(ChannelId channel) {
    return 1;
  }

  @Override
  public Optional<Plan> plan(ChannelId channel, int after, int limit) {
    if (!known(channel)) {
      return Optional.empty();
    }
    return Optional.of(
        after == 0
            ? new Plan(
                2,
                List.of(
                    entry(1, "DESK-01", "create", List.of("name", "regular-price")),
                    entry(2, "LAMP-01", "update", List.of("regular-price"))),
                Optional.of(2))
            : new Plan(1, List.of(), Optional.empty()));
  }

  @Override
  public CouponView coupons() {
    return new FakeCoupons();
  }

  private static PlanEntry entry(int template, String sku, String action, List<String> fields) {
    return new PlanEntry(template, sku, sku, action, 0, fields, 0, 0, 0, "", "");
  }
}
