package org.odoobridge.testkit.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The protocols as recorded: codes, bodies and what tells one error from another. */
class OdooProtocolIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static PostgresFixture postgres;
  private static Vertx vertx;
  private static HttpClient http;
  private static final Map<OdooRelease, OdooSimulator> SIMULATORS =
      new EnumMap<>(OdooRelease.class);

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    vertx = Vertx.vertx();
    http = HttpClient.newHttpClient();
    for (OdooRelease release : OdooRelease.values()) {
      String database = "odoo" + release.number();
      OdooSchema.install(postgres, database, release);
      SIMULATORS.put(release, OdooSimulator.start(vertx, postgres, database, release, 0));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    http.close();
    SIMULATORS.values().forEach(OdooSimulator::close);
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    postgres.close();
  }

  @ParameterizedTest
  @EnumSource
  void jsonRpcSaysItsVersionAndNumbersItsErrors(OdooRelease release) throws Exception {
    JsonNode version = rpc(release, "common", "version", List.of());
    JsonNode error =
        rpc(
            release,
            "object",
            "execute_kw",
            List.of(
                simulator(release).db(),
                2,
                "admin",
                "res.partner",
                "write",
                List.of(List.of(987654), Map.of("name", "x"))));

    assertThat(version.at("/result/server_serie").asText()).isEqualTo(release.series());
    assertThat(error.at("/error/code").asInt()).isEqualTo(release == OdooRelease.V19 ? 0 : 200);
    assertThat(error.at("/error/message").asText()).isEqualTo("Odoo Server Error");
    assertThat(error.at("/error/data/name").asText()).isEqualTo("odoo.exceptions.MissingError");
    assertThat(error.at("/error/data").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "debug", "message", "arguments", "context");
  }

  @ParameterizedTest
  @EnumSource
  void anApiKeyTakesThePlaceOfThePassword(OdooRelease release) {
    OdooSimulator odoo = simulator(release);
    String key = odoo.createApiKey("bridge-bot");

    OdooClient client = OdooClient.login(odoo.url(), odoo.db(), "bridge-bot", key);

    assertThat(key).matches("[0-9a-f]{40}");
    assertThat(client.uid()).isEqualTo(6);
    assertThat(client.release()).isEqualTo(release);
    assertThat(client.searchRead("res.users", List.of(List.of("id", "=", 6)), "login"))
        .containsExactly(Map.of("id", 6, "login", "bridge-bot"));
  }

  @ParameterizedTest
  @EnumSource
  void errorsAreHtmlWhereNoDatabaseIsChosen(OdooRelease release) throws Exception {
    OdooSimulator odoo = simulator(release);
    odoo.showSeveralDatabases(true);
    try {
      HttpResponse<String> answer =
          send(
              post(odoo, "/jsonrpc")
                  .POST(
                      body(
                          envelope(
                              "object",
                              "execute_kw",
                              List.of(
                                  odoo.db(), 2, "wrong", "res.partner", "search", List.of())))));

      if (release.hidesErrorsWithoutDatabase()) {
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(type(answer)).startsWith("text/html");
      } else {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).at("/error/data/name").asText())
            .isEqualTo("odoo.exceptions.AccessDenied");
      }
    } finally {
      odoo.showSeveralDatabases(false);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"V19"})
  void json2IsUnknownBefore19(OdooRelease release) throws Exception {
    HttpResponse<String> version =
        send(HttpRequest.newBuilder(URI.create(simulator(release).url() + "/json/version")));
    HttpResponse<String> call =
        send(post(simulator(release), "/json/2/res.partner/search").POST(body(Map.of())));

    assertThat(version.statusCode()).isEqualTo(404);
    assertThat(call.statusCode()).isEqualTo(404);
  }

  @Test
  void json2SaysItsVersionWithoutAKey() throws Exception {
    OdooSimulator odoo = simulator(OdooRelease.V19);
    for (String path : List.of("/json/version", "/web/version")) {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(odoo.url() + path)));

      assertThat(JSON.readTree(answer.body()))
          .isEqualTo(
              JSON.readTree("{\"version_info\":[19,0,0,\"final\",0,\"\"],\"version\":\"19.0\"}"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "res.partner/write|{\"ids\":[987654],\"vals\":{\"name\":\"x\"}}|404|odoo.exceptions.MissingError",
        "no.model/read|{}|404|werkzeug.exceptions.NotFound",
        "res.partner/no_method|{}|404|werkzeug.exceptions.NotFound",
        "sale.order/_create_invoices|{}|403|odoo.exceptions.AccessError",
        "res.partner/create|{}|422|werkzeug.exceptions.UnprocessableEntity",
        "res.partner/search|{\"domain\":[],\"fields\":[]}|422|werkzeug.exceptions.UnprocessableEntity",
        "res.partner/search|{\"domain\":[],\"ids\":[1]}|422|werkzeug.exceptions.UnprocessableEntity",
        "res.partner/search_read|{\"domain\":[[\"nope\",\"=\",1]]}|500|builtins.ValueError",
        "res.partner/read|{not json|400|werkzeug.exceptions.BadRequest"
      })
  void everyRefusalHasItsCodeAndItsName(String path, String body, int status, String name)
      throws Exception {
    HttpResponse<String> answer =
        json2(path, body, request -> request.header("Authorization", "bearer " + key()));

    JsonNode error = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(type(answer)).startsWith("application/json");
    assertThat(error.path("name").asText()).isEqualTo(name);
    assertThat(error.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("name", "message", "arguments", "context", "debug");
  }

  @Test
  void keysAndDatabasesAreCheckedBeforeAnythingElse() throws Exception {
    assertThat(json2("res.partner/search", "{}", r -> r).statusCode()).isEqualTo(401);
    assertThat(
            json2("res.partner/search", "{}", r -> r.header("Authorization", "bearer admin"))
                .statusCode())
        .as("a password is no key")
        .isEqualTo(401);
    HttpResponse<String> elsewhere =
        json2(
            "res.partner/search",
            "{\"domain\":[]}",
            r ->
                r.header("Authorization", "bearer " + key())
                    .header("X-Odoo-Database", "elsewhere"));
    assertThat(elsewhere.statusCode()).isEqualTo(404);
    assertThat(type(elsewhere)).startsWith("text/html");
    HttpResponse<String> text =
        json2(
            "res.partner/search",
            "{\"domain\":[]}",
            r ->
                r.header("Authorization", "bearer " + key())
                    .setHeader("Content-Type", "text/plain"));
    assertThat(text.statusCode()).isEqualTo(415);
    assertThat(type(text)).startsWith("text/html");
    OdooSimulator odoo = simulator(OdooRelease.V19);
    assertThat(
            send(HttpRequest.newBuilder(URI.create(odoo.url() + "/json/2/res.partner/search")))
                .statusCode())
        .isEqualTo(404);
    odoo.showSeveralDatabases(true);
    try {
      assertThat(
              json2(
                      "res.partner/search",
                      "{\"domain\":[]}",
                      r -> r.header("Authorization", "bearer " + key()))
                  .statusCode())
          .isEqualTo(404);
    } finally {
      odoo.showSeveralDatabases(false);
    }
  }

  @Test
  void json2AnswersBareValues() throws Exception {
    JsonNode created =
        value("res.partner/create", "{\"vals_list\":[{\"name\":\"One\"},{\"name\":\"Two\"}]}");
    JsonNode single = value("res.partner/create", "{\"vals_list\":{\"name\":\"Three\"}}");
    JsonNode read =
        value(
            "res.partner/read",
            "{\"ids\":[%d],\"fields\":[\"name\"],\"context\":{\"lang\":\"en_US\"}}"
                .formatted(created.get(0).asInt()));

    assertThat(created.size()).isEqualTo(2);
    assertThat(single.isArray()).isTrue();
    assertThat(read.at("/0/name").asText()).isEqualTo("One");
    assertThat(value("product.product/toggle_active", "{\"ids\":[]}").isNull()).isTrue();
  }

  @Test
  void anExpiredKeyIsNoKey() throws Exception {
    OdooSimulator odoo = simulator(OdooRelease.V19);
    String key = odoo.createApiKey("admin");
    try (var connection = postgres.connect(odoo.db());
        var statement = connection.createStatement()) {
      statement.execute(
          "UPDATE res_users_apikeys SET expiration_date = now() - interval '1 day' WHERE key = '"
              + key
              + "'");
    }

    assertThat(
            json2(
                    "res.partner/search",
                    "{\"domain\":[]}",
                    r -> r.header("Authorization", "bearer " + key))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aPersonWorksByKeyAsByPassword() {
    OdooSimulator odoo = simulator(OdooRelease.V19);
    odoo.clearCalls();
    OdooPerson person = OdooPerson.login(odoo.url(), odoo.db(), "admin", key());
    OdooPerson.Product product = person.createProduct("KEYED", "Probe", 10);
    person.setStock(product, person.stock(), 5);
    int order =
        person.quote(
            person.createCustomer("Ada", "ada@example.test"),
            List.of(OdooPerson.Line.of(product, 2)));

    person.confirm(order);
    person.ship(order);

    assertThat(
            person
                .client()
                .searchRead(
                    "stock.quant",
                    List.of(
                        List.of("product_id", "=", product.id()),
                        List.of("location_id", "=", person.stock())),
                    "quantity"))
        .extracting(row -> row.get("quantity"))
        .containsExactly(3.0);
    assertThat(odoo.calls()).noneMatch(call -> call.method().equals("authenticate"));
  }

  private static String key() {
    return simulator(OdooRelease.V19).createApiKey("admin");
  }

  private static OdooSimulator simulator(OdooRelease release) {
    return Objects.requireNonNull(SIMULATORS.get(release));
  }

  private static JsonNode value(String path, String body) throws Exception {
    HttpResponse<String> answer =
        json2(path, body, request -> request.header("Authorization", "bearer " + key()));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> json2(
      String path, String body, UnaryOperator<HttpRequest.Builder> more) throws Exception {
    return send(
        more.apply(post(simulator(OdooRelease.V19), "/json/2/" + path))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static JsonNode rpc(OdooRelease release, String service, String method, List<?> args)
      throws Exception {
    HttpResponse<String> answer =
        send(post(simulator(release), "/jsonrpc").POST(body(envelope(service, method, args))));
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static Map<String, Object> envelope(String service, String method, List<?> args) {
    return Map.of(
        "jsonrpc",
        "2.0",
        "method",
        "call",
        "id",
        7,
        "params",
        Map.of("service", service, "method", method, "args", args));
  }

  private static HttpRequest.Builder post(OdooSimulator odoo, String path) {
    return HttpRequest.newBuilder(URI.create(odoo.url() + path))
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(Object value) throws IOException {
    return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(value));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String type(HttpResponse<String> answer) {
    return answer.headers().firstValue("Content-Type").orElse("");
  }
}
