package org.odoobridge.app.cli;

import picocli.CommandLine.Option;

/** The options of every command that talks to a running bridge. */
public final class Connection {
  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:ODOO_BRIDGE_URL:-http://127.0.0.1:8080}",
      description = "Address of the bridge (default: ODOO_BRIDGE_URL, else http://127.0.0.1:8080).")
  private String url = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      defaultValue = "${env:ODOO_BRIDGE_TOKEN:-}",
      description = "Its API token; better set in ODOO_BRIDGE_TOKEN than typed.")
  private String token = "";

  @Option(names = "--json", description = "Print the answer as JSON.")
  private boolean json;

  boolean json() {
    return json;
  }

  ApiClient client() {
    return new ApiClient(url, token);
  }
}
