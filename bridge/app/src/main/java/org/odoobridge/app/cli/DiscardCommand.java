package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code discard}: decides that a message shall not be applied. */
@Command(
    name = "discard",
    description = "Decide that a message shall never be applied; its stock is free again.",
    mixinStandardHelpOptions = true)
final class DiscardCommand extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "The id that 'orders' lists.")
  private long id;

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; kept in the audit trail.")
  private String reason = "";

  @Override
  JsonNode ask(ApiClient client) {
    return client.post("/api/orders/" + id + "/discard", Map.of("reason", reason));
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    out.println(text(answer, "id") + ": " + text(answer, "result"));
    return ExitCode.OK;
  }
}
