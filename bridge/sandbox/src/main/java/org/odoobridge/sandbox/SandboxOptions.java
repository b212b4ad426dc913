package org.odoobridge.sandbox;

import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * What the sandbox is to be.
 *
 * @param port where the bridge listens; 0 = a free one
 * @param tradePerMinute shop orders and Odoo acts per minute each; 0 = nobody trades
 * @param products storable products beside the few that have names
 * @param seed of everything random
 * @param release the Odoo that is simulated
 */
record SandboxOptions(
    int port, double tradePerMinute, int products, long seed, OdooRelease release) {
  SandboxOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--port must be 0 to 65535, not " + port);
    }
    if (tradePerMinute < 0) {
      throw new IllegalArgumentException("--trade must not be negative");
    }
    if (products < 0 || products > 100_000) {
      throw new IllegalArgumentException("--products must be 0 to 100000, not " + products);
    }
  }
}
