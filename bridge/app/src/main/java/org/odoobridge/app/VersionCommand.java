package org.odoobridge.app;

import java.util.concurrent.Callable;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.app.cli.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code version}: which build this is. */
@Command(name = "version", description = "Print the version.", mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(
            json
                ? "{\"version\":\"" + Version.number() + "\"}"
                : "odoo-bridge " + Version.number());
    return ExitCode.OK;
  }
}
