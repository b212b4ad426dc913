package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.capture.CaptureConfig;
import org.odoobridge.outbound.capture.CaptureEngine;
import org.odoobridge.outbound.capture.CaptureSource;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.outbound.desired.StockSink;
import org.odoobridge.outbound.projection.ExistingTables;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.oracle.AvailabilityOracle;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * An Odoo with its database, tailed by a real capture into an OutboundFlow, read as a
 * least-privileged role.
 */
final class LiveOdoo implements AutoCloseable, StockSink, DemandFeed {
  private static final String READER = "bridge_flow_it";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final OdooPerson person;
  final OutboundFlow flow;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final String jdbcUrl;
  private final String superPassword;
  private final PgSession journal;
  private final PgSession reader;
  final SchemaWatch schema;
  private final List<String> documents = new CopyOnWriteArrayList<>();
  private final CaptureEngine capture;
  private final Map<String, Long> shown = new ConcurrentHashMap<>();
  private final Map<ChannelId, Question> questions;
  private Consumer<OrderDemand> demand = order -> {};

  /**
   * @param channels with the question that gives the right answer for each
   */
  LiveOdoo(
      OdooPerson person,
      String host,
      int port,
      String database,
      String superPassword,
      PostgresFixture journalServer,
      Map<ChannelPolicy, Question> channels)
      throws SQLException {
    this.person = person;
    this.jdbcUrl = "jdbc:postgresql://" + host + ":" + port + "/" + database;
    this.superPassword = superPassword;
    this.questions = new TreeMap<>();
    channels.forEach((policy, question) -> questions.put(policy.channel(), question));
    grant();
    PgUrl source =
        new PgUrl(
            "postgresql://" + READER + "@" + host + ":" + port + "/" + database,
            Secret.of("secret"));
    journalServer.createDatabase("flow_it", "postgres");
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + journalServer.port() + "/flow_it",
                Secret.of("postgres")),
            "flow-it-journal",
            3);
    JournalSchema.migrate(journal);
    reader = PgSession.open(source, "flow-it", 2);
    List<ChannelPolicy> policies = List.copyOf(channels.keySet());
    ProjectionLoader loader = new ProjectionLoader(reader, OutboundFlow.kept(policies), READER);
    flow = new OutboundFlow(policies, loader, this, this, Clock.systemUTC(), meters);
    flow.start();
    schema =
        new SchemaWatch(
            loader, flow, shape -> List.of(), documents::add, Duration.ofMillis(200), meters);
    schema.start();
    capture =
        new CaptureEngine(
            new CaptureConfig(
                READER,
                READER,
                ByteSize.parse("512MiB"),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofMillis(100)),
            new CaptureSource(
                source,
                new HashSet<>(SourceTables.publicationTables()),
                SourceTables.capturedColumns(),
                "it"),
            journal,
            flow,
            flow,
            new HealthRegistry(),
            meters);
    capture.start();
    await().atMost(PATIENCE).until(flow::isOpen);
  }

  private void grant() throws SQLException {
    sql("drop publication if exists " + READER);
    sql(
        "do $$ begin if not exists (select from pg_roles where rolname = '"
            + READER
            + "') then create role "
            + READER
            + " login replication password 'secret'; end if; end $$");
    for (String grant : SourceTables.grants(READER, ExistingTables.of(superuser()))) {
      sql(grant);
    }
    sql(
        "create publication "
            + READER
            + " for table "
            + String.join(", ", ExistingTables.published(superuser())));
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = superuser();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  Connection superuser() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, "postgres", superPassword);
  }

  /** A sale comes in at a channel. */
  void order(OrderDemand order) {
    demand.accept(order);
  }

  /** Waits until a channel shows {@code units}, and every channel what the oracle says. */
  void shows(String channel, String sku, long units) {
    String key = channel + "/" + sku;
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(shown.get(key)).as(explain(channel, sku)).isEqualTo(units));
    agrees(sku);
  }

  /** Waits until every channel shows what the oracle says of a SKU; no order is in flight. */
  void agrees(String sku) {
    questions.forEach(
        (channel, question) ->
            await()
                .atMost(PATIENCE)
                .untilAsserted(
                    () ->
                        assertThat(shown.get(channel + "/" + sku))
                            .as(explain(channel.value(), sku))
                            .isEqualTo(right(question, sku))));
  }

  /** Waits until every channel shows what the oracle says of every SKU. */
  void agrees() {
    questions.forEach(
        (channel, question) ->
            await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                    () -> {
                      assertThat(flow.isOpen()).as("%s", flow.health()).isTrue();
                      try (Connection connection = superuser()) {
                        assertThat(shownBy(channel))
                            .isEqualTo(AvailabilityOracle.ask(connection, question));
                      }
                    }));
  }

  private Map<String, Long> shownBy(ChannelId channel) {
    Map<String, Long> bySku = new TreeMap<>();
    shown.forEach(
        (key, units) -> {
          if (key.startsWith(channel + "/")) {
            bySku.put(key.substring(channel.value().length() + 1), units);
          }
        });
    return bySku;
  }

  private @Nullable Long right(Question question, String sku) throws SQLException {
    try (Connection connection = superuser()) {
      return AvailabilityOracle.ask(connection, question).get(sku);
    }
  }

  String explain(String channel, String sku) {
    return flow.explain(new ChannelId(channel), new Sku(sku)).orElseThrow().text();
  }

  @Override
  public void offer(DesiredStock desired, boolean replayed) {
    shown.put(desired.channel() + "/" + desired.sku(), desired.quantity());
  }

  @Override
  public void forget(ChannelId channel, Sku sku) {
    shown.remove(channel + "/" + sku);
  }

  @Override
  public List<OrderDemand> open() {
    return List.of();
  }

  @Override
  public void subscribe(Consumer<OrderDemand> listener) {
    demand = listener;
  }

  @Override
  public void settled(List<OrderKey> orders) {}

  @Override
  public void close() throws SQLException {
    schema.stop();
    capture.stop(Duration.ofSeconds(20));
    flow.stop(Duration.ofSeconds(5));
    reader.close();
    journal.close();
    sql("select pg_drop_replication_slot('" + READER + "')");
    sql("drop publication " + READER);
  }
}
