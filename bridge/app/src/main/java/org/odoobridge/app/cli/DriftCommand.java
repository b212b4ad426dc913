package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drift}: what a shop really shows. */
@Command(
    name = "drift",
    description = {
      "What a shop shows otherwise than it was told: edited, lost, unknown or double products.",
      "Edits are repaired by themselves unless there are too many at once; approve those, and what"
          + " somebody deleted, here."
    },
    mixinStandardHelpOptions = true)
final class DriftCommand extends ApiCommand {
  @Option(
      names = "--channel",
      required = true,
      paramLabel = "CHANNEL",
      description = "Id of the channel.")
  private String channel = "";

  @Option(names = "--look", description = "Read the whole shop now.")
  private boolean look;

  @Option(
      names = "--approve",
      description = "Carry out held repairs: those of --finding, or of all edits.")
  private boolean approve;

  @Option(
      names = "--finding",
      paramLabel = "ID",
      split = ",",
      description = "Only these findings, for --approve.")
  private List<String> findings = List.of();

  @Override
  JsonNode ask(ApiClient client) {
    String path = "/api/channels/" + ApiClient.encoded(channel) + "/drift";
    if (approve) {
      return client.post(path + "/approve", Map.of("findings", String.join(",", findings)));
    }
    return look ? client.post(path + "/look", Map.of()) : client.get(path, Map.of());
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    if (!text(answer, "result").isEmpty()) {
      out.println(text(answer, "channel") + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
    JsonNode status = answer.path("drift");
    boolean running = status.path("running").asBoolean();
    out.printf(
        "%s: %s %s items%s, %s on their way, %s%n",
        text(status, "channel"),
        running ? "reading," : "read",
        text(status, "read"),
        text(status, "total").equals("0") ? "" : " (" + text(status, "total") + " products)",
        text(status, "pending"),
        running
            ? "since " + text(status, "startedAt")
            : "finished " + textOr(status, "finishedAt", "never"));
    warn(out, "held: ", text(status, "held"));
    warn(out, "problem: ", text(status, "problem"));
    if (answer.path("findings").isEmpty()) {
      out.println("nothing is shown wrongly, as far as was read");
      return ExitCode.OK;
    }
    Table table = new Table("drift", "state", "sku", "facet", "detail", "remedy", "finding");
    for (JsonNode one : answer.path("findings")) {
      table.row(
          text(one, "drift"),
          text(one, "state"),
          text(one, "sku"),
          text(one, "facet"),
          text(one, "detail"),
          text(one, "remedy"),
          text(one, "id"));
    }
    out.println();
    table.print(out);
    return ExitCode.OK;
  }

  private static void warn(PrintWriter out, String label, String text) {
    if (!text.isEmpty()) {
      out.println(label + text);
    }
  }
}
