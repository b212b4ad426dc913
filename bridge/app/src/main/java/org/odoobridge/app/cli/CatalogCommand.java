package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code catalog}: a channel's products. */
@Command(
    name = "catalog",
    description =
        "Products and coupons of a channel: progress, what would change, publish, redrive.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CatalogCommand.Status.class,
      CatalogCommand.Plan.class,
      CouponsCommand.class,
      CatalogCommand.Publish.class,
      CatalogCommand.Redrive.class
    })
final class CatalogCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(), "say what: status, plan, coupons, publish or redrive");
  }

  private static String path(String channel) {
    return "/api/channels/" + ApiClient.encoded(channel) + "/catalog";
  }

  private static int tellStatus(JsonNode answer, PrintWriter out) {
    JsonNode catalog = answer.path("catalog");
    out.printf(
        "%s: %s, %s published since the start, %s waiting, %s retrying, %s parked%n",
        ApiCommand.text(catalog, "channel"),
        ApiCommand.text(catalog, "state"),
        ApiCommand.text(catalog, "published"),
        ApiCommand.text(catalog, "waiting"),
        ApiCommand.text(catalog, "retrying"),
        ApiCommand.text(catalog, "parked"));
    JsonNode progress = catalog.path("comparison");
    if (progress.isObject()) {
      boolean running = ApiCommand.text(progress, "finishedAt").isEmpty();
      out.printf(
          "%s %s of %s products, %.1f a second, %s%n",
          running ? "comparing:" : "compared:",
          ApiCommand.text(progress, "done"),
          ApiCommand.text(progress, "total"),
          progress.path("rate").asDouble(),
          running
              ? ApiCommand.text(progress, "remaining")
                  + " remaining, expected end "
                  + ApiCommand.textOr(progress, "expectedEnd", "not known yet")
              : "finished at " + ApiCommand.text(progress, "finishedAt"));
    }
    if (!ApiCommand.text(catalog, "problem").isEmpty()) {
      out.println("last problem: " + ApiCommand.text(catalog, "problem"));
    }
    if (!answer.path("parked").isEmpty()) {
      Table table = new Table("template", "sku", "name", "code", "detail", "remedy");
      for (JsonNode one : answer.path("parked")) {
        table.row(
            ApiCommand.text(one, "template"),
            ApiCommand.text(one, "sku"),
            ApiCommand.text(one, "name"),
            ApiCommand.text(one, "code"),
            ApiCommand.text(one, "detail"),
            ApiCommand.text(one, "remedy"));
      }
      out.println();
      table.print(out);
    }
    CouponsCommand.tellStatus(answer.path("coupons"), out);
    return ExitCode.OK;
  }

  /** A subcommand about one channel. */
  abstract static class OfChannel extends ApiCommand {
    @Option(
        names = "--channel",
        required = true,
        paramLabel = "CHANNEL",
        description = "Id of the channel.")
    private String channel = "";

    String path() {
      return CatalogCommand.path(channel);
    }
  }

  @Command(
      name = "status",
      description = "Show progress and what the channel will not take.",
      mixinStandardHelpOptions = true)
  static final class Status extends OfChannel {
    @Override
    JsonNode ask(ApiClient client) {
      return client.get(path(), Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      return tellStatus(answer, out);
    }
  }

  /** Asks page by page, so that 50,000 products need no memory here or there. */
  @Command(
      name = "plan",
      description = "Print what publishing would change, per product and field; change nothing.",
      mixinStandardHelpOptions = true)
  static final class Plan extends OfChannel {
    private static final int PAGE = 500;

    @Override
    JsonNode ask(ApiClient client) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      ArrayNode entries = all.putArray("entries");
      int compared = 0;
      String after = "0";
      while (!after.isEmpty()) {
        JsonNode page =
            client.get(path() + "/plan", Map.of("after", after, "limit", String.valueOf(PAGE)));
        compared += page.path("compared").asInt();
        page.path("entries").forEach(entries::add);
        after = text(page, "next");
      }
      if (client.get(path(), Map.of()).has("coupons")) {
        all.set("coupons", client.get(path() + "/coupons", Map.of()));
      }
      return all.put("compared", compared);
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      Map<String, Integer> actions = new TreeMap<>();
      Map<String, Integer> fields = new TreeMap<>();
      Table table = new Table("action", "template", "sku", "name", "changes");
      for (JsonNode entry : answer.path("entries")) {
        actions.merge(text(entry, "action"), 1, Integer::sum);
        entry.path("fields").forEach(field -> fields.merge(field.asText(), 1, Integer::sum));
        table.row(
            text(entry, "action"),
            text(entry, "template"),
            text(entry, "sku"),
            text(entry, "name"),
            changes(entry));
      }
      table.print(out);
      out.printf("%n%d products compared; ", answer.path("compared").asInt());
      out.println(actions.isEmpty() ? "nothing would change" : "would change: " + actions);
      if (!fields.isEmpty()) {
        out.println("fields: " + fields);
      }
      if (answer.has("coupons")) {
        out.println();
        CouponsCommand.tell(answer.path("coupons"), out, false);
      }
      return ExitCode.OK;
    }

    private static String changes(JsonNode entry) {
      if (!text(entry, "problem").isEmpty()) {
        return text(entry, "problem") + " (" + text(entry, "remedy") + ")";
      }
      StringBuilder changes = new StringBuilder();
      entry
          .path("fields")
          .forEach(field -> changes.append(changes.isEmpty() ? "" : ", ").append(field.asText()));
      variants(changes, entry, "variantsAdded", "new variants");
      variants(changes, entry, "variantsChanged", "changed variants");
      variants(changes, entry, "variantsRemoved", "removed variants");
      return changes.toString();
    }

    private static void variants(StringBuilder changes, JsonNode entry, String field, String what) {
      int count = entry.path(field).asInt();
      if (count > 0) {
        changes.append(changes.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
      }
    }
  }

  @Command(
      name = "publish",
      description = "Compare every product once more and write what differs.",
      mixinStandardHelpOptions = true)
  static final class Publish extends OfChannel {
    @Override
    JsonNode ask(ApiClient client) {
      return client.post(path() + "/publish", Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.println(text(answer, "channel") + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "redrive",
      description = "Try the channel's parked products again.",
      mixinStandardHelpOptions = true)
  static final class Redrive extends OfChannel {
    @Override
    JsonNode ask(ApiClient client) {
      return client.post(path() + "/redrive", Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.println(text(answer, "channel") + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
  }
}
