package org.odoobridge.outbound;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.delivery.ItemStatus;
import org.odoobridge.outbound.delivery.ShownAt;
import org.odoobridge.outbound.desired.Explanation;

/** What a channel's lane adds to an explanation: what the channel acknowledged, where and when. */
final class Acknowledged {
  private Acknowledged() {}

  static Explanation added(Explanation explanation, ChannelLane lane, Sku sku) {
    List<Explanation.Place> places = lane.places(sku).stream().map(Acknowledged::place).toList();
    return explanation.shown(
        lane.item(sku).map(Acknowledged::shown).orElse(Explanation.Shown.UNKNOWN), places);
  }

  private static Explanation.Shown shown(ItemStatus item) {
    return new Explanation.Shown(
        text(item.reported()), item.reportedAt().map(Instant::toString).orElse(""), item.state());
  }

  private static Explanation.Place place(ShownAt place) {
    return new Explanation.Place(
        place.id(),
        place.parent(),
        text(place.quantity()),
        place.at().map(Instant::toString).orElse(""));
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
