package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/** Channels and the numbers they show. */
final class StockRoutes {
  private static final int PAGE = 100;
  private static final int MOST_ROWS = 1000;
  private final OutboundView outbound;

  StockRoutes(OutboundView outbound) {
    this.outbound = outbound;
  }

  Object channels(RoutingContext unused) {
    return Map.of("channels", outbound.channels());
  }

  Object act(RoutingContext context) {
    ChannelId channel = Query.channel(Query.path(context, "id"));
    String action = Query.path(context, "action");
    switch (action) {
      case "pause" -> {
        outbound.pause(channel);
        return Map.of("channel", channel.value(), "result", "paused");
      }
      case "resume" -> {
        outbound.resume(channel);
        return Map.of("channel", channel.value(), "result", "running");
      }
      case "redrive" -> {
        int redriven = outbound.redriveParked(channel);
        return Map.of(
            "channel",
            channel.value(),
            "redriven",
            redriven,
            "result",
            redriven + " parked items are tried again");
      }
      default -> throw ApiProblem.notFound("a channel can pause, resume or redrive, not " + action);
    }
  }

  Object explain(RoutingContext context) {
    ChannelId channel = Query.channel(Query.required(context, "channel"));
    Sku sku = new Sku(Query.required(context, "sku"));
    return outbound
        .explain(channel, sku)
        .orElseThrow(
            () ->
                ApiProblem.notFound(
                    "channel '" + channel + "' has no number for SKU '" + sku + "'"));
  }

  Object page(RoutingContext context) {
    return outbound.stock(
        Query.text(context, "q"),
        Query.number(context, "offset", 0, 0, Integer.MAX_VALUE),
        Query.number(context, "limit", PAGE, 1, MOST_ROWS));
  }
}
