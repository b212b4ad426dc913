package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code redrive}: tries stopped messages again. */
@Command(
    name = "redrive",
    description = "Try messages again that were rejected, dead or discarded.",
    mixinStandardHelpOptions = true)
final class RedriveCommand extends ApiCommand {
  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids that 'orders' lists.")
  private List<Long> ids = List.of();

  @Override
  JsonNode ask(ApiClient client) {
    ObjectNode answer = ApiClient.JSON.createObjectNode();
    ArrayNode results = answer.putArray("redriven");
    for (long id : ids) {
      results.add(client.post("/api/orders/" + id + "/redrive", Map.of()));
    }
    return answer;
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    for (JsonNode one : answer.path("redriven")) {
      out.println(text(one, "id") + ": " + text(one, "result"));
    }
    return ExitCode.OK;
  }
}
