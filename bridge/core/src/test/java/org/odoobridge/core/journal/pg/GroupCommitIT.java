package org.odoobridge.core.journal.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.Messages;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many callers at once, with fsync on, and connections that die. */
class GroupCommitIT {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommitIT.class);
  private static PostgresFixture server;
  private JournalNode node;

  @BeforeAll
  static void startServer() {
    server = PostgresFixture.start(PostgresOptions.throwaway().withFsync(true));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    node = JournalNode.onFreshDatabase(server, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void callersOfABurstShareCommits() throws Exception {
    int orders = 3000;
    List<Future<Append>> appends = new ArrayList<>();
    long before = commits();
    long start = System.nanoTime();

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < orders; i++) {
        NewMessage message = Messages.taking(Integer.toString(i), 10, 1);
        appends.add(callers.submit(() -> node.journal().append(message)));
      }
    }

    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(appends).allSatisfy(a -> assertThat(a.get()).isInstanceOf(Append.Appended.class));
    assertThat(node.view().counts()).containsExactly(Map.entry(EntryState.RECEIVED, (long) orders));
    assertThat(node.demand().open()).hasSize(orders);
    assertThat(commits() - before).isLessThan(orders / 10);
    LOG.atInfo()
        .addKeyValue("orders", orders)
        .addKeyValue("perSecond", String.format(Locale.ROOT, "%.0f", orders / seconds))
        .log("journal.append.throughput");
  }

  @Test
  void everyAcknowledgedAppendIsThereWhenBackendsAreKilledMeanwhile() throws Exception {
    Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    AtomicInteger refused = new AtomicInteger();
    AtomicInteger next = new AtomicInteger();
    Map<OrderKey, OrderDemand> heard = new ConcurrentHashMap<>();
    node.demand().subscribe(demand -> heard.put(demand.key(), demand));
    int callersCount = 40;
    int kills = 15;

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      AtomicInteger killed = new AtomicInteger();
      for (int i = 0; i < callersCount; i++) {
        callers.execute(
            () -> {
              while (killed.get() < kills) {
                try {
                  acknowledged.add(
                      node.journal()
                          .append(Messages.taking(Integer.toString(next.incrementAndGet()), 10, 1))
                          .entryId());
                } catch (JournalUnavailable e) {
                  refused.incrementAndGet();
                }
              }
            });
      }
      while (killed.get() < kills) {
        int seen = acknowledged.size();
        await().until(() -> acknowledged.size() > seen + 50);
        killBackends();
        killed.incrementAndGet();
      }
    }

    assertThat(acknowledged).doesNotHaveDuplicates();
    assertThat(storedEntries()).containsAll(acknowledged);
    // What was told and what is stored agree in the end, also where a commit was in doubt.
    await()
        .ignoreException(SqlFailure.class) // killed connections still in the pool
        .untilAsserted(
            () ->
                assertThat(
                        heard.values().stream()
                            .filter(OrderDemand::holdsStock)
                            .map(OrderDemand::key))
                    .containsExactlyInAnyOrderElementsOf(
                        node.demand().open().stream().map(OrderDemand::key).toList()));
    LOG.atInfo()
        .addKeyValue("acknowledged", acknowledged.size())
        .addKeyValue("refused", refused.get())
        .log("journal.append.killed");
  }

  @Test
  void aMessageTheDatabaseRefusesDoesNotRefuseItsNeighbours() throws Exception {
    NewMessage bad = Messages.withTopic(Messages.taking("1", 10, 1), "order\0created");
    List<Future<Append>> good = new ArrayList<>();
    Future<Append> refused;

    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      refused = callers.submit(() -> node.journal().append(bad));
      for (int i = 2; i < 50; i++) {
        NewMessage message = Messages.taking(Integer.toString(i), 10, 1);
        good.add(callers.submit(() -> node.journal().append(message)));
      }
    }

    assertThat(refused).failsWithin(Duration.ZERO);
    assertThat(good).allSatisfy(a -> assertThat(a.get()).isInstanceOf(Append.Appended.class));
  }

  @Test
  void anotherNodeHearsOfDemandAndOfWork() {
    try (JournalNode other = node.another(server, Clock.systemUTC())) {
      List<OrderDemand> heard = new CopyOnWriteArrayList<>();
      AtomicInteger wakes = new AtomicInteger();
      other.demand().subscribe(heard::add);
      other.journal().onWork(wakes::incrementAndGet);

      node.journal().append(Messages.taking("1", 10, 2));

      await().until(() -> heard.size() == 1 && wakes.get() > 0);
      assertThat(heard).isEqualTo(node.demand().open());
      assertThat(other.journal().append(Messages.taking("1", 10, 2)))
          .isInstanceOf(Append.Duplicate.class);
    }
  }

  /** Transactions that have inserted entries. */
  private long commits() throws SQLException {
    try (Connection connection = server.connect(node.database());
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(distinct xmin::text) from inbound_message")) {
      row.next();
      return row.getLong(1);
    }
  }

  private Set<Long> storedEntries() throws SQLException {
    try (Connection connection = server.connect(node.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select id from inbound_message")) {
      Set<Long> ids = new HashSet<>();
      while (row.next()) {
        ids.add(row.getLong(1));
      }
      return ids;
    }
  }

  private void killBackends() {
    server.execute(
        PostgresFixture.SUPERUSER,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + node.database()
            + "' and application_name = 'journal-test'");
  }
}
