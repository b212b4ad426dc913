package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.ChannelId;

/** {@code /api/channels/ID/drift}: what a shop shows wrongly, and its repair. */
final class DriftRoutes {
  private final DriftView drift;

  DriftRoutes(DriftView drift) {
    this.drift = drift;
  }

  Object status(RoutingContext context) {
    ChannelId channel = channel(context);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("drift", drift.status(channel).orElseThrow(() -> none(channel)));
    answer.put("findings", drift.findings(channel));
    return answer;
  }

  Object look(RoutingContext context) {
    ChannelId channel = channel(context);
    if (!drift.look(channel)) {
      throw none(channel);
    }
    return Map.of("channel", channel.value(), "result", "the whole shop is being read");
  }

  /** Body: {@code {"findings": "ID, ID"}}, or empty for every held repair of an edit. */
  Object approve(RoutingContext context) {
    ChannelId channel = channel(context);
    if (drift.status(channel).isEmpty()) {
      throw none(channel);
    }
    List<String> ids =
        Arrays.stream(Query.bodyText(context, "findings").split(",", -1))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .toList();
    int approved = drift.approve(channel, ids);
    if (approved == 0 && !ids.isEmpty()) {
      throw ApiProblem.notFound(
          "none of these findings can be repaired: use ids of state held that"
              + " /api/channels/"
              + channel
              + "/drift lists");
    }
    return Map.of(
        "channel",
        channel.value(),
        "approved",
        approved,
        "result",
        approved + " repairs are being sent; the next look shows whether they hold");
  }

  private static ChannelId channel(RoutingContext context) {
    return Query.channel(Query.path(context, "id"));
  }

  private static ApiProblem none(ChannelId channel) {
    return ApiProblem.notFound(
        "this node does not read back a channel '"
            + channel
            + "': only WooCommerce channels can be asked what they show, by the node that leads");
  }
}
