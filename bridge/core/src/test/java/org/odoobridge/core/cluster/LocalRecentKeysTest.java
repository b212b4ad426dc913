package org.odoobridge.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalRecentKeysTest implements RecentKeysContract {
  private final RecentKeys keys = new LocalRecentKeys(3);

  @Override
  public RecentKeys keys() {
    return keys;
  }

  @Test
  void theOldestIsForgotten() {
    keys.remember(List.of("1", "2", "3", "4"));

    assertThat(keys.seen("1")).isFalse();
    assertThat(keys.seen("4")).isTrue();
  }
}
