package org.odoobridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.app.admin.RunningApi;
import org.odoobridge.app.cli.ExitCode;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.observability.Health;
import picocli.CommandLine;

/** Commands as a person types them, against a running admin API. */
final class CommandLineTest {
  private RunningApi api;

  @BeforeEach
  void start() {
    api = new RunningApi();
    api.journal.add(1, "shop", "7", EntryState.APPLIED, "{}");
    api.journal.add(2, "shop", "8", EntryState.REJECTED, "{}");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private record Result(int code, String out, String err) {
    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }
  }

  private static Result execute(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments.toArray(String[]::new));
    return new Result(code, out.toString(), err.toString());
  }

  private Result call(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", api.url(), "--token", RunningApi.TOKEN));
    return execute(all);
  }

  @Test
  void statusExitsWithOneWhileTheBridgeIsNotReady() throws IOException {
    Result ready = call("status");
    assertThat(ready.code()).isEqualTo(ExitCode.OK);
    assertThat(ready.out()).contains("node-1 is ready", "rejected  1");
    api.health.register("capture", () -> new Health.Down("stalled for 40 s"));
    Result stalled = call("status");
    assertThat(stalled.code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(stalled.out()).containsPattern("capture +down +stalled for 40 s");
    Result json = call("status", "--json");
    assertThat(json.code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(json.json().path("ready").asBoolean()).isFalse();
  }

  @Test
  void ordersShowTheRemedyOfEachProblem() throws IOException {
    Result problems = call("orders", "--state", "problem");
    assertThat(problems.code()).isEqualTo(ExitCode.OK);
    assertThat(problems.out())
        .contains("rejected", "no product has SKU X-1", "create the product, then redrive")
        .doesNotContain("applied");
    assertThat(call("orders", "--channel", "shop", "--json").json().path("orders")).hasSize(2);
    assertThat(call("orders", "--channel", "none").out()).contains("no orders");
    assertThat(call("orders", "show", "2").out()).contains("attempt 1 rejected");
  }

  @Test
  void aWrongStateIsAProblemWithItsRemedy() {
    Result wrong = call("orders", "--state", "lost");
    assertThat(wrong.code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(wrong.err()).contains("'lost' is not a state", "→ write problem, or some of");
  }

  @Test
  void redriveAndDiscardReachTheJournal() {
    assertThat(call("redrive", "2").code()).isEqualTo(ExitCode.OK);
    assertThat(call("discard", "2", "--reason", "test order").code()).isEqualTo(ExitCode.OK);
    assertThat(call("redrive", "1").code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(api.journal.decisions)
        .containsExactly("cli redrives 2", "cli discards 2: test order");
  }

  @Test
  void channelsArePausedResumedAndRedriven() {
    assertThat(call("channels", "pause", "shop").out()).isEqualTo("shop: paused\n");
    assertThat(call("channels").out()).containsPattern("shop +woocommerce +paused +1 +0 +2");
    assertThat(call("channels", "resume", "shop").out()).isEqualTo("shop: running\n");
    assertThat(call("channels", "redrive", "shop").out()).contains("2 parked items");
    assertThat(call("channels", "pause", "none").code()).isEqualTo(ExitCode.PROBLEM);
  }

  @Test
  void explainPrintsHowTheNumberComesAbout() throws IOException {
    Result text = call("explain", "--channel", "shop", "--sku", "DESK-01");
    assertThat(text.out()).isEqualTo("shop shows 5 of DESK-01: 7 on hand in WH - 2 promised\n");
    Result json = call("explain", "--channel", "shop", "--sku", "DESK-01", "--json");
    assertThat(json.json().path("quantity").asInt()).isEqualTo(5);
  }

  @Test
  void catalogShowsProgressPlansAndActs() throws IOException {
    Result status = call("catalog", "status", "--channel", "shop");
    assertThat(status.out())
        .contains("250 of 1000 products, 2.5 a second, 750 remaining")
        .contains("ambiguous-sku", "leave one");
    Result plan = call("catalog", "plan", "--channel", "shop");
    assertThat(plan.out())
        .containsPattern("create +1 +DESK-01")
        .contains("3 products compared; would change: {create=1, update=1}")
        .contains("regular-price=2");
    assertThat(status.out())
        .contains("coupons: running, 5 shown, 1 early, 1 parked, 1 refused")
        .contains("read back at 2026-06-30T23:59:59Z, 3 repaired")
        .contains("coupon-code-taken");
    assertThat(plan.out()).contains("SUMMER10").contains("free-product");
    Result json = call("catalog", "plan", "--channel", "shop", "--json");
    assertThat(json.json().path("entries")).hasSize(2);
    Result coupons = call("catalog", "coupons", "--channel", "shop");
    assertThat(coupons.out())
        .contains("coupons: {create=1, parked=1}")
        .contains("2026-06-30T23:59:59Z")
        .contains("coupon-code-taken: the shop has one (rename it)")
        .contains("2 programs are meant for other channels")
        .contains("problem: no program 'X'")
        .contains("Buy two")
        .contains("make it a discount");
    assertThat(call("catalog", "coupons", "--channel", "none").code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(call("catalog", "publish", "--channel", "shop").out()).contains("compared once");
    assertThat(call("catalog", "redrive", "--channel", "shop").out()).contains("1 parked product");
    assertThat(call("catalog", "status", "--channel", "none").code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(execute(List.of("catalog")).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aWrongTokenSaysWhereTheRightOneIs() {
    Result wrong = execute(List.of("status", "--url", api.url(), "--token", "wrong"));
    assertThat(wrong.code()).isEqualTo(ExitCode.PROBLEM);
    assertThat(wrong.err()).contains("refuses this token", "ODOO_BRIDGE_TOKEN");
  }

  @Test
  void nobodyListeningIsItsOwnExitCode() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Result none = execute(List.of("status", "--url", "http://127.0.0.1:" + free));
    assertThat(none.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(none.err()).contains("no bridge answers", "--url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bogus", "explain --sku X", "redrive", "status --url nonsense"})
  void wrongUsageExitsWithTwo(String line) {
    List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
    assertThat(execute(arguments).code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void everyCommandHasHelp() {
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              Result help = execute(List.of(name, "--help"));
              assertThat(help.code()).describedAs(name).isEqualTo(ExitCode.OK);
              assertThat(help.out()).describedAs(name).contains("Usage: odoo-bridge");
            });
  }

  @Test
  void versionIsTheBuilds() throws IOException {
    assertThat(execute(List.of("version", "--json")).json().path("version").asText())
        .matches("\\d+\\.\\d+\\.\\d+.*");
  }
}
