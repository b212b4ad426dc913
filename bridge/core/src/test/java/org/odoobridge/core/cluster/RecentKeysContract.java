package org.odoobridge.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every memory of recent keys promises. */
interface RecentKeysContract {
  RecentKeys keys();

  @Test
  default void whatWasRememberedIsSeen() {
    keys().remember(List.of("a", "b"));

    await().until(() -> keys().seen("a") && keys().seen("b"));
    assertThat(keys().seen("c")).isFalse();
  }
}
