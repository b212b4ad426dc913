package org.odoobridge.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.cluster.ClusterConfig;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigProblem;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.units.ShopUnitRule;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.inbound.InboundConfig;
import org.odoobridge.inbound.SourceConfig;
import org.odoobridge.inbound.WooSource;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.outbound.ChannelConfig;
import org.odoobridge.outbound.OutboundConfig;
import org.odoobridge.outbound.WooCommerceChannelConfig;

/**
 * The whole configuration file.
 *
 * @param bridge the process itself
 * @param odoo how Odoo is reached, by both halves
 * @param outbound from Odoo to the channels
 * @param inbound from the channels to Odoo
 * @param shopUnits how much of Odoo's unit a piece in a shop is, for products counted otherwise
 */
public record BridgeConfig(
    Node bridge,
    Odoo odoo,
    @Default("") OutboundConfig outbound,
    @Default("") InboundConfig inbound,
    @Default("") List<ShopUnitRule> shopUnits) {
  public BridgeConfig {
    shopUnits = List.copyOf(shopUnits);
  }

  /** The rules of {@code shopUnits}, for both halves. */
  public ShopUnits units() {
    return new ShopUnits(shopUnits);
  }

  /**
   * Section {@code bridge}.
   *
   * @param node name of this process, unique among its peers; appears in claims, logs and metrics
   * @param database the journal: a database of the bridge's own, never inside Odoo's
   * @param http where console, API, health, metrics and webhooks are served
   * @param token opens the API and the console
   */
  public record Node(
      @Default("bridge-1") String node,
      PgUrl database,
      @Default("") Http http,
      Secret token,
      @Default("") ClusterConfig cluster) {
    private static final int SHORTEST_TOKEN = 8;

    public Node {
      if (node.isBlank() || node.length() > 60) {
        throw new IllegalArgumentException("node: must be 1 to 60 characters");
      }
      if (token.reveal().length() < SHORTEST_TOKEN) {
        throw new IllegalArgumentException(
            "token: must be at least " + SHORTEST_TOKEN + " characters, such as 32 random ones");
      }
    }
  }

  /**
   * @param host address to listen on; 0.0.0.0 = every one, behind a proxy that speaks TLS
   * @param port TCP port; 0 = any free one
   */
  public record Http(@Default("127.0.0.1") String host, @Default("8080") int port) {
    public Http {
      if (host.isBlank() || port < 0 || port > 65_535) {
        throw new IllegalArgumentException("host must not be empty, port 0 to 65535");
      }
    }
  }

  /**
   * Section {@code odoo}.
   *
   * @param rpc Odoo's API, needed when orders come in
   * @param database Odoo's database, with a role that may read the WAL and the needed tables only
   * @param filestore folder {@code filestore/DATABASE} of Odoo's {@code data_dir}, if this machine
   *     can read it; else images are asked of {@code rpc}
   */
  public record Odoo(Optional<OdooRpcConfig> rpc, PgUrl database, Optional<Path> filestore) {}

  /** Reads and checks a file; throws {@link ConfigException} with everything that is wrong. */
  public static BridgeConfig read(Path file) {
    return checked(ConfigReader.ofProcess().read(file, BridgeConfig.class));
  }

  /** As {@link #read}, of a text and with another reader. */
  static BridgeConfig parse(String yaml, ConfigReader reader) {
    return checked(reader.parse(yaml, BridgeConfig.class));
  }

  private static BridgeConfig checked(BridgeConfig config) {
    List<ConfigProblem> problems = config.problems();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return config;
  }

  /** What is wrong between sections that are right in themselves. */
  List<ConfigProblem> problems() {
    List<ConfigProblem> problems = new ArrayList<>();
    if (sameDatabase(bridge.database(), odoo.database())) {
      problems.add(
          new ConfigProblem(
              "bridge.database.url",
              "is Odoo's own database",
              "name a database of the bridge's own; 'check --sql' prints how to create it"));
    }
    if (odoo.rpc().isEmpty() && !inbound.sources().isEmpty()) {
      problems.add(
          new ConfigProblem(
              "odoo.rpc",
              "is missing, and orders from inbound.sources need it",
              "write odoo.rpc: { url, database, login, secret }"));
    }
    unitProblems(problems);
    for (int i = 0; i < inbound.sources().size(); i++) {
      SourceConfig source = inbound.sources().get(i);
      String path = "inbound.sources[" + i + "]";
      outbound.channels().stream()
          .filter(channel -> channel.id().equals(source.id()))
          .forEach(channel -> differs(channel, source, path, problems));
    }
    return problems;
  }

  private void unitProblems(List<ConfigProblem> problems) {
    try {
      ShopUnits unused = units();
    } catch (IllegalArgumentException e) {
      problems.add(
          new ConfigProblem("shopUnits", String.valueOf(e.getMessage()), "remove one of them"));
    }
    for (int i = 0; i < shopUnits.size(); i++) {
      String channel = shopUnits.get(i).channel();
      boolean known =
          channel.isEmpty()
              || outbound.channels().stream().anyMatch(one -> one.id().value().equals(channel))
              || inbound.sources().stream().anyMatch(one -> one.id().value().equals(channel));
      if (!known) {
        problems.add(
            new ConfigProblem(
                "shopUnits[" + i + "].channel",
                "no channel or source is called '" + channel + "'",
                "name one, or leave it out for all"));
      }
    }
  }

  /** One id means one shop: in-flight demand, sweeps and doubts go from one half to the other. */
  private static void differs(
      ChannelConfig channel, SourceConfig source, String path, List<ConfigProblem> problems) {
    if (!(channel instanceof WooCommerceChannelConfig told)
        || !(source instanceof WooSource telling)) {
      problems.add(
          new ConfigProblem(
              path + ".id",
              "the channel '" + channel.id() + "' is of another kind",
              "give the source an id of its own, or the channel the same type"));
      return;
    }
    if (!stripped(told.url().toString()).equals(stripped(telling.url().toString()))) {
      problems.add(
          new ConfigProblem(
              path + ".url",
              "is another address than the channel '" + channel.id() + "' has",
              "write the same url in both, or give the source an id of its own"));
    }
  }

  private static String stripped(String url) {
    return url.replaceAll("/+$", "");
  }

  private static boolean sameDatabase(PgUrl first, PgUrl second) {
    return first.host().equals(second.host())
        && first.port() == second.port()
        && first.database().equals(second.database());
  }
}
