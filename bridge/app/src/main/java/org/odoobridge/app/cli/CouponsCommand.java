package org.odoobridge.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;

/** {@code catalog coupons}: Odoo's promotions in a channel. */
@Command(
    name = "coupons",
    description =
        "Show every coupon, what is to be done about it, and which programs cannot be coupons.",
    mixinStandardHelpOptions = true)
final class CouponsCommand extends CatalogCommand.OfChannel {
  @Override
  JsonNode ask(ApiClient client) {
    return client.get(path() + "/coupons", Map.of());
  }

  @Override
  int tell(JsonNode answer, PrintWriter out) {
    tell(answer, out, true);
    return ExitCode.OK;
  }

  /**
   * @param all whether coupons are listed, too, about which nothing is to be done
   */
  static void tell(JsonNode answer, PrintWriter out, boolean all) {
    Map<String, Integer> actions = new TreeMap<>();
    Table table = new Table("action", "coupon", "code", "program", "from", "until", "problem");
    int listed = 0;
    for (JsonNode one : answer.path("coupons")) {
      String action = ApiCommand.text(one, "action");
      actions.merge(action, 1, Integer::sum);
      if (all || !action.equals("none") || !ApiCommand.text(one, "problem").isEmpty()) {
        listed++;
        table.row(
            action,
            ApiCommand.text(one, "ref"),
            ApiCommand.text(one, "code"),
            ApiCommand.text(one, "name"),
            ApiCommand.text(one, "starts"),
            ApiCommand.text(one, "ends"),
            problem(one));
      }
    }
    if (listed > 0) {
      table.print(out);
    }
    out.println("coupons: " + (actions.isEmpty() ? "none" : actions));
    refusals(answer, out);
  }

  private static String problem(JsonNode one) {
    String problem = ApiCommand.text(one, "problem");
    return problem.isEmpty() ? "" : problem + " (" + ApiCommand.text(one, "remedy") + ")";
  }

  private static void refusals(JsonNode answer, PrintWriter out) {
    int elsewhere = answer.path("elsewhere").asInt();
    if (elsewhere > 0) {
      out.println(elsewhere + " programs are meant for other channels");
    }
    answer.path("problems").forEach(one -> out.println("problem: " + one.asText()));
    if (answer.path("refusals").isEmpty()) {
      return;
    }
    Table table = new Table("not published", "program", "code", "reason", "remedy");
    for (JsonNode one : answer.path("refusals")) {
      table.row(
          ApiCommand.text(one, "program"),
          ApiCommand.text(one, "name"),
          ApiCommand.text(one, "code"),
          ApiCommand.text(one, "reason"),
          ApiCommand.text(one, "remedy"));
    }
    out.println();
    table.print(out);
  }

  /** The short form, where a channel has coupons of Odoo's. */
  static void tellStatus(JsonNode coupons, PrintWriter out) {
    if (!coupons.isObject()) {
      return;
    }
    out.println();
    out.printf(
        "coupons: %s, %s shown, %s early, %s parked, %d refused%n",
        ApiCommand.text(coupons, "state"),
        ApiCommand.text(coupons, "shown"),
        ApiCommand.text(coupons, "early"),
        coupons.path("parked").size(),
        coupons.path("refusals").size());
    if (!ApiCommand.text(coupons, "lookedAt").isEmpty()) {
      out.printf(
          "read back at %s, %s repaired since the start%n",
          ApiCommand.text(coupons, "lookedAt"), ApiCommand.text(coupons, "repaired"));
    }
    if (!coupons.path("parked").isEmpty()) {
      Table table = new Table("coupon", "code", "program", "problem");
      for (JsonNode one : coupons.path("parked")) {
        table.row(
            ApiCommand.text(one, "ref"),
            ApiCommand.text(one, "code"),
            ApiCommand.text(one, "name"),
            problem(one));
      }
      table.print(out);
    }
    refusals(coupons, out);
  }
}
