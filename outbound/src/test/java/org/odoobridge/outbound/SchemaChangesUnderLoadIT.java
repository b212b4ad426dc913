package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.projection.SchemaFinding;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.postgresql.PGStatement;

/**
 * Odoo's tables change while stock moves: nothing is lost, what cannot be read is said by name, and
 * numbers are right again without a restart.
 */
class SchemaChangesUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PRODUCTS = 12;
  private static Vertx vertx;
  private static PostgresFixture postgres;
  private static OdooSimulator simulator;
  private static LiveOdoo odoo;
  private Writer writer;

  @BeforeAll
  static void start() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    simulator = OdooSimulator.start(vertx, postgres, "odoo");
    odoo =
        new LiveOdoo(
            OdooPerson.login(simulator.url(), simulator.db(), "admin", "admin"),
            "127.0.0.1",
            postgres.port(),
            simulator.db(),
            "postgres",
            postgres,
            Map.of(
                new ChannelPolicy(new ChannelId("shop"), StockPolicy.of("WH")), Question.of("WH")));
    for (int i = 0; i < PRODUCTS; i++) {
      var unused = odoo.person.createProduct("LOAD-" + i, "Load " + i, 10);
      odoo.person.setStock("LOAD-" + i, 10 + i);
    }
    odoo.agrees();
  }

  @AfterAll
  static void stop() throws SQLException {
    odoo.close();
    simulator.close();
    postgres.close();
    var unused = vertx.close();
  }

  @BeforeEach
  void stockMoves() {
    writer = new Writer();
    writer.begin();
  }

  @AfterEach
  void nothingIsLost() {
    writer.end();
    odoo.agrees();
    await().atMost(PATIENCE).until(() -> odoo.schema.findings().isEmpty());
  }

  @Test
  void aColumnNobodyReadsComesChangesAndGoes() throws SQLException {
    double before = reloads();
    odoo.sql("alter table stock_quant add column x_shelf character varying");
    writer.more();
    odoo.sql("alter table stock_quant rename column x_shelf to x_rack");
    writer.more();
    odoo.sql("alter table stock_quant alter column x_rack type text");
    writer.more();
    odoo.sql("alter table stock_quant drop column x_rack");
    writer.more();
    writer.end();
    odoo.agrees();
    assertThat(reloads()).isEqualTo(before);
  }

  @Test
  void aColumnThatIsReadWhereItExistsComesAndGoes() throws SQLException {
    double before = reloads();
    odoo.sql("alter table stock_move add column location_final_id integer");
    await().atMost(PATIENCE).until(() -> reloads() > before);
    writer.more();
    double after = reloads();
    odoo.sql("alter table stock_move drop column location_final_id");
    await().atMost(PATIENCE).until(() -> reloads() > after);
    writer.more();
  }

  @Test
  void aRenamedColumnThatIsNeededIsNamedUntilItIsBack() throws SQLException {
    odoo.sql("alter table stock_quant rename column reserved_quantity to x_reserved");
    await().atMost(PATIENCE).until(() -> problem().contains("stock_quant.reserved_quantity"));
    assertThat(odoo.flow.isOpen()).isFalse();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(odoo.schema.findings())
                    .extracting(SchemaFinding::remedy)
                    .anyMatch(remedy -> remedy.contains("odoo -u stock")));
    writer.more();
    odoo.sql("alter table stock_quant rename column x_reserved to reserved_quantity");
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  @Test
  void aDroppedColumnThatIsNeededIsNamedUntilItIsBack() throws SQLException {
    odoo.sql("alter table stock_quant drop column owner_id");
    await().atMost(PATIENCE).until(() -> problem().contains("stock_quant.owner_id"));
    writer.more();
    odoo.sql("alter table stock_quant add column owner_id integer");
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  @Test
  void aTypeThatChangesWithItsValuesIsReadAgain() throws SQLException {
    double before = reloads();
    odoo.sql(
        "alter table stock_quant alter column quantity type numeric using quantity::numeric * 2");
    await().atMost(PATIENCE).until(() -> reloads() > before);
    writer.more();
    odoo.sql("alter table stock_quant alter column quantity type double precision");
    writer.more();
  }

  @Test
  void aQuantityThatBecameATextIsNamedAndNotReadAsANumber() throws SQLException {
    for (String type : List.of("text", "jsonb", "boolean")) {
      odoo.sql(
          "alter table stock_move alter column product_qty type %s using %s"
              .formatted(
                  type,
                  type.equals("boolean")
                      ? "product_qty::text::numeric <> 0"
                      : type.equals("jsonb") ? "to_jsonb(product_qty)" : "product_qty::text"));
      await()
          .atMost(PATIENCE)
          .until(() -> problem().contains("stock_move.product_qty is " + type + ", not a number"));
      assertThat(odoo.flow.isOpen()).isFalse();
      writer.more();
      await().atMost(PATIENCE).until(() -> !odoo.schema.findings().isEmpty());
      String remedy = odoo.schema.findings().getFirst().remedy();
      assertThat(remedy)
          .contains(
              "ALTER TABLE public.stock_move ALTER COLUMN product_qty TYPE numeric"
                  + " USING product_qty::text::numeric;");
      odoo.sql(
          type.equals("boolean")
              ? "alter table stock_move alter column product_qty type numeric using 0"
              : remedy.substring(remedy.indexOf("ALTER TABLE")));
      await().atMost(PATIENCE).until(odoo.flow::isOpen);
      writer.more();
    }
  }

  @Test
  void aQuantityOfTheStreamThatBecameATextIsNamedAndNothingIsLost() throws SQLException {
    writer.pause();
    odoo.sql("alter table stock_quant alter column quantity type text using quantity::text");
    odoo.sql("update stock_quant set quantity = 'many' where product_id = 1");
    odoo.sql("update stock_quant set quantity = '7'");
    await()
        .atMost(PATIENCE)
        .until(() -> problem().contains("stock_quant.quantity is text, not a number"));
    odoo.sql("update stock_quant set quantity = '8'");
    odoo.sql("alter table stock_quant alter column quantity type numeric using quantity::numeric");
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.resume();
    writer.more();
  }

  @Test
  void aColumnListThatHidesWhatIsReadIsNamedUntilTheTableIsPublishedWhole() throws SQLException {
    odoo.sql(
        """
        begin;
        alter publication bridge_flow_it drop table stock_quant;
        alter publication bridge_flow_it add table stock_quant (id, product_id, location_id,
          lot_id, quantity, reserved_quantity);
        commit""");
    await()
        .atMost(PATIENCE)
        .until(() -> problem().contains("publication bridge_flow_it hides stock_quant.owner_id"));
    assertThat(odoo.flow.isOpen()).isFalse();
    writer.more();
    runRemedy();
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  @Test
  void aColumnDroppedWithItsListUnderLoadIsNamedAndHealed() throws SQLException {
    odoo.sql(
        """
        begin;
        alter publication bridge_flow_it drop table stock_move;
        alter publication bridge_flow_it add table stock_move (id, product_id, product_qty, state,
          procure_method, location_id, location_dest_id, date, sale_line_id, restrict_partner_id,
          origin, reference);
        commit""");
    writer.more();
    assertThat(odoo.schema.findings()).isEmpty();
    odoo.sql("alter table stock_move drop column origin cascade");
    await()
        .atMost(PATIENCE)
        .until(() -> problem().contains("publication bridge_flow_it does not name stock_move"));
    writer.more();
    runRemedy();
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    odoo.sql("alter table stock_move add column origin character varying");
    writer.more();
  }

  @Test
  void aRowFilterIsNamedUntilItIsGone() throws SQLException {
    odoo.sql("alter table stock_quant replica identity full");
    odoo.sql(
        """
        begin;
        alter publication bridge_flow_it drop table stock_quant;
        alter publication bridge_flow_it add table stock_quant where (quantity > 50);
        commit""");
    await().atMost(PATIENCE).until(() -> problem().contains("hides rows of stock_quant"));
    writer.more();
    runRemedy();
    odoo.sql("alter table stock_quant replica identity default");
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  /** Runs the statements of the first finding, as a person would. */
  private static void runRemedy() throws SQLException {
    await().atMost(PATIENCE).until(() -> !odoo.schema.findings().isEmpty());
    String remedy = odoo.schema.findings().getFirst().remedy();
    odoo.sql(remedy.substring(remedy.indexOf(": ") + 2));
  }

  @Test
  void aTableRewrittenWithTheSameContentLosesNothing() throws SQLException {
    odoo.sql("vacuum full stock_quant");
    writer.more();
    odoo.sql("vacuum full stock_move");
    writer.more();
  }

  @Test
  void aTableDroppedAndCreatedAgainNamesTheStatementsAndIsReadOnceTheyHaveRun()
      throws SQLException {
    odoo.sql(
        """
        begin;
        lock table stock_quant;
        create table stock_quant_new (like stock_quant including all);
        insert into stock_quant_new select * from stock_quant;
        update stock_quant_new set quantity = quantity + 3;
        drop table stock_quant cascade;
        alter table stock_quant_new rename to stock_quant;
        commit""");
    await().atMost(PATIENCE).until(() -> problem().contains("stock_quant"));
    writer.more();
    await().atMost(PATIENCE).until(() -> !odoo.schema.findings().isEmpty());
    String remedy = odoo.schema.findings().getFirst().remedy();
    assertThat(remedy)
        .contains("ALTER PUBLICATION \"bridge_flow_it\" ADD TABLE public.stock_quant;")
        .contains("GRANT SELECT ON public.stock_quant TO \"bridge_flow_it\";");
    Matcher statement = Pattern.compile("(ALTER|GRANT)[^;]*").matcher(remedy);
    while (statement.find()) {
      odoo.sql(statement.group());
      writer.more();
    }
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  @Test
  void lostGrantsAreNamed() throws SQLException {
    odoo.sql("revoke select on stock_move from bridge_flow_it");
    await().atMost(PATIENCE).until(() -> problem().contains("GRANT SELECT ON public.stock_move"));
    writer.more();
    odoo.sql("grant select on stock_move to bridge_flow_it");
    await().atMost(PATIENCE).until(odoo.flow::isOpen);
    writer.more();
  }

  @Test
  void unknownTypesInCustomColumnsDoNoHarm() throws SQLException {
    odoo.sql(
        """
        create type x_mood as enum ('glad', 'sad');
        create domain x_code as text check (length(value) < 9);
        create type x_pair as (a integer, b text);
        alter table stock_quant
          add column x_bytes bytea default 'abc', add column x_list integer[] default '{1,2}',
          add column x_mood x_mood default 'sad', add column x_code x_code default 'c',
          add column x_pair x_pair default '(1,a)', add column x_range int4range default '[1,5)',
          add column x_net inet default '127.0.0.1', add column x_xml xml default '<a/>',
          add column x_bits bit(3) default '101', add column x_money money default 3,
          add column x_point point default '(1,2)', add column x_for interval default '1 day',
          add column x_find tsvector default 'a b', add column x_id uuid,
          add column x_twice double precision generated always as (reserved_quantity * 2) stored""");
    writer.more();
    odoo.sql(
        """
        alter table stock_quant drop column x_bytes, drop column x_list, drop column x_mood,
          drop column x_code, drop column x_pair, drop column x_range, drop column x_net,
          drop column x_xml, drop column x_bits, drop column x_money, drop column x_point,
          drop column x_for, drop column x_find, drop column x_id, drop column x_twice""");
    writer.more();
  }

  private static String problem() {
    return odoo.flow.health() instanceof Health.Down down ? down.reason() : "";
  }

  private static double reloads() {
    return odoo.meters.counter(Telemetry.PROJECTION_RELOADS).count();
  }

  /** Commits stock changes all the while. */
  private static final class Writer {
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final ReentrantLock pausing = new ReentrantLock();
    private final Thread thread = Thread.ofPlatform().unstarted(this::write);

    void begin() {
      thread.start();
      more();
    }

    /** Waits for some further commits. */
    void more() {
      int until = commits.get() + 40;
      await().atMost(PATIENCE).until(() -> commits.get() >= until || !failure.get().isEmpty());
      assertThat(failure.get()).isEmpty();
    }

    /** Commits nothing until {@link #resume}. */
    void pause() {
      pausing.lock();
    }

    void resume() {
      pausing.unlock();
    }

    void end() {
      over.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertThat(failure.get()).isEmpty();
    }

    private void change(PreparedStatement update, Random random) throws SQLException {
      update.setDouble(1, random.nextInt(100));
      update.setString(2, "LOAD-" + random.nextInt(PRODUCTS));
      List<Integer> changed = List.of(update.executeUpdate());
      if (!changed.equals(List.of(1))) {
        throw new IllegalStateException("no quant was changed");
      }
      commits.incrementAndGet();
    }

    private void write() {
      Random random = new Random(7);
      try (Connection connection = odoo.superuser();
          PreparedStatement update =
              connection.prepareStatement(
                  "update stock_quant set quantity = ? where id = (select q.id from stock_quant q"
                      + " join product_product p on p.id = q.product_id"
                      + " join stock_location l on l.id = q.location_id and l.usage = 'internal'"
                      + " where p.default_code = ? limit 1)")) {
        update.unwrap(PGStatement.class).setPrepareThreshold(0);
        while (!over.get()) {
          pausing.lock();
          try {
            change(update, random);
          } finally {
            pausing.unlock();
          }
        }
      } catch (SQLException | RuntimeException e) {
        failure.set(e.toString());
      }
    }
  }
}
