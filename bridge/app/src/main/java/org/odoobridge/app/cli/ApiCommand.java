package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that asks a running bridge and prints the answer, as text or as the JSON it got. */
abstract class ApiCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Calls the API. */
  abstract JsonNode ask(ApiClient client);

  /** Prints the answer for a person and returns the exit code. */
  abstract int tell(JsonNode answer, PrintWriter out);

  @Override
  public final Integer call() {
    JsonNode answer = ask(connection.client());
    PrintWriter out = spec.commandLine().getOut();
    if (connection.json()) {
      out.println(answer.toPrettyString());
      out.flush();
      return exitCode(answer);
    }
    int code = tell(answer, out);
    out.flush();
    return code;
  }

  /** Exit code of an answer that is printed as JSON; the same as {@link #tell} gives. */
  int exitCode(JsonNode answer) {
    return ExitCode.OK;
  }

  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNull() || value.isMissingNode() ? "" : value.asText();
  }

  static String textOr(JsonNode node, String field, String otherwise) {
    String value = text(node, field);
    return value.isEmpty() ? otherwise : value;
  }

  CommandLine commandLine() {
    return spec.commandLine();
  }
}
