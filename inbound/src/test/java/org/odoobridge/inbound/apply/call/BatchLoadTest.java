package org.odoobridge.inbound.apply.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;
import org.odoobridge.inbound.odoo.rpc.Protocol;

class BatchLoadTest {
  private final List<List<String>> calls = new ArrayList<>();

  @Test
  void allInOneCallWhenNothingIsWrong() {
    Map<String, BatchLoad.Result> results = load(names -> ids(names.size()), 50);

    assertThat(calls).hasSize(1);
    assertThat(results).hasSize(50);
    assertThat(results.values()).allMatch(BatchLoad.Result.Loaded.class::isInstance);
  }

  @Test
  void refusedRecordsAreTakenOutByTheRowsThatOdooNames() {
    Set<String> bad = Set.of("n7", "n31");

    Map<String, BatchLoad.Result> results =
        load(
            names ->
                names.stream().anyMatch(bad::contains)
                    ? refusal(names, bad, true)
                    : ids(names.size()),
            50);

    assertThat(refused(results)).isEqualTo(bad);
    assertThat(calls.size()).isLessThanOrEqualTo(6);
  }

  @Test
  void refusedRecordsAreFoundByHalvingWhenOdooNamesNone() {
    Set<String> bad = Set.of("n7", "n31");

    Map<String, BatchLoad.Result> results =
        load(
            names ->
                names.stream().anyMatch(bad::contains)
                    ? refusal(names, bad, false)
                    : ids(names.size()),
            50);

    assertThat(refused(results)).isEqualTo(bad);
    assertThat(results).hasSize(50);
  }

  @Test
  void aThrownRefusalIsNarrowedDownToo() {
    Map<String, BatchLoad.Result> results =
        load(
            names -> {
              if (names.contains("n3")) {
                throw new OdooFailure(new OdooFault.Refused("UserError", "no"));
              }
              return ids(names.size());
            },
            8);

    assertThat(refused(results)).containsExactly("n3");
  }

  @Test
  void aBugThatOneRecordSetsOffFailsThatRecordAlone() {
    Map<String, BatchLoad.Result> results =
        load(
            names -> {
              if (names.contains("n5")) {
                throw new OdooFailure(new OdooFault.Broken("KeyError", "'x'"));
              }
              return ids(names.size());
            },
            16);

    assertThat(results).hasSize(16);
    assertThat(results.get("n5")).isInstanceOf(BatchLoad.Result.Failed.class);
    assertThat(results.values()).filteredOn(BatchLoad.Result.Loaded.class::isInstance).hasSize(15);
  }

  @Test
  void aLostRaceIsRepeatedWhole() {
    Map<String, BatchLoad.Result> results =
        load(
            names ->
                calls.size() < 3
                    ? message("could not serialize access due to concurrent update", -1)
                    : ids(names.size()),
            4);

    assertThat(calls).hasSize(3).allSatisfy(call -> assertThat(call).hasSize(4));
    assertThat(refused(results)).isEmpty();
  }

  @Test
  void aLostRaceInAnUnknownLanguageIsToldApartByOneMoreTry() {
    Map<String, BatchLoad.Result> results =
        load(
            names ->
                calls.size() < 2
                    ? message("konnte Zugriff nicht serialisieren", 0)
                    : ids(names.size()),
            1);

    assertThat(refused(results)).isEmpty();
  }

  @Test
  void aLostAnswerIsNotARefusal() {
    Map<String, BatchLoad.Result> results =
        load(
            names -> {
              throw new OdooFailure(new OdooFault.Lost("timeout"));
            },
            3);

    assertThat(calls).hasSize(1);
    assertThat(results.values())
        .allSatisfy(result -> assertThat(result).isInstanceOf(BatchLoad.Result.Failed.class));
  }

  @Test
  void anAnswerWithTooFewIdsIsNotBelieved() {
    Map<String, BatchLoad.Result> results = load(names -> ids(names.size() - 1), 3);

    assertThat(results.values())
        .allSatisfy(
            result ->
                assertThat(result)
                    .isInstanceOfSatisfying(
                        BatchLoad.Result.Failed.class,
                        failed -> assertThat(failed.fault().isUncertain()).isTrue()));
  }

  /** Loads n records of two rows each; the answer is a function of the names in the call. */
  private Map<String, BatchLoad.Result> load(Function<List<String>, JsonNode> answer, int records) {
    OdooRpc rpc =
        new OdooRpc() {
          @Override
          public JsonNode call(OdooCall call) {
            List<?> args = List.copyOf(call.arguments().values());
            List<String> names = names((List<?>) args.get(1));
            calls.add(names);
            return answer.apply(names);
          }

          @Override
          public Protocol protocol() {
            return Protocol.JSONRPC;
          }

          @Override
          public OdooVersion version() {
            return new OdooVersion(14, 0, "14.0");
          }

          @Override
          public int login() {
            return 1;
          }
        };
    List<BatchLoad.Item<String>> items =
        IntStream.range(0, records)
            .mapToObj(
                i ->
                    new BatchLoad.Item<>("n" + i, List.of(List.of("n" + i, "1"), List.of("", "2"))))
            .toList();
    return new BatchLoad(new OdooCalls(rpc, new Random(1))).load("m", List.of("id", "x"), items);
  }

  private static List<String> names(List<?> rows) {
    return rows.stream()
        .map(row -> String.valueOf(((List<?>) row).getFirst()))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static Set<String> refused(Map<String, BatchLoad.Result> results) {
    Set<String> names = new LinkedHashSet<>();
    results.forEach(
        (name, result) -> {
          if (result instanceof BatchLoad.Result.Refused) {
            names.add(name);
          }
        });
    return names;
  }

  private static JsonNode ids(int count) {
    ObjectNode answer = JsonMapper.builder().build().createObjectNode();
    ArrayNode ids = answer.putArray("ids");
    IntStream.range(0, count).forEach(ids::add);
    answer.putArray("messages");
    return answer;
  }

  private static JsonNode refusal(List<String> names, Set<String> bad, boolean withRows) {
    ObjectNode answer = JsonMapper.builder().build().createObjectNode();
    answer.put("ids", false);
    ArrayNode messages = answer.putArray("messages");
    for (int i = 0; i < names.size(); i++) {
      if (bad.contains(names.get(i))) {
        ObjectNode message = messages.addObject().put("type", "error").put("message", "bad");
        if (withRows) {
          message.putObject("rows").put("from", 2 * i).put("to", 2 * i + 1);
        }
      }
    }
    return answer;
  }

  private static JsonNode message(String text, int row) {
    ObjectNode answer = JsonMapper.builder().build().createObjectNode();
    answer.put("ids", false);
    ObjectNode message =
        answer.putArray("messages").addObject().put("type", "error").put("message", text);
    if (row >= 0) {
      message.putObject("rows").put("from", row).put("to", row);
    }
    return answer;
  }
}
