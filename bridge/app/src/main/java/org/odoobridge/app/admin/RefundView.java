package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;

/** Refunds as people see them, and a person's decision about one. */
public interface RefundView {
  /** No refunds at all. */
  RefundView NONE =
      new RefundView() {
        @Override
        public List<Row> list(String channel, boolean problemsOnly, int limit) {
          return List.of();
        }

        @Override
        public boolean retry(String channel, String order, String refund) {
          return false;
        }
      };

  /**
   * @param channel empty = all
   * @param problemsOnly those that wait for a person
   */
  List<Row> list(String channel, boolean problemsOnly, int limit);

  /** Tries a refund's credit note again; false when there is nothing to try. */
  boolean retry(String channel, String order, String refund);

  /**
   * One refund.
   *
   * @param amount gross
   * @param withdrawn whether the shop has deleted it
   */
  record Row(
      String channel,
      String order,
      String refund,
      Instant madeAt,
      String amount,
      String currency,
      String reason,
      boolean withdrawn,
      Step goods,
      Step money) {}

  /** One of its two steps: {@code state} in lower case, {@code remedy} when a person must act. */
  record Step(String state, String detail, String remedy, Instant changedAt) {}
}
