package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.rpc.OdooClient;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.inbound.order.Recordings;

/** What is decided without Odoo, and what happens when its database is away. */
class OrderMessageHandlerTest {
  private Vertx vertx;
  private OdooClient rpc;
  private PgSession nobody;
  private OrderMessageHandler handler;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    rpc =
        new OdooClient(
            vertx,
            OdooRpcConfig.of("http://127.0.0.1:1", "x", "x", Secret.of("x")),
            new SimpleMeterRegistry());
    nobody = PgSession.open(new PgUrl("postgresql://x@127.0.0.1:1/x", Secret.EMPTY), "test", 1);
    OdooDirectory directory =
        new OdooDirectory(nobody, "x", Clock.systemUTC(), Duration.ofMinutes(1), rpc::version);
    handler =
        new OrderMessageHandler(
            new OrderApplier(
                Map.of(Samples.SHOP, Samples.POLICY),
                directory,
                rpc,
                Clock.systemUTC(),
                new Random(1),
                Duration.ofMinutes(2),
                new MemoryMarks()),
            OrderRefunds.NONE);
  }

  @AfterEach
  void stop() throws TimeoutException {
    rpc.close();
    nobody.close();
    var unused = vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void whatIsNoOrderIsDecidedWithoutOdoo() {
    List<Outcome> outcomes =
        handler.handle(
            List.of(
                entry("unreadable", "x", "{\"id\":"),
                entry(ResourceKey.ORDER, "71", text("071")),
                entry("product", "3", "{\"id\":3}")));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.problem().code()).isEqualTo("malformed-json"));
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Superseded.class);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  void outcomesKeepTheOrderOfTheEntriesWhenOdoosDatabaseIsAway() {
    nobody.close(); // fails at once, where an unreachable server takes ten seconds

    List<Outcome> outcomes =
        handler.handle(
            List.of(
                entry(ResourceKey.ORDER, "76", text("044")),
                entry("product", "3", "{\"id\":3}"),
                entry(ResourceKey.ORDER, "71", text("041"))));

    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Superseded.class);
    assertThat(List.of(outcomes.get(0), outcomes.get(2)))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                            assertThat(failed.problem().kind())
                                .isEqualTo(Problem.TechnicalKind.CONNECTION_REFUSED)));
  }

  private static String text(String recording) {
    JsonNode json = Recordings.webhook("wc-11.0.1", recording).json();
    return json.toString();
  }

  private static JournalEntry entry(String type, String id, String body) {
    return new JournalEntry(
        1,
        new ResourceKey(Samples.SHOP, type, id),
        "order.updated",
        Payload.of(body),
        Map.of(),
        Instant.EPOCH,
        OptionalLong.empty(),
        Via.WEBHOOK,
        1);
  }
}
