package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/** One shop that shows one price wrongly. */
final class FakeDrift implements DriftView {
  static final String FINDING = "edited:i7:regular-price";
  final List<String> asked = new ArrayList<>();

  private static boolean known(ChannelId channel) {
    return channel.value().equals("shop");
  }

  @Override
  public Optional<Status> status(ChannelId channel) {
    return known(channel)
        ? Optional.of(
            new Status(
                "shop",
                false,
                12,
                12,
                0,
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                Map.of("held", 1),
                "1 of 12 items differ, more than the 0 that may be repaired without approval",
                ""))
        : Optional.empty();
  }

  @Override
  public List<Found> findings(ChannelId channel) {
    return List.of(
        new Found(
            FINDING,
            "edited",
            "held",
            "DESK",
            "Desk",
            "regular-price",
            7,
            1,
            "told 20, the shop shows 19",
            "",
            Instant.EPOCH));
  }

  @Override
  public boolean look(ChannelId channel) {
    asked.add("look");
    return known(channel);
  }

  @Override
  public int approve(ChannelId channel, Collection<String> findings) {
    asked.add("approve " + findings);
    return findings.isEmpty() || findings.contains(FINDING) ? 1 : 0;
  }
}
