package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code status}: how every part of a running bridge is. */
@Command(
    name = "status",
    description = "Show the health of every part; exit code 1 when the bridge is not ready.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends ApiCommand {
  @Override
  JsonNode ask(ApiClient client) {
    return client.get("/api/status", Map.of());
  }

  @Override
  int exitCode(JsonNode answer) {
    return answer.path("ready").asBoolean() ? ExitCode.OK : ExitCode.PROBLEM;
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    out.printf(
        "%s %s, version %s, up since %s%n",
        text(answer, "node"),
        answer.path("ready").asBoolean() ? "is ready" : "is NOT ready",
        text(answer, "version"),
        text(answer, "startedAt"));
    Table parts = new Table("part", "state", "reason");
    answer
        .path("health")
        .properties()
        .forEach(
            entry ->
                parts.row(
                    entry.getKey(),
                    text(entry.getValue(), "state"),
                    text(entry.getValue(), "reason")));
    parts.print(out);
    JsonNode journal = answer.path("journal");
    if (!journal.isEmpty()) {
      Table entries = new Table("journal", "entries");
      journal.properties().forEach(entry -> entries.row(entry.getKey(), entry.getValue().asText()));
      out.println();
      entries.print(out);
    }
    return exitCode(answer);
  }
}
