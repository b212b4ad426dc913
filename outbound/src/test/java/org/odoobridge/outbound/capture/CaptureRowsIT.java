package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.outbound.capture.CaptureRig.Recorder;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** What a committed change looks like when it is handed on. */
class CaptureRowsIT {
  private static CaptureRig rig;
  private static Recorder recorder;
  private static CaptureEngine engine;

  @BeforeAll
  static void lead() {
    rig = new CaptureRig(PostgresOptions.throwaway());
    recorder = new Recorder();
    engine = rig.engine("one", recorder);
    engine.start();
    await().until(() -> engine.epoch().isPresent());
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @BeforeEach
  void startEmpty() {
    rig.execute("truncate quant");
    engine.emitMarker("test.start", "");
    await().until(() -> !recorder.messages("test.start").isEmpty());
    recorder.transactions.clear();
  }

  @Test
  void transactionComesWholeWithEveryTouchOfARow() {
    rig.execute(
        "begin; insert into quant (product, quantity) values (1, 5.50), (2, 7);"
            + "update quant set quantity = 4 where product = 1;"
            + "update quant set quantity = 3 where product = 1;"
            + "delete from quant where product = 2; commit");

    await().until(() -> !recorder.withRows().isEmpty());
    WalTransaction transaction = recorder.withRows().getFirst();
    assertThat(transaction.changes())
        .extracting(change -> change.getClass().getSimpleName())
        .containsExactly("Inserted", "Inserted", "Updated", "Updated", "Deleted");
    assertThat(transaction.changes()).extracting(RowChange::table).containsOnly("quant");
    assertThat(inserted(transaction.changes().getFirst()).decimal("quantity"))
        .isEqualTo(new BigDecimal("5.50"));
    assertThat(transaction.xid()).isPositive();
    assertThat(transaction.committedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(transaction.commitLsn())
        .isGreaterThan(Lsn.ZERO)
        .isLessThanOrEqualTo(rig.lsn("select pg_current_wal_lsn()"));
  }

  @Test
  void columnsBecomeJavaValues() {
    rig.execute(
        "insert into quant (product, quantity, weight, note, attributes, counted, write_date, seen,"
            + " active, tags) values (1, 12.340, 0.1, 'n', '{\"a\": 1}', '2026-02-03',"
            + " '2026-02-03 04:05:06.789012', '2026-02-03 04:05:06+02', true, '{a,b}')");

    await().until(() -> !recorder.changes().isEmpty());
    Row row = inserted(recorder.changes().getFirst());
    assertThat(row.get("product")).isEqualTo(1);
    assertThat(row.get("quantity")).isEqualTo(new BigDecimal("12.340"));
    assertThat(row.get("weight")).isEqualTo(new BigDecimal("0.1"));
    assertThat(row.get("note")).isEqualTo("n");
    assertThat(row.get("attributes")).isEqualTo("{\"a\": 1}");
    assertThat(row.get("counted")).isEqualTo(LocalDate.of(2026, 2, 3));
    assertThat(row.get("write_date")).isEqualTo(Instant.parse("2026-02-03T04:05:06.789012Z"));
    assertThat(row.get("seen")).isEqualTo(Instant.parse("2026-02-03T02:05:06Z"));
    assertThat(row.get("active")).isEqualTo(true);
    assertThat(row.get("tags")).isEqualTo("{a,b}");
  }

  @Test
  void nullColumnsAreThereAndNull() {
    rig.execute("insert into quant (product) values (1)");

    await().until(() -> !recorder.changes().isEmpty());
    Row row = inserted(recorder.changes().getFirst());
    assertThat(row.has("quantity")).isTrue();
    assertThat(row.get("quantity")).isNull();
    assertThat(row.get("write_date")).isNull();
  }

  @Test
  void unchangedLargeValueIsMarkedAndNotGuessed() {
    rig.execute(
        "insert into quant (product, note, attributes) select 1, string_agg(md5(i::text), ''),"
            + " jsonb_object_agg(i::text, md5(i::text)) from generate_series(1, 2000) i");
    rig.execute("update quant set quantity = 9");

    await().until(() -> recorder.changes().size() == 2);
    Row before = inserted(recorder.changes().getFirst());
    Row after = ((RowChange.Updated) recorder.changes().getLast()).after();
    assertThat(before.text("note").orElseThrow()).hasSize(64_000);
    assertThat(after.isUnchanged("note")).isTrue();
    assertThat(after.isUnchanged("attributes")).isTrue();
    assertThat(after.decimal("quantity")).isEqualByComparingTo("9");
  }

  @Test
  void deleteCarriesOnlyTheKey() {
    rig.execute("insert into quant (id, product, quantity) values (77, 1, 2)");
    rig.execute("delete from quant where id = 77");

    await().until(() -> recorder.changes().size() == 2);
    Row key = ((RowChange.Deleted) recorder.changes().getLast()).key();
    assertThat(key.columns()).containsExactly("id");
    assertThat(key.intOf("id")).isEqualTo(77);
  }

  @Test
  void updateThatChangesNothingIsAChangeLikeAnyOther() {
    rig.execute("insert into quant (product, quantity) values (1, 2)");
    rig.execute("update quant set quantity = quantity");

    await().until(() -> recorder.changes().size() == 2);
    Row after = ((RowChange.Updated) recorder.changes().getLast()).after();
    assertThat(after.decimal("quantity")).isEqualByComparingTo("2");
  }

  @Test
  void truncateIsSeen() {
    rig.execute("insert into quant (product) values (1)");
    rig.execute("truncate quant");

    await().until(() -> recorder.changes().size() == 2);
    assertThat(recorder.changes().getLast()).isEqualTo(new RowChange.Truncated("quant"));
  }

  @Test
  void tablesThatWereNotAskedForAreSkipped() {
    rig.execute("insert into other (name) values ('x'); insert into quant (product) values (1)");

    await().until(() -> !recorder.changes().isEmpty());
    assertThat(recorder.changes()).extracting(RowChange::table).containsExactly("quant");
  }

  @Test
  void aColumnAddedLaterIsRead() {
    rig.execute("insert into quant (product) values (1)");
    rig.execute("alter table quant add column owner integer");
    rig.execute("update quant set owner = 5");

    await().until(() -> recorder.changes().size() == 2);
    Row after = ((RowChange.Updated) recorder.changes().getLast()).after();
    assertThat(after.intOf("owner")).isEqualTo(5);
  }

  @Test
  void messageInATransactionComesWithItsRows() {
    rig.execute(
        "begin; insert into quant (product) values (1);"
            + "select pg_logical_emit_message(true, 'test', 'grüße'); commit");

    await().until(() -> !recorder.withRows().isEmpty());
    WalTransaction transaction = recorder.withRows().getFirst();
    assertThat(transaction.messages()).containsExactly(new WalTransaction.Message("test", "grüße"));
    assertThat(transaction.changes()).hasSize(1);
  }

  @Test
  void messageOutsideATransactionComesAlone() {
    rig.execute("select pg_logical_emit_message(false, 'test', 'alone')");
    rig.execute("insert into quant (product) values (1)");

    await().until(() -> !recorder.withRows().isEmpty());
    assertThat(recorder.messages("test")).containsExactly("alone");
    assertThat(recorder.withRows().getFirst().messages()).isEmpty();
    WalTransaction alone =
        recorder.transactions.stream()
            .filter(tx -> tx.messages().contains(new WalTransaction.Message("test", "alone")))
            .findFirst()
            .orElseThrow();
    assertThat(alone.committedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(alone.commitLsn()).isLessThan(recorder.withRows().getFirst().commitLsn());
  }

  @Test
  void markerComesBackAboveItsLsn() {
    rig.execute("insert into quant (product) values (1)");

    Lsn marker = engine.emitMarker("odoo_bridge.gate", "nonce");

    await().until(() -> !recorder.messages("odoo_bridge.gate").isEmpty());
    WalTransaction transaction =
        recorder.transactions.stream()
            .filter(
                tx ->
                    tx.messages().contains(new WalTransaction.Message("odoo_bridge.gate", "nonce")))
            .findFirst()
            .orElseThrow();
    assertThat(transaction.commitLsn()).isGreaterThan(marker);
    assertThat(recorder.withRows().getFirst().commitLsn()).isLessThan(marker);
  }

  @Test
  void aLargeTransactionComesWholeAndInOrder() {
    rig.execute("insert into quant (product) select i from generate_series(1, 20000) i");

    await().atMost(java.time.Duration.ofSeconds(60)).until(() -> !recorder.withRows().isEmpty());
    List<RowChange> changes = recorder.withRows().getFirst().changes();
    assertThat(changes).hasSize(20_000);
    assertThat(inserted(changes.getLast()).intOf("product")).isEqualTo(20_000);
  }

  private static Row inserted(RowChange change) {
    return ((RowChange.Inserted) change).after();
  }
}
