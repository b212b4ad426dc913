package org.odoobridge.conformance.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of {@code bin/bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measures the bridge beside the floor, on this machine, in one run.",
    subcommands = {
      LatencyBench.class,
      OrdersBench.class,
      StartBench.class,
      SchemaBench.class,
      CatalogBench.class
    })
final class Bench {
  private Bench() {}

  public static void main(String[] arguments) {
    CommandLine commandLine = new CommandLine(new Bench());
    if (arguments.length == 0 || arguments[0].equals("all")) {
      int worst = 0;
      for (String name : new String[] {"latency", "orders", "start", "schema", "catalog"}) {
        System.out.printf("%n## %s%n", name);
        worst = Math.max(worst, commandLine.execute(name));
      }
      System.exit(worst);
    }
    System.exit(commandLine.execute(arguments));
  }
}
