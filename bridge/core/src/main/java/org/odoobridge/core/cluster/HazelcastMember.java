package org.odoobridge.core.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionConfig;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MaxSizePolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.runtime.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as an embedded Hazelcast member. Holds hints only: losing it costs latency, never
 * correctness. Its locks and CP subsystem are never used (unsafe under partition, or licensed).
 */
public final class HazelcastMember implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(HazelcastMember.class);
  private static final String RECENT = "recent-keys";

  /** Keys kept by each member. */
  private static final int RECENT_SIZE = 100_000;

  private static final int RECENT_SECONDS = (int) TimeUnit.HOURS.toSeconds(6);

  private final ClusterConfig config;
  private final String node;
  private volatile @Nullable HazelcastInstance instance;

  public HazelcastMember(ClusterConfig config, String node) {
    this.config = config;
    this.node = node;
  }

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public void start() {
    HazelcastInstance started = Hazelcast.newHazelcastInstance(hazelcast());
    instance = started;
    LOG.atInfo()
        .addKeyValue("node", node)
        .addKeyValue("members", started.getCluster().getMembers().size())
        .log("cluster.joined");
  }

  @Override
  public void stop(Duration deadline) {
    HazelcastInstance running = instance;
    instance = null;
    if (running != null) {
      running.shutdown();
    }
  }

  /** Recent keys of the whole cluster; until the start and after the stop it knows none. */
  public RecentKeys recentKeys() {
    return new HazelcastRecentKeys(
        () -> {
          HazelcastInstance running = instance;
          return running == null ? null : running.getMap(RECENT);
        });
  }

  /** Members seen now, this one included; 0 when not running. */
  public int members() {
    HazelcastInstance running = instance;
    return running == null ? 0 : running.getCluster().getMembers().size();
  }

  private Config hazelcast() {
    Config hazelcast = new Config();
    hazelcast.setClusterName(config.name());
    hazelcast.setInstanceName(node);
    hazelcast.setProperty("hazelcast.phone.home.enabled", "false");
    hazelcast.setProperty("hazelcast.logging.type", "slf4j");
    hazelcast.setProperty("hazelcast.shutdownhook.enabled", "false");
    // A hint is worth waiting for a moment, not for the default two minutes.
    hazelcast.setProperty("hazelcast.operation.call.timeout.millis", "1000");
    hazelcast.setProperty("hazelcast.socket.bind.any", "false");
    NetworkConfig network = hazelcast.getNetworkConfig();
    network.setPort(config.port()).setPortAutoIncrement(false);
    network.setPublicAddress(config.host() + ":" + config.port());
    network.getInterfaces().setEnabled(true).addInterface(config.host());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(config.members());
    hazelcast.addMapConfig(
        new MapConfig(RECENT)
            .setBackupCount(0)
            .setTimeToLiveSeconds(RECENT_SECONDS)
            .setEvictionConfig(
                new EvictionConfig()
                    .setEvictionPolicy(EvictionPolicy.LRU)
                    .setMaxSizePolicy(MaxSizePolicy.PER_NODE)
                    .setSize(RECENT_SIZE)));
    return hazelcast;
  }
}
