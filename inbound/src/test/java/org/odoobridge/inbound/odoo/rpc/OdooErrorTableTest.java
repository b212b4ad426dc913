package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.work.Problem;

/**
 * Every error that real servers were seen to answer, by both adapters: as JSON-RPC has it until 18
 * (code 200), in 19 (code 0), and as JSON-2 has it. The meaning is the same however it travelled.
 */
class OdooErrorTableTest {
  private Vertx vertx;
  private ScriptedServer server;

  @BeforeEach
  void start() throws TimeoutException {
    vertx = Vertx.vertx();
    server = new ScriptedServer(vertx);
  }

  @AfterEach
  void stop() throws TimeoutException {
    server.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rules: a person must act, never repeated
        "422 | odoo.exceptions.UserError | Some orders are not in a state requiring confirmation. | odoo-user-error",
        "422 | odoo.exceptions.UserError | No open session available. Please open a new session. | odoo-user-error",
        "422 | odoo.exceptions.UserError | Unable to log message, please configure the sender's email address. | odoo-user-error",
        "422 | odoo.exceptions.ValidationError | The operation cannot be completed: another model requires the record being deleted. | odoo-validation-error",
        "403 | odoo.exceptions.AccessError | You are not allowed to modify 'Quants' (stock.quant) records. | odoo-access-error",
        "403 | odoo.exceptions.AccessError | Private methods (such as 'res.partner._name_search') cannot be called remotely. | odoo-access-error",
        "404 | odoo.exceptions.MissingError | Record does not exist or has been deleted. | odoo-missing-error",
        "422 | odoo.exceptions.RedirectWarning | Please define an accounting miscellaneous journal | odoo-redirect-warning",
        // the credentials
        "401 | odoo.exceptions.AccessDenied | Access Denied | UNAUTHORIZED",
        "401 | odoo.http.SessionExpiredException | Session expired | UNAUTHORIZED",
        "401 | werkzeug.exceptions.Unauthorized | Invalid apikey | UNAUTHORIZED",
        // lost races: the same call again
        "500 | psycopg2.errors.SerializationFailure | could not serialize access due to concurrent update | SERIALIZATION",
        "500 | psycopg2.extensions.TransactionRollbackError | could not serialize access due to concurrent update | SERIALIZATION",
        "500 | psycopg2.errors.DeadlockDetected | deadlock detected | SERIALIZATION",
        "500 | psycopg2.errors.LockNotAvailable | canceling statement due to lock timeout | SERIALIZATION",
        "500 | psycopg2.OperationalError | could not obtain lock on row in relation \"stock_quant\" | SERIALIZATION",
        "422 | odoo.exceptions.LockError | Cannot grab a lock on the record | SERIALIZATION",
        "409 | odoo.exceptions.ConcurrencyError | Concurrent update | SERIALIZATION",
        "422 | odoo.exceptions.ValidationError | The operation cannot be completed: Error, a partner cannot follow twice the same object. | SERIALIZATION",
        "422 | odoo.exceptions.ValidationError | duplicate key value violates unique constraint \"ir_model_data_module_name_uniq_index\" | SERIALIZATION",
        // the server's own trouble: later, then a dead letter
        "500 | builtins.ValueError | Invalid field 'nope' on model 'res.partner' | SERVER_ERROR",
        "500 | builtins.KeyError | 'no.such.model' | SERVER_ERROR",
        "500 | builtins.TypeError | unhashable type: 'list' | SERVER_ERROR",
        "500 | builtins.AttributeError | type object has no attribute | SERVER_ERROR",
        "404 | werkzeug.exceptions.NotFound | the model 'no.such.model' does not exist | SERVER_ERROR",
        "422 | werkzeug.exceptions.UnprocessableEntity | missing a required argument: 'domain' | SERVER_ERROR",
        "400 | werkzeug.exceptions.BadRequest | could not parse the body as json | SERVER_ERROR",
        "500 | psycopg2.errors.UniqueViolation | duplicate key value violates unique constraint \"res_users_login_key\" | SERVER_ERROR",
        "500 | psycopg2.errors.QueryCanceled | canceling statement due to statement timeout | SERVER_ERROR",
        "500 | psycopg2.errors.AdminShutdown | terminating connection due to administrator command | SERVER_ERROR",
        "500 | psycopg2.pool.PoolError | The Connection Pool Is Full | SERVER_ERROR"
      })
  void eachErrorMeansTheSameByEitherProtocol(
      int status, String name, String message, String meaning) {
    OdooFault until18 = jsonRpc(200, name, message);
    OdooFault in19 = jsonRpc(0, name, message);
    OdooFault json2 = json2(status, name, message);

    assertThat(meaningOf(until18)).as("JSON-RPC").isEqualTo(meaning);
    assertThat(meaningOf(in19)).as("JSON-RPC of 19").isEqualTo(meaning);
    assertThat(meaningOf(json2)).as("JSON-2").isEqualTo(meaning);
    assertThat(until18.isUncertain() || in19.isUncertain() || json2.isUncertain()).isFalse();
    assertThat(json2.getClass()).isEqualTo(until18.getClass());
    assertThat(json2.mayBlameOneRecord()).isEqualTo(until18.mayBlameOneRecord());
  }

  /** What Odoo 14 with several databases, a proxy or a wrong address answer. */
  @ParameterizedTest
  @CsvSource({
    "500, Broken, false",
    "404, Broken, false",
    "405, Broken, false",
    "413, Broken, false",
    "429, Broken, false",
    "503, Broken, false",
    "401, Denied, false",
    "403, Denied, false",
    "502, Lost, true",
    "504, Lost, true",
    "200, Garbled, true"
  })
  void aPageMeansTheSameByEitherProtocol(int status, String type, boolean uncertain) {
    String page = "<!DOCTYPE HTML><title>" + status + "</title>";
    server.json(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}");
    server.page(status, page);
    // a refused call logs in anew once, and is then told of the page
    server.page(status, page);
    OdooFault old = faultOf(Protocol.JSONRPC);
    server.forget();
    server.page(status, page);
    OdooFault json2 = faultOf(Protocol.JSON2);

    assertThat(old.getClass().getSimpleName()).isEqualTo(type);
    assertThat(old.isUncertain()).isEqualTo(uncertain);
    assertThat(json2.getClass()).isEqualTo(old.getClass());
    assertThat(json2.isUncertain()).isEqualTo(uncertain);
  }

  private OdooFault jsonRpc(int code, String name, String message) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("jsonrpc", "2.0").put("id", 2);
    answer
        .putObject("error")
        .put("code", code)
        .put("message", "Odoo Server Error")
        .putObject("data")
        .put("name", name)
        .put("message", message)
        .put("debug", "Traceback (most recent call last): secret");
    String error = answer.toString();
    server.json(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":7}");
    server.json(200, error);
    // a refused call logs in anew and is repeated once
    server.json(200, "{\"jsonrpc\":\"2.0\",\"id\":3,\"result\":7}");
    server.json(200, error);
    OdooFault fault = faultOf(Protocol.JSONRPC);
    server.forget();
    assertThat(fault.detail()).doesNotContain("Traceback");
    return fault;
  }

  private OdooFault json2(int status, String name, String message) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("name", name).put("message", message).put("debug", "Traceback: secret");
    answer.putArray("arguments").add(message);
    server.json(status, answer.toString());
    OdooFault fault = faultOf(Protocol.JSON2);
    assertThat(fault.detail()).doesNotContain("Traceback");
    return fault;
  }

  private OdooFault faultOf(Protocol protocol) {
    OdooRpcConfig config =
        OdooRpcConfig.of(
                server.url(), "db", "bot", Secret.of("0123456789abcdef0123456789abcdef01234567"))
            .by(protocol);
    OdooClient client = new OdooClient(vertx, config, new SimpleMeterRegistry());
    try {
      return catchThrowableOfType(
              OdooFailure.class, () -> client.call(OdooCall.of("sale.order", "action_confirm")))
          .fault();
    } finally {
      client.close();
    }
  }

  private static String meaningOf(OdooFault fault) {
    return switch (fault.problem()) {
      case Problem.Business business -> business.code();
      case Problem.Technical technical -> technical.kind().name();
    };
  }
}
