package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.work.Problem;

/** The adapter for 19 and later against a server that answers what such a server was seen to. */
class Json2RpcTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef01234567";

  private Vertx vertx;
  private ScriptedServer server;
  private OdooClient rpc;

  @BeforeEach
  void start() throws TimeoutException {
    vertx = Vertx.vertx();
    server = new ScriptedServer(vertx);
    rpc = client(Duration.ofSeconds(10));
  }

  @AfterEach
  void stop() throws TimeoutException {
    rpc.close();
    server.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void argumentsGoByNameRecordsAsIdsAndTheKeyAsBearer() {
    server.json(200, "true");

    JsonNode result =
        rpc.call(
            OdooCall.write("res.partner", List.of(3, 4), Map.of("name", "x"))
                .option("limit", 1)
                .in(Map.of("lang", "en_US")));

    assertThat(result.asBoolean()).isTrue();
    ScriptedServer.Seen seen = server.seen().getFirst();
    assertThat(seen.verb()).isEqualTo("POST");
    assertThat(seen.path()).isEqualTo("/json/2/res.partner/write");
    assertThat(seen.headers())
        .containsEntry("authorization", "bearer " + KEY)
        .containsEntry("x-odoo-database", "db")
        .containsEntry("content-type", "application/json");
    assertThat(seen.body().toJsonObject().getMap())
        .containsOnlyKeys("ids", "vals", "limit", "context")
        .containsEntry("ids", List.of(3, 4))
        .containsEntry("vals", Map.of("name", "x"))
        .containsEntry("context", Map.of("lang", "en_US"));
  }

  @Test
  void aMethodOfTheModelHasNoIds() {
    server.json(200, "{\"ids\": [7], \"messages\": [], \"nextrow\": 0}");

    JsonNode result =
        rpc.call(OdooCall.load("res.partner", List.of("id"), List.of(List.of("a.b"))));

    assertThat(result.path("ids").path(0).asInt()).isEqualTo(7);
    assertThat(server.seen().getFirst().body().toJsonObject().getMap())
        .containsOnlyKeys("fields", "data");
  }

  @Test
  void nothingIsANullAndNoError() {
    server.json(200, "null");

    assertThat(rpc.call(OdooCall.on("sale.order", "action_lock", List.of(1))).isNull()).isTrue();
  }

  @Test
  void whoseKeyItIsIsAsked() {
    server.json(200, "{\"lang\": \"en_US\", \"tz\": \"Europe/Brussels\", \"uid\": 9}");

    assertThat(rpc.login()).isEqualTo(9);
    assertThat(server.seen().getFirst().path()).isEqualTo("/json/2/res.users/context_get");
  }

  @Test
  void theVersionNeedsNoKey() {
    server.json(200, "{\"version_info\": [19, 0, 0, \"final\", 0, \"\"], \"version\": \"19.0\"}");

    assertThat(rpc.version()).isEqualTo(new OdooVersion(19, 0, "19.0"));
    assertThat(server.seen().getFirst().headers()).doesNotContainKey("authorization");
  }

  @ParameterizedTest
  @CsvSource({
    // what Odoo says in JSON: its exception's name decides, not the code
    "401, werkzeug.exceptions.Unauthorized, Invalid apikey, Denied, UNAUTHORIZED",
    "401, odoo.exceptions.AccessDenied, Access Denied, Denied, UNAUTHORIZED",
    "403, odoo.exceptions.AccessError, You are not allowed, Refused, odoo-access-error",
    "403, odoo.exceptions.AccessDenied, Access Denied, Denied, UNAUTHORIZED",
    "404, odoo.exceptions.MissingError, Record does not exist, Refused, odoo-missing-error",
    "404, werkzeug.exceptions.NotFound, the model 'x' does not exist, Broken, SERVER_ERROR",
    "422, odoo.exceptions.UserError, No open session available, Refused, odoo-user-error",
    "422, odoo.exceptions.ValidationError, Must be unique, Refused, odoo-validation-error",
    "422, odoo.exceptions.RedirectWarning, Configure a journal, Refused, odoo-redirect-warning",
    "422, werkzeug.exceptions.UnprocessableEntity, missing a required argument, Broken,"
        + " SERVER_ERROR",
    "409, odoo.exceptions.LockError, Could not lock, Conflict, SERIALIZATION",
    "500, psycopg2.errors.SerializationFailure, could not serialize access, Conflict,"
        + " SERIALIZATION",
    "500, psycopg2.errors.UniqueViolation, duplicate key ir_model_data_module_name_uniq_index,"
        + " Conflict, SERIALIZATION",
    "500, psycopg2.errors.UniqueViolation, duplicate key res_users_login_key, Broken, SERVER_ERROR",
    "500, builtins.ValueError, Invalid field 'x', Broken, SERVER_ERROR",
    "400, werkzeug.exceptions.BadRequest, could not parse the body, Broken, SERVER_ERROR"
  })
  void odoosOwnErrorsHaveOneMeaning(
      int status, String name, String message, String type, String meaning) {
    server.json(
        status,
        "{\"name\": \"%s\", \"message\": \"%s\", \"arguments\": [], \"context\": {}, \"debug\": \"\"}"
            .formatted(name, message));

    OdooFault fault = faultOf(() -> rpc.call(OdooCall.of("m", "f")));

    assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
    assertThat(meaningOf(fault)).isEqualTo(meaning);
    assertThat(fault.isUncertain()).isFalse();
    assertThat(fault.detail()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Denied, false",
    "403, Denied, false",
    "404, Broken, false",
    "405, Broken, false",
    "413, Broken, false",
    "415, Broken, false",
    "429, Broken, false",
    "500, Broken, false",
    "502, Lost, true",
    "503, Broken, false",
    "504, Lost, true",
    "200, Garbled, true",
    "418, Garbled, true"
  })
  void aPageIsNeverOdoosWord(int status, String type, boolean uncertain) {
    server.page(status, "<!doctype html><title>" + status + "</title>");

    OdooFault fault = faultOf(() -> rpc.call(OdooCall.of("m", "f")));

    assertThat(fault.getClass().getSimpleName()).isEqualTo(type);
    assertThat(fault.isUncertain()).isEqualTo(uncertain);
  }

  @Test
  void aPageFor404SaysThatTheDatabaseMayBeUnknown() {
    server.page(404, "<!doctype html><title>404 Not Found</title>");

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))).detail())
        .contains("no such database");
  }

  @Test
  void aConnectionCutAfterSendingLeavesItUncertain() {
    server.does(request -> request.connection().close());

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Lost.class);
    assertThat(rpc.health()).isInstanceOf(Health.Degraded.class);
  }

  @Test
  void noAnswerInTimeLeavesItUncertain() {
    server.does(request -> {}); // never answers
    rpc.close();
    rpc = client(Duration.ofMillis(300));

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f")))).isInstanceOf(OdooFault.Lost.class);
  }

  @Test
  void nobodyThereMeansNothingWasSent() {
    server.close();

    assertThat(faultOf(() -> rpc.call(OdooCall.of("m", "f"))))
        .isInstanceOf(OdooFault.Unreachable.class);
  }

  private OdooClient client(Duration timeout) {
    return new OdooClient(
        vertx,
        new OdooRpcConfig(
            server.url(),
            "db",
            "bot",
            Secret.of(KEY),
            Protocol.JSON2,
            timeout,
            Duration.ofMinutes(2),
            2,
            new ByteSize(64 << 10)),
        new SimpleMeterRegistry());
  }

  private static OdooFault faultOf(Runnable call) {
    return catchThrowableOfType(OdooFailure.class, call::run).fault();
  }

  private static String meaningOf(OdooFault fault) {
    return switch (fault.problem()) {
      case Problem.Business business -> business.code();
      case Problem.Technical technical -> technical.kind().name();
    };
  }
}
