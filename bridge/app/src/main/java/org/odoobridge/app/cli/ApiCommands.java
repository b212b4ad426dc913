package org.odoobridge.app.cli;

import java.util.List;

/** The commands that talk to a running bridge. */
public final class ApiCommands {
  private ApiCommands() {}

  /** New instances, in the order in which help lists them. */
  public static List<Object> all() {
    return List.of(
        new StatusCommand(),
        new ChannelsCommand(),
        new CatalogCommand(),
        new DriftCommand(),
        new ExplainCommand(),
        new OrdersCommand(),
        new RefundsCommand(),
        new RedriveCommand(),
        new DiscardCommand());
  }
}
