package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;

/** What every Odoo, real or simulated, must do for the bridge, seen through {@link OdooRpc}. */
interface OdooRpcContract {
  /** Begins the name of every contact that the contract makes. */
  String MARK = "odoo-bridge contract ";

  /** A client that may do everything the tests below do. */
  OdooRpc rpc();

  /** Where {@link #rpc()} goes, to build clients with other credentials. */
  OdooRpcConfig config();

  /** A client with these settings; closed by the implementing class. */
  OdooRpc connect(OdooRpcConfig config);

  @Test
  default void tellsItsVersion() {
    assertThat(rpc().version().major()).isBetween(14, 19);
  }

  @Test
  default void logsIn() {
    assertThat(rpc().login()).isPositive();
  }

  @Test
  default void aWrongPasswordIsDenied() {
    OdooRpcConfig good = config();
    OdooRpc bad =
        connect(
            OdooRpcConfig.of(good.url(), good.database(), good.login(), Secret.of("not the one")));

    assertThat(faultOf(() -> bad.call(OdooCall.search("res.partner", List.of()))))
        .isInstanceOf(OdooFault.Denied.class);
  }

  @Test
  default void writesAndReads() {
    String name = MARK + UUID.randomUUID();

    JsonNode made = rpc().call(OdooCall.create("res.partner", List.of(Map.of("name", name))));
    List<Integer> id = List.of(made.path(0).asInt());

    JsonNode read = rpc().call(OdooCall.read("res.partner", id, List.of("name")));
    assertThat(read.path(0).path("name").asText()).isEqualTo(name);
    assertThat(
            rpc().call(OdooCall.write("res.partner", id, Map.of("name", name + " 2"))).asBoolean())
        .isTrue();
  }

  @Test
  default void readingWhatIsNotThereIsEmptyAndWritingItIsRefused() {
    List<Integer> missing = List.of(999_999_999);

    assertThat(rpc().call(OdooCall.read("res.partner", missing, List.of("name")))).isEmpty();
    assertThat(
            faultOf(() -> rpc().call(OdooCall.write("res.partner", missing, Map.of("name", "x")))))
        .isInstanceOfSatisfying(
            OdooFault.Refused.class,
            refused -> assertThat(refused.type()).isEqualTo("MissingError"));
  }

  @Test
  default void anUnknownMethodIsAFaultAndNotAnEmptyResult() {
    assertThat(faultOf(() -> rpc().call(OdooCall.of("res.partner", "no_such_method"))))
        .isInstanceOf(OdooFault.Broken.class);
  }

  @Test
  default void aPrivateMethodIsRefused() {
    assertThat(faultOf(() -> rpc().call(OdooCall.of("res.partner", "_name_search"))))
        .isInstanceOfSatisfying(
            OdooFault.Refused.class,
            refused -> assertThat(refused.type()).isEqualTo("AccessError"));
  }

  @Test
  default void anUnknownModelAndAnUnknownFieldAreFaults() {
    // Until 18 Odoo says so by a rule's exception, then by one of its own.
    assertThat(faultOf(() -> rpc().call(OdooCall.search("no.such.model", List.of()))))
        .isInstanceOfAny(OdooFault.Broken.class, OdooFault.Refused.class);
    assertThat(
            faultOf(
                () ->
                    rpc()
                        .call(
                            OdooCall.search(
                                "res.partner", List.of(List.of("no_such_field", "=", 1))))))
        .isInstanceOf(OdooFault.Broken.class);
  }

  @Test
  default void loadCreatesOnceAndUpdatesAfterwards() {
    String ref = "odoo_bridge.contract-" + UUID.randomUUID();

    JsonNode first = loadPartner(ref, MARK + "first");
    JsonNode second = loadPartner(ref, MARK + "second");

    assertThat(first.path("ids").isArray()).isTrue();
    assertThat(second.path("ids")).isEqualTo(first.path("ids"));
    JsonNode read =
        rpc()
            .call(
                OdooCall.read(
                    "res.partner", List.of(first.path("ids").path(0).asInt()), List.of("name")));
    assertThat(read.path(0).path("name").asText()).isEqualTo(MARK + "second");
  }

  @Test
  default void loadOfABadRowSavesNothingAndSaysWhichRow() {
    String good = "odoo_bridge.contract-" + UUID.randomUUID();
    String bad = "odoo_bridge.contract-" + UUID.randomUUID();

    JsonNode answer =
        rpc()
            .call(
                OdooCall.load(
                    "res.partner",
                    List.of("id", "name", "country_id/.id"),
                    List.of(List.of(good, "a", ""), List.of(bad, "b", "99999999"))));

    assertThat(answer.path("ids").isBoolean()).isTrue();
    assertThat(answer.path("messages").path(0).path("type").asText()).isEqualTo("error");
    assertThat(answer.path("messages").path(0).path("rows").path("from").asInt()).isEqualTo(1);
    JsonNode saved = rpc().call(OdooCall.count("res.partner", List.of(List.of("name", "=", good))));
    assertThat(saved.asInt()).isZero();
  }

  @Test
  default void concurrentLoadsOfOneReferenceMakeOneRecordAndTheLosersConflict() throws Exception {
    String ref = "odoo_bridge.contract-" + UUID.randomUUID();
    String name = MARK + "race " + UUID.randomUUID();
    Callable<JsonNode> load = () -> loadPartner(ref, name);

    List<JsonNode> answers = together(load, 4);

    assertThat(answers).anySatisfy(answer -> assertThat(answer.path("ids").isArray()).isTrue());
    assertThat(answers)
        .filteredOn(answer -> !answer.path("ids").isArray())
        .allSatisfy(
            answer ->
                assertThat(
                        OdooFault.isConflict(
                            "", answer.path("messages").path(0).path("message").asText()))
                    .isTrue());
    JsonNode count = rpc().call(OdooCall.count("res.partner", List.of(List.of("name", "=", name))));
    assertThat(count.asInt()).isEqualTo(1);
  }

  private JsonNode loadPartner(String ref, String name) {
    return rpc()
        .call(OdooCall.load("res.partner", List.of("id", "name"), List.of(List.of(ref, name))));
  }

  private static List<JsonNode> together(Callable<JsonNode> call, int times)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<JsonNode>> results =
          IntStream.range(0, times).mapToObj(i -> threads.submit(call)).toList();
      return results.stream().map(OdooRpcContract::get).toList();
    }
  }

  private static JsonNode get(Future<JsonNode> result) {
    try {
      return result.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OdooFault faultOf(Runnable call) {
    return catchThrowableOfType(OdooFailure.class, call::run).fault();
  }
}
