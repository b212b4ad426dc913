package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refunds}: what shops gave back, and how far goods and money are in Odoo. */
@Command(
    name = "refunds",
    description = "List refunds with their two steps, goods and money, problems first.",
    mixinStandardHelpOptions = true,
    subcommands = RefundsCommand.Retry.class)
final class RefundsCommand extends ApiCommand {
  @Option(names = "--problems", description = "Only those that wait for a person.")
  private boolean problems;

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
    query.put("state", problems ? "problem" : "");
    query.put("channel", channel);
    query.put("limit", Integer.toString(limit));
    return client.get("/api/refunds", query);
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    JsonNode refunds = answer.path("refunds");
    if (refunds.isEmpty()) {
      out.println("no refunds");
      return ExitCode.OK;
    }
    Table table = new Table("channel", "order", "refund", "made", "amount", "goods", "money");
    for (JsonNode refund : refunds) {
      table.row(
          text(refund, "channel"),
          text(refund, "order"),
          text(refund, "refund"),
          text(refund, "madeAt"),
          text(refund, "amount") + " " + text(refund, "currency"),
          step(refund.path("goods")),
          step(refund.path("money")));
    }
    table.print(out);
    for (JsonNode refund : refunds) {
      remedy(out, refund, "goods");
      remedy(out, refund, "money");
    }
    return ExitCode.OK;
  }

  private static String step(JsonNode step) {
    return text(step, "detail").isEmpty()
        ? text(step, "state")
        : text(step, "state") + ": " + text(step, "detail");
  }

  private static void remedy(PrintWriter out, JsonNode refund, String step) {
    String remedy = text(refund.path(step), "remedy");
    if (!remedy.isEmpty()) {
      out.printf(
          "%n%s/%s/%s %s: %s%n",
          text(refund, "channel"), text(refund, "order"), text(refund, "refund"), step, remedy);
    }
  }

  /** {@code refunds retry CHANNEL ORDER REFUND}. */
  @Command(
      name = "retry",
      description = "Try the credit note of a refund again.",
      mixinStandardHelpOptions = true)
  static final class Retry extends ApiCommand {
    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The channel.")
    private String channel = "";

    @Parameters(index = "1", paramLabel = "ORDER", description = "The shop's order.")
    private String order = "";

    @Parameters(index = "2", paramLabel = "REFUND", description = "The shop's refund.")
    private String refund = "";

    @Override
    JsonNode ask(ApiClient client) {
      return client.post("/api/refunds/%s/%s/%s/retry".formatted(channel, order, refund), Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.println(text(answer, "refund") + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
  }
}
