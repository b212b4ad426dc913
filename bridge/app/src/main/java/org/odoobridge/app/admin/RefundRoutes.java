package org.odoobridge.app.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Refunds with both of their steps. */
final class RefundRoutes {
  private static final int PAGE = 50;
  private static final int MOST = 1000;
  private final RefundView refunds;

  RefundRoutes(RefundView refunds) {
    this.refunds = refunds;
  }

  Object list(RoutingContext context) {
    String state = Query.text(context, "state");
    if (!state.isEmpty() && !state.equals("problem")) {
      throw ApiProblem.badRequest(
          "'" + state + "' is not a state", "write problem for those that wait for a person");
    }
    String channel = Query.text(context, "channel");
    return Map.of(
        "refunds",
        refunds.list(
            channel.isEmpty() ? "" : Query.channel(channel).value(),
            state.equals("problem"),
            Query.number(context, "limit", PAGE, 1, MOST)));
  }

  Object retry(RoutingContext context) {
    String channel = Query.path(context, "channel");
    String order = Query.path(context, "order");
    String refund = Query.path(context, "refund");
    if (!refunds.retry(channel, order, refund)) {
      throw ApiProblem.conflict(
          "refund %s of %s/%s has no credit note to try again".formatted(refund, channel, order),
          "only a step that waits or was refused can be tried again; goods are tried again by"
              + " redriving the order");
    }
    return Map.of("refund", channel + "/" + order + "/" + refund, "result", "is tried again");
  }
}
