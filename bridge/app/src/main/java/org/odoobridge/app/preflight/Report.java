package org.odoobridge.app.preflight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** What all checks found, in their order. */
public record Report(List<Finding> findings) {
  private static final int LEVEL_WIDTH = 9;

  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether the bridge can work: no problem and no check that failed to run. */
  public boolean passed() {
    return findings.stream()
        .noneMatch(
            finding ->
                switch (finding.level()) {
                  case PROBLEM, ERROR -> true;
                  case OK, NOTE, WARNING -> false;
                });
  }

  public long count(Finding.Level level) {
    return findings.stream().filter(finding -> finding.level() == level).count();
  }

  /** Prints a line per finding and the remedy below it. */
  public void print(PrintWriter out) {
    int aboutWidth = findings.stream().mapToInt(f -> f.about().length()).max().orElse(0);
    String indent = " ".repeat(LEVEL_WIDTH + aboutWidth + 2);
    for (Finding finding : findings) {
      out.printf(
          "%-" + LEVEL_WIDTH + "s%-" + (aboutWidth + 2) + "s%s%n",
          name(finding.level()),
          finding.about(),
          finding.message());
      finding.remedy().lines().forEach(line -> out.println(indent + "→ " + line));
    }
    out.printf(
        "%n%d problems, %d warnings, %d checks that could not run%n",
        count(Finding.Level.PROBLEM), count(Finding.Level.WARNING), count(Finding.Level.ERROR));
    out.flush();
  }

  /** The same as one JSON object. */
  public String json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("passed", passed());
    ArrayNode list = root.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("level", name(finding.level()))
          .put("about", finding.about())
          .put("message", finding.message())
          .put("remedy", finding.remedy());
    }
    return root.toPrettyString();
  }

  private static String name(Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }
}
