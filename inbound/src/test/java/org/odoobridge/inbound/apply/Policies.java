package org.odoobridge.inbound.apply;

import java.util.Optional;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.inbound.apply.policy.OrderPolicy;

/** Policies as a file has them, so that a test says only what it is about. */
public final class Policies {
  private Policies() {}

  public static OrderPolicy of(String... lines) {
    return new ConfigReader(name -> Optional.empty())
        .parse(String.join("\n", lines), OrderPolicy.class);
  }
}
