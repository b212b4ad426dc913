package org.odoobridge.sandbox;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sandbox}: the README's first command. */
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a whole world on this machine and opens its console: a real PostgreSQL with Odoo's"
          + " tables, a simulated Odoo, a simulated WooCommerce shop, some trade in both, and the"
          + " real bridge between them. Nothing is kept; Ctrl-C ends everything.",
      "",
      "When everything answers, one line of JSON on stdout holds all addresses and credentials:"
          + " {\"ready\":true,\"console\":…,\"api\":…,\"odoo\":{…},\"shops\":[{…}],\"till\":null,"
          + "\"api_token\":…}. Logs go to stderr.",
      ""
    })
final class SandboxCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxCommand.class);

  @Option(
      names = "--port",
      defaultValue = "8080",
      paramLabel = "N",
      description = "Port of the bridge; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(names = "--headless", description = "Open no browser.")
  private boolean headless;

  @Option(
      names = "--trade",
      defaultValue = "20",
      paramLabel = "RATE",
      description =
          "Orders a minute in the shop, and as many acts of people in Odoo; 0 = none (default:"
              + " ${DEFAULT-VALUE}).")
  private double trade;

  @Option(
      names = "--products",
      defaultValue = "20",
      paramLabel = "N",
      description = "Products beside the fifteen with names (default: ${DEFAULT-VALUE}).")
  private int products;

  @Option(
      names = "--odoo-version",
      defaultValue = "14",
      paramLabel = "VERSION",
      description =
          "The Odoo to simulate, 14 to 19: its tables, its RPC protocol, its answers (default:"
              + " ${DEFAULT-VALUE}).")
  private String odooVersion = "14";

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "Seed of the random trade (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    SandboxOptions options;
    try {
      options = new SandboxOptions(port, trade, products, seed, OdooRelease.parse(odooVersion));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    Sandbox sandbox = new Sandbox(this::progress);
    // Before anything runs: Ctrl-C while it starts must leave nothing behind either.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  progress("stopping …");
                  sandbox.close();
                  stopped.countDown();
                },
                "sandbox-stop"));
    ReadyLine ready = sandbox.start(options);
    spec.commandLine().getOut().println(ready.toJson());
    spec.commandLine().getOut().flush();
    if (!headless) {
      openBrowser(ready.console());
    }
    stopped.await();
    return ExitCode.OK;
  }

  private void progress(String line) {
    spec.commandLine().getErr().println("sandbox: " + line);
    spec.commandLine().getErr().flush();
  }

  private void openBrowser(String url) {
    for (String opener : List.of("xdg-open", "open")) {
      try {
        new ProcessBuilder(opener, url)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        return;
      } catch (IOException e) {
        LOG.atDebug().addKeyValue("opener", opener).log("no browser opener of that name");
      }
    }
    progress("open " + url + " in a browser");
  }
}
