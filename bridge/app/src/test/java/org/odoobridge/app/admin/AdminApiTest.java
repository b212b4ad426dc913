package org.odoobridge.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.observability.Health;

final class AdminApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ORDER =
      """
      {"id": 7, "total": "12.00", "billing": {"first_name": "Jane", "email": "jane@home.example"},
       "customer_note": "ring twice, Jane", "meta_data": [{"key": "vat", "value": "X1"}],
       "line_items": [{"sku": "DESK-01", "quantity": 2, "meta_data": [{"value": "for Jane"}]}]}""";

  private RunningApi api;

  @BeforeEach
  void start() {
    api = new RunningApi();
    api.journal.add(1, "shop", "7", EntryState.APPLIED, ORDER);
    api.journal.add(2, "shop", "8", EntryState.REJECTED, ORDER);
    api.journal.add(3, "till", "9", EntryState.RECEIVED, "not json, from Jane");
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/status", "/api/stock", "/api/orders/1", "/api/events", "/api/none"})
  void nothingOfTheApiAnswersWithoutTheToken(String path) throws Exception {
    HttpResponse<String> none = api.send(api.anonymous(path).GET());
    HttpResponse<String> wrong =
        api.send(api.anonymous(path).header("Authorization", "Bearer t0kem").GET());
    HttpResponse<String> basic =
        api.send(api.anonymous(path).header("Authorization", "Basic t0ken").GET());
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(basic.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(json(none).path("remedy").asText()).contains("bridge.token");
  }

  @Test
  void statusShowsNodeHealthAndJournal() throws Exception {
    api.health.register("capture", () -> new Health.Degraded("lag 600 MB"));
    JsonNode status = json(api.get("/api/status"));
    assertThat(status.path("node").asText()).isEqualTo("node-1");
    assertThat(status.path("ready").asBoolean()).isTrue();
    assertThat(status.path("health").path("capture").path("reason").asText())
        .isEqualTo("lag 600 MB");
    assertThat(status.path("journal").path("rejected").asInt()).isEqualTo(1);
  }

  @Test
  void progressOfEveryCatalogueIsListed() throws Exception {
    JsonNode catalogs = json(api.get("/api/catalog")).path("catalogs");
    assertThat(catalogs).hasSize(1);
    JsonNode progress = catalogs.path(0).path("comparison");
    assertThat(catalogs.path(0).path("channel").asText()).isEqualTo("shop");
    assertThat(progress.path("done").asInt()).isEqualTo(250);
    assertThat(progress.path("remaining").asInt()).isEqualTo(750);
    assertThat(progress.path("rate").asDouble()).isEqualTo(2.5);
    assertThat(progress.path("expectedEnd").asText()).isEqualTo("2026-01-01T00:06:40Z");
  }

  @Test
  void whatAShopShowsWronglyIsListedLookedForAndApproved() throws Exception {
    JsonNode drift = json(api.get("/api/channels/shop/drift"));
    assertThat(drift.path("drift").path("held").asText()).startsWith("1 of 12 items differ");
    assertThat(drift.path("findings").path(0).path("detail").asText())
        .isEqualTo("told 20, the shop shows 19");

    assertThat(api.post("/api/channels/shop/drift/look", "").statusCode()).isEqualTo(200);
    JsonNode approved =
        json(
            api.post(
                "/api/channels/shop/drift/approve",
                "{\"findings\":\"" + FakeDrift.FINDING + ", other\"}"));

    assertThat(approved.path("approved").asInt()).isEqualTo(1);
    assertThat(api.outbound.drift.asked)
        .containsExactly("look", "approve [" + FakeDrift.FINDING + ", other]");
    assertThat(api.post("/api/channels/shop/drift/approve", "{\"findings\":\"none\"}").statusCode())
        .isEqualTo(404);
    assertThat(api.get("/api/channels/nowhere/drift").statusCode()).isEqualTo(404);
  }

  @Test
  void readyIs503WithTheReasonWhileAPartIsDown() throws Exception {
    api.health.register("capture", () -> Health.UP);
    assertThat(api.send(api.anonymous("/health/ready").GET()).statusCode()).isEqualTo(200);
    api.health.register("capture", () -> new Health.Down("the stream has stalled"));
    HttpResponse<String> down = api.send(api.anonymous("/health/ready").GET());
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(json(down).path("parts").path("capture").path("reason").asText())
        .isEqualTo("the stream has stalled");
    assertThat(api.send(api.anonymous("/health/live").GET()).statusCode()).isEqualTo(200);
  }

  @Test
  void metricsAreInPrometheusForm() throws Exception {
    api.meters.counter("bridge.dedup.hits").increment();
    assertThat(api.send(api.anonymous("/metrics").GET()).body())
        .contains("bridge_dedup_hits_total 1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '3,2,1'",
    "?state=problem, 2",
    "'?state=applied,received', '3,1'",
    "?channel=till, 3",
    "?resource=8, 2",
    "?problem=unknown-sku, 2",
    "?before=3&limit=1, 2"
  })
  void ordersCanBeFiltered(String query, String ids) throws Exception {
    JsonNode orders = json(api.get("/api/orders" + query)).path("orders");
    assertThat(orders.findValuesAsText("id")).containsExactly(ids.split(","));
  }

  @Test
  void aRejectedOrderSaysWhatToDo() throws Exception {
    JsonNode order = json(api.get("/api/orders?state=problem")).path("orders").get(0);
    assertThat(order.path("detail").asText()).isEqualTo("no product has SKU X-1");
    assertThat(order.path("remedy").asText()).isEqualTo("create the product, then redrive");
    assertThat(order.path("waitsForPerson").asBoolean()).isTrue();
  }

  @Test
  void anOrderIsShownWithoutPersonalData() throws Exception {
    HttpResponse<String> answer = api.get("/api/orders/1");
    assertThat(answer.body()).doesNotContain("Jane", "jane@", "X1");
    JsonNode body = json(answer).path("body");
    assertThat(body.path("total").asText()).isEqualTo("12.00");
    assertThat(body.path("line_items").get(0).path("sku").asText()).isEqualTo("DESK-01");
    assertThat(json(answer).path("timeline").findValuesAsText("what"))
        .containsExactly("received by webhook", "attempt 1 applied");
  }

  @Test
  void aBodyThatIsNotJsonIsHiddenWhole() throws Exception {
    JsonNode order = json(api.get("/api/orders/3"));
    assertThat(order.path("body").asText()).isEqualTo("[not JSON, 19 bytes]");
  }

  @Test
  void aHeldOrderIsReleasedAndNoOther() throws Exception {
    api.journal.addHeld(9, "shop", "4711", "{}");

    assertThat(api.post("/api/orders/9/release", "").statusCode()).isEqualTo(200);
    assertThat(api.post("/api/orders/2/release", "").statusCode()).isEqualTo(409);
    assertThat(api.journal.decisions).containsExactly("api releases 9");
  }

  @Test
  void redriveAndDiscardAreDecisionsOfTheNamedActor() throws Exception {
    HttpRequest.Builder redrive =
        api.anonymous("/api/orders/2/redrive")
            .header("Authorization", "Bearer " + RunningApi.TOKEN)
            .header("X-Actor", "anna")
            .POST(HttpRequest.BodyPublishers.noBody());
    assertThat(api.send(redrive).statusCode()).isEqualTo(200);
    assertThat(api.post("/api/orders/2/discard", "{\"reason\": \"test order\"}").statusCode())
        .isEqualTo(200);
    assertThat(api.journal.decisions)
        .containsExactly("anna redrives 2", "api discards 2: test order");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/orders/1/redrive, '', 409",
    "/api/orders/99/redrive, '', 404",
    "/api/orders/x/redrive, '', 400",
    "/api/orders/2/discard, '', 400",
    "/api/orders/2/discard, '[1]', 400",
    "/api/orders/1/discard, '{\"reason\":\"r\"}', 409",
    "/api/channels/none/pause, '', 404",
    "/api/channels/shop/explode, '', 404",
    "/api/channels/UPPER/pause, '', 400",
  })
  void refusedActionsAreProblems(String path, String body, int status) throws Exception {
    HttpResponse<String> answer = api.post(path, body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
    assertThat(json(answer).path("detail").asText()).isNotBlank();
    assertThat(api.journal.decisions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/api/orders?state=lost, 400",
    "/api/orders?limit=0, 400",
    "/api/orders?channel=A%20B, 400",
    "/api/orders/99, 404",
    "/api/explain?sku=DESK-01, 400",
    "/api/explain?channel=shop&sku=NONE, 404",
    "/api/explain?channel=none&sku=DESK-01, 404",
    "/api/stock?offset=-1, 400",
    "/api/none, 404",
  })
  void refusedReadsAreProblems(String path, int status) throws Exception {
    HttpResponse<String> answer = api.get(path);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void aBodyOverTheLimitIs413() throws Exception {
    String large = "{\"reason\": \"" + "x".repeat(70_000) + "\"}";
    assertThat(api.post("/api/orders/2/discard", large).statusCode()).isEqualTo(413);
  }

  @Test
  void withoutTheJournalOrdersAre503AndTheStatusStillAnswers() throws Exception {
    api.journal.away = true;
    assertThat(api.get("/api/orders").statusCode()).isEqualTo(503);
    assertThat(api.get("/api/status").statusCode()).isEqualTo(200);
  }

  @Test
  void channelsAreListedPausedAndResumed() throws Exception {
    assertThat(api.post("/api/channels/shop/pause", "").statusCode()).isEqualTo(200);
    assertThat(json(api.get("/api/channels")).path("channels").get(0).path("state").asText())
        .isEqualTo("paused");
    api.post("/api/channels/shop/resume", "");
    assertThat(json(api.get("/api/channels")).path("channels").get(0).path("state").asText())
        .isEqualTo("running");
    assertThat(json(api.post("/api/channels/shop/redrive", "")).path("redriven").asInt())
        .isEqualTo(2);
  }

  @Test
  void stockIsPagedAndSearched() throws Exception {
    JsonNode second = json(api.get("/api/stock?offset=1&limit=1"));
    assertThat(second.path("total").asInt()).isEqualTo(2);
    assertThat(second.path("rows").get(0).path("sku").asText()).isEqualTo("LAMP-01");
    JsonNode shown = second.path("rows").get(0).path("channels").path("shop");
    assertThat(shown.path("desired").asInt()).isEqualTo(2);
    assertThat(shown.path("reported").asInt()).isEqualTo(4);
    assertThat(shown.path("state").asText()).isEqualTo("waiting");
    assertThat(json(api.get("/api/stock?q=lam")).path("total").asInt()).isEqualTo(1);
  }

  @Test
  void eventsCarryTheNewestRowOfASkuAndOrdersThatChange() throws Exception {
    Iterator<String> lines = api.stream("/api/events").body().iterator();
    assertThat(lines.next()).isEqualTo("retry: 1000");
    JsonNode order = next(lines, "order");
    assertThat(order.path("id").asInt()).isEqualTo(1);
    api.outbound.change(FakeOutbound.row("DESK-01", "Desk", "6", 4, 5));
    JsonNode stock = next(lines, "stock");
    assertThat(stock.path("sku").asText()).isEqualTo("DESK-01");
    assertThat(stock.path("channels").path("shop").path("desired").asInt()).isEqualTo(4);
  }

  private static JsonNode next(Iterator<String> lines, String type) throws IOException {
    String line = lines.next();
    while (!line.equals("event: " + type)) {
      line = lines.next();
    }
    return JSON.readTree(lines.next().substring("data: ".length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/", "/console/console.js", "/console/console.css"})
  void theConsoleIsServedAndNamesNoOtherHost(String path) throws Exception {
    HttpResponse<String> file = api.send(api.anonymous(path).GET());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(file.body()).doesNotContain("http://", "https://", "innerHTML");
  }
}
