package org.odoobridge.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HazelcastMemberIT implements RecentKeysContract {
  private static HazelcastMember first;
  private static HazelcastMember second;

  @BeforeAll
  static void form() {
    int one = freePort();
    int two = freePort();
    List<String> members = List.of("127.0.0.1:" + one, "127.0.0.1:" + two);
    first = new HazelcastMember(config(one, members), "bridge-1");
    second = new HazelcastMember(config(two, members), "bridge-2");
    first.start();
    second.start();
    await().atMost(Duration.ofSeconds(60)).until(() -> first.members() == 2);
  }

  @AfterAll
  static void end() {
    second.stop(Duration.ofSeconds(10));
    first.stop(Duration.ofSeconds(10));
  }

  @Override
  public RecentKeys keys() {
    return first.recentKeys();
  }

  @Test
  void whatOneMemberRemembersTheOtherSees() {
    first.recentKeys().remember(List.of("from the first"));

    await().until(() -> second.recentKeys().seen("from the first"));
  }

  @Test
  void aMemberThatDoesNotRunKnowsNothingAndDoesNotFail() {
    HazelcastMember off = new HazelcastMember(ClusterConfig.OFF, "bridge-3");
    RecentKeys keys = off.recentKeys();

    keys.remember(List.of("lost"));

    assertThat(keys.seen("lost")).isFalse();
  }

  private static ClusterConfig config(int port, List<String> members) {
    return new ClusterConfig(true, "127.0.0.1", port, members, "recent-keys-test");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
