package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code orders}: what channels have reported and what became of it. */
@Command(
    name = "orders",
    description = "List what channels have reported, problems first, each with its remedy.",
    mixinStandardHelpOptions = true,
    subcommands = {OrdersCommand.Show.class, OrdersCommand.Release.class})
final class OrdersCommand extends ApiCommand {
  @Option(
      names = "--state",
      paramLabel = "STATE",
      description =
          "Only this state: received, claimed, applied, rejected, retryable, uncertain, superseded,"
              + " dead, discarded; or 'problem' for those that wait for a person.")
  private String state = "";

  @Option(names = "--channel", paramLabel = "CHANNEL", description = "Only this channel.")
  private String channel = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Override
  JsonNode ask(ApiClient client) {
    Map<String, String> query = new TreeMap<>();
    query.put("state", state);
    query.put("channel", channel);
    query.put("limit", Integer.toString(limit));
    return client.get("/api/orders", query);
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    JsonNode orders = answer.path("orders");
    if (orders.isEmpty()) {
      out.println("no orders");
      return ExitCode.OK;
    }
    Table table = new Table("id", "channel", "order", "state", "received", "attempts", "detail");
    for (JsonNode order : orders) {
      table.row(
          text(order, "id"),
          text(order, "channel"),
          text(order, "resource"),
          text(order, "state"),
          text(order, "receivedAt"),
          text(order, "attempts"),
          text(order, "detail"));
    }
    table.print(out);
    for (JsonNode order : orders) {
      if (!text(order, "remedy").isEmpty()) {
        out.printf(
            "%n%s  %s/%s: %s%n    %s%n",
            text(order, "id"),
            text(order, "channel"),
            text(order, "resource"),
            text(order, "detail"),
            text(order, "remedy"));
      }
    }
    return ExitCode.OK;
  }

  /** {@code orders show ID}. */
  @Command(
      name = "show",
      description = "Show one message with its attempts.",
      mixinStandardHelpOptions = true)
  static final class Show extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "The id that 'orders' lists.")
    private long id;

    @Override
    JsonNode ask(ApiClient client) {
      return client.get("/api/orders/" + id, Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.printf(
          "%s/%s is %s: %s%n",
          text(answer, "channel"),
          text(answer, "resource"),
          text(answer, "state"),
          textOr(answer, "detail", "no attempt yet"));
      if (!text(answer, "remedy").isEmpty()) {
        out.println("what to do: " + text(answer, "remedy"));
      }
      Table table = new Table("at", "event", "detail");
      for (JsonNode event : answer.path("timeline")) {
        table.row(text(event, "at"), text(event, "what"), text(event, "detail"));
      }
      table.print(out);
      return ExitCode.OK;
    }
  }

  /** {@code orders release ID}. */
  @Command(
      name = "release",
      description = "Let an order pass that is held, or whose status nobody has mapped.",
      mixinStandardHelpOptions = true)
  static final class Release extends ApiCommand {
    @Parameters(paramLabel = "ID", description = "The id that 'orders' lists.")
    private long id;

    @Override
    JsonNode ask(ApiClient client) {
      return client.post("/api/orders/" + id + "/release", Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.println(text(answer, "id") + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
  }
}
