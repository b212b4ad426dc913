package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;

/** {@code /api/channels/ID/catalog}: how a channel's products are, and what would change. */
final class CatalogRoutes {
  private static final int PAGE = 200;
  private static final int MOST = 1000;
  private final CatalogView catalog;

  CatalogRoutes(CatalogView catalog) {
    this.catalog = catalog;
  }

  Object all(RoutingContext unused) {
    return Map.of("catalogs", catalog.all());
  }

  Object status(RoutingContext context) {
    ChannelId channel = channel(context);
    CatalogView.Status status = catalog.status(channel).orElseThrow(() -> none(channel));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("catalog", status);
    answer.put("parked", catalog.parked(channel));
    catalog.coupons().status(channel).ifPresent(coupons -> answer.put("coupons", coupons));
    return answer;
  }

  Object plan(RoutingContext context) {
    ChannelId channel = channel(context);
    return catalog
        .plan(
            channel,
            Query.number(context, "after", 0, 0, Integer.MAX_VALUE),
            Query.number(context, "limit", PAGE, 1, MOST))
        .orElseThrow(() -> none(channel));
  }

  Object coupons(RoutingContext context) {
    ChannelId channel = channel(context);
    return catalog
        .coupons()
        .plan(channel)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "this node does not publish coupons of a channel '"
                        + channel
                        + "': set its catalog.coupons.publish, or ask the node that leads"));
  }

  Object publish(RoutingContext context) {
    ChannelId channel = channel(context);
    if (!catalog.publish(channel, Query.actor(context))) {
      throw none(channel);
    }
    return Map.of("channel", channel.value(), "result", "every product is compared once more");
  }

  Object redrive(RoutingContext context) {
    ChannelId channel = channel(context);
    int redriven = catalog.redrive(channel);
    return Map.of(
        "channel",
        channel.value(),
        "redriven",
        redriven,
        "result",
        redriven + " parked products are tried again");
  }

  private static ChannelId channel(RoutingContext context) {
    return Query.channel(Query.path(context, "id"));
  }

  private static ApiProblem none(ChannelId channel) {
    return ApiProblem.notFound(
        "this node does not publish the products of a channel '"
            + channel
            + "': set its catalog.publish, or ask the node that leads");
  }
}
