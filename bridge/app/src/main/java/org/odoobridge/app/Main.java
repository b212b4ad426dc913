package org.odoobridge.app;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.odoobridge.app.cli.ApiCommands;
import org.odoobridge.app.cli.CommandFailure;
import org.odoobridge.app.cli.CommandProvider;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.app.cli.Version;
import org.odoobridge.core.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the bridge. */
@Command(
    name = "odoo-bridge",
    description = {
      "Keeps shops and tills in step with Odoo: stock flows out as soon as Odoo commits it,"
          + " orders flow in exactly once.",
      ""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {RunCommand.class, CheckCommand.class},
    footer = {
      "",
      "Exit codes: 0 fine, 1 a problem was found, 2 wrong usage or configuration, 3 no bridge"
          + " answers."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, with the commands of every module on the class path. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    ApiCommands.all().forEach(line::addSubcommand);
    line.addSubcommand(new VersionCommand()).addSubcommand(new HelpCommand());
    ServiceLoader.load(CommandProvider.class)
        .forEach(provider -> line.addSubcommand(provider.command()));
    return line.setExecutionExceptionHandler(Main::failed).setUsageHelpAutoWidth(true);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult unused)
      throws Exception {
    PrintWriter err = line.getErr();
    if (failure instanceof CommandFailure known) {
      err.println("odoo-bridge: " + known.getMessage());
      if (!known.remedy().isEmpty()) {
        err.println("  → " + known.remedy());
      }
      err.flush();
      return known.exitCode();
    }
    if (failure instanceof ConfigException config) {
      err.println("odoo-bridge: the configuration cannot be used:");
      config
          .problems()
          .forEach(
              problem -> {
                err.println("  " + problem.path() + ": " + problem.message());
                err.println("    → " + problem.remedy());
              });
      err.flush();
      return ExitCode.USAGE;
    }
    throw failure;
  }
}
