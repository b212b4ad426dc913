package org.odoobridge.testkit.shop.hook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.Site;

/** One registered webhook; guarded by the site's monitor. */
final class Webhook {
  /** A failure beyond this many disables the webhook: the seventh in a row. */
  private static final int FAILURES_ALLOWED = 6;

  final int id;
  final Instant created;
  @Nullable Instant modified;
  String name = "";
  String status = "active";
  String topic = "";
  String deliveryUrl = "";
  String secret = "";
  int failures;

  Webhook(Site site, int id) {
    this.id = id;
    this.created = site.now();
  }

  String resource() {
    return topic.substring(0, topic.indexOf('.'));
  }

  String event() {
    return topic.substring(topic.indexOf('.') + 1);
  }

  /** A delivery's end: success clears the count, the seventh failure in a row disables. */
  void settle(boolean success, Instant now) {
    if (success) {
      failures = 0;
    } else if (failures >= FAILURES_ALLOWED) {
      status = "disabled";
    } else {
      failures++;
    }
    modified = now;
  }
}
