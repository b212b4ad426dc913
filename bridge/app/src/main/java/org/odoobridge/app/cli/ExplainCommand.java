package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code explain}: why a channel shows the number it shows. */
@Command(
    name = "explain",
    description = "Say how the number a channel shows for a SKU comes about.",
    mixinStandardHelpOptions = true)
final class ExplainCommand extends ApiCommand {
  @Option(names = "--channel", required = true, paramLabel = "CHANNEL", description = "Its id.")
  private String channel = "";

  @Option(
      names = "--sku",
      required = true,
      paramLabel = "SKU",
      description = "The product's internal reference in Odoo.")
  private String sku = "";

  @Override
  JsonNode ask(ApiClient client) {
    return client.get("/api/explain", Map.of("channel", channel, "sku", sku));
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    out.println(text(answer, "text"));
    return ExitCode.OK;
  }
}
