package org.odoobridge.app;

import java.net.BindException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.odoobridge.app.cli.CommandFailure;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.core.runtime.SqlFailure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the bridge, until it is told to stop. */
@Command(
    name = "run",
    description = "Run the bridge until Ctrl-C or SIGTERM; logs go to stderr.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  /** How log lines look. */
  enum LogForm {
    TEXT,
    JSON
  }

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      defaultValue = "${env:ODOO_BRIDGE_CONFIG}",
      description = "The configuration file (default: ODOO_BRIDGE_CONFIG).")
  private Path config = Path.of("");

  @Option(
      names = "--log",
      paramLabel = "FORM",
      description = "text or json (default: ODOO_BRIDGE_LOG, else text).")
  private String log = "";

  @Option(
      names = "--log-level",
      paramLabel = "LEVEL",
      description = "error, warn, info or debug (default: ODOO_BRIDGE_LOG_LEVEL, else info).")
  private String logLevel = "";

  @Override
  public Integer call() throws InterruptedException {
    logging();
    BridgeConfig read = BridgeConfig.read(config);
    CountDownLatch stopped = new CountDownLatch(1);
    Bridge bridge = start(read);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  bridge.close();
                  stopped.countDown();
                },
                "stop"));
    stopped.await();
    return ExitCode.OK;
  }

  /** Before anything logs: the back end reads these when it is first used. */
  private void logging() {
    if (!log.isEmpty()) {
      set(
          "ODOO_BRIDGE_LOG",
          LogForm.valueOf(log.toUpperCase(Locale.ROOT)).name().toLowerCase(Locale.ROOT));
    }
    if (!logLevel.isEmpty()) {
      set("ODOO_BRIDGE_LOG_LEVEL", logLevel.toUpperCase(Locale.ROOT));
    }
  }

  private static void set(String name, String value) {
    System.setProperty(name, value);
  }

  private static Bridge start(BridgeConfig config) {
    try {
      return Bridge.start(config);
    } catch (RuntimeException e) {
      throw refused(config, e);
    }
  }

  private static RuntimeException refused(BridgeConfig config, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new CommandFailure(
            ExitCode.PROBLEM,
            "port " + config.bridge().http().port() + " is taken by another program",
            "stop that, or set bridge.http.port");
      }
      if (cause instanceof java.sql.SQLException || cause instanceof SqlFailure) {
        return new CommandFailure(
            ExitCode.PROBLEM,
            "a database refuses: " + cause.getMessage(),
            "'odoo-bridge check --config FILE' says which one and what to do");
      }
    }
    return e;
  }
}
