package org.odoobridge.inbound.apply.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;

/** What is remembered of orders, wherever it is kept. */
interface OrderMarksContract {
  OrderKey ONE = new OrderKey(new ChannelId("shop"), "1");
  OrderKey OTHER = new OrderKey(new ChannelId("shop"), "2");

  OrderMarks marks();

  @Test
  default void marksAreKeptByOrderAndTheLastWordCounts() {
    marks().close(ONE, "cancelled");
    marks().close(ONE, "expired");
    marks().release(ONE, "of more than 200", "anna");
    marks().release(OTHER, "abroad", "anna");

    assertThat(marks().of(List.of(ONE)))
        .containsOnlyKeys(ONE)
        .containsValue(
            new OrderMarks.Marks(Optional.of("expired"), Optional.of("of more than 200")));
  }

  @Test
  default void anOrderOpenedAgainIsReleasedStill() {
    marks().close(ONE, "cancelled");
    marks().release(ONE, "abroad", "anna");

    marks().reopen(ONE);
    marks().reopen(OTHER);

    assertThat(marks().of(List.of(ONE, OTHER)))
        .containsOnlyKeys(ONE)
        .containsValue(new OrderMarks.Marks(Optional.empty(), Optional.of("abroad")));
  }
}
