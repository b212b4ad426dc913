package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code channels}: what each channel is doing, and how to stop or restart it. */
@Command(
    name = "channels",
    description = "List the channels with their state and backlog; pause, resume, redrive.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ChannelsCommand.Pause.class,
      ChannelsCommand.Resume.class,
      ChannelsCommand.Redrive.class
    })
final class ChannelsCommand extends ApiCommand {
  @Override
  JsonNode ask(ApiClient client) {
    return client.get("/api/channels", Map.of());
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    Table table =
        new Table("channel", "type", "state", "waiting", "in flight", "parked", "problem");
    for (JsonNode channel : answer.path("channels")) {
      table.row(
          text(channel, "id"),
          text(channel, "type"),
          text(channel, "state"),
          text(channel, "waiting"),
          text(channel, "inFlight"),
          text(channel, "parked"),
          text(channel, "problem"));
    }
    table.print(out);
    return ExitCode.OK;
  }

  /** One action on one channel. */
  abstract static class Action extends ApiCommand {
    @Parameters(paramLabel = "CHANNEL", description = "Id of the channel.")
    private String channel = "";

    abstract String action();

    @Override
    JsonNode ask(ApiClient client) {
      return client.post("/api/channels/" + ApiClient.encoded(channel) + "/" + action(), Map.of());
    }

    @Override
    int tell(JsonNode answer, PrintWriter out) {
      out.println(channel + ": " + text(answer, "result"));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "pause",
      description = "Send this channel nothing until it is resumed; changes gather meanwhile.",
      mixinStandardHelpOptions = true)
  static final class Pause extends Action {
    @Override
    String action() {
      return "pause";
    }
  }

  @Command(
      name = "resume",
      description = "Send again, beginning with all that has gathered.",
      mixinStandardHelpOptions = true)
  static final class Resume extends Action {
    @Override
    String action() {
      return "resume";
    }
  }

  @Command(
      name = "redrive",
      description = "Try the channel's parked items again.",
      mixinStandardHelpOptions = true)
  static final class Redrive extends Action {
    @Override
    String action() {
      return "redrive";
    }
  }
}
