package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.outbound.capture.CaptureRig.Recorder;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** Columns that nobody reads are taken out of the stream, whatever they hold and wherever. */
class CaptureColumnsIT {
  private static final Set<String> READ = Set.of("id", "product", "quantity", "note");
  private static CaptureRig rig;
  private static Recorder recorder;
  private static CaptureEngine engine;

  @BeforeAll
  static void lead() {
    rig = new CaptureRig(PostgresOptions.throwaway());
    recorder = new Recorder();
    CaptureSource whole = rig.source("one");
    engine =
        rig.engine(
            new CaptureSource(
                whole.database(), whole.tables(), Map.of("quant", READ), whole.node()),
            recorder);
    engine.start();
    await().until(() -> engine.epoch().isPresent());
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  @BeforeEach
  void startEmpty() {
    rig.execute("alter table quant replica identity default");
    rig.execute("truncate quant");
    engine.emitMarker("test.start", "");
    await().until(() -> !recorder.messages("test.start").isEmpty());
    recorder.transactions.clear();
  }

  @Test
  void onlyWhatIsReadArrives() {
    rig.execute(
        "insert into quant (id, product, quantity, weight, note, attributes, tags) values"
            + " (5, 1, 12.340, 0.1, 'n', '{\"a\": 1}', '{a,b}'), (6, 2, null, null, null, null, null)");

    await().until(() -> recorder.changes().size() == 2);
    Row row = inserted(0);
    assertThat(row.columns()).isEqualTo(READ);
    assertThat(row.get("product")).isEqualTo(1);
    assertThat(row.get("quantity")).isEqualTo(new BigDecimal("12.340"));
    assertThat(row.get("note")).isEqualTo("n");
    assertThat(inserted(1).get("note")).isNull();
    assertThat(inserted(1).intOf("product")).isEqualTo(2);
  }

  @Test
  void aLargeValueThatDidNotChangeIsStillMarkedBesideOnesThatAreCut() {
    rig.execute(
        "insert into quant (id, product, note, attributes) select 5, 1,"
            + " string_agg(md5(i::text), ''), jsonb_object_agg(i::text, md5(i::text))"
            + " from generate_series(1, 2000) i");
    rig.execute("update quant set quantity = 9");

    await().until(() -> recorder.changes().size() == 2);
    Row after = updated(1);
    assertThat(after.isUnchanged("note")).isTrue();
    assertThat(after.decimal("quantity")).isEqualByComparingTo("9");
  }

  @Test
  void keysAreRightUnderEveryReplicaIdentity() {
    rig.execute("create unique index quant_product on quant (product)");
    for (String identity : List.of("default", "full", "using index quant_product")) {
      recorder.transactions.clear();
      rig.execute("alter table quant replica identity " + identity);
      rig.execute("insert into quant (id, product, quantity, weight) values (7, 1, 2, 3)");
      rig.execute("update quant set quantity = 5");
      rig.execute("delete from quant");

      await().until(() -> recorder.changes().size() == 3);
      assertThat(updated(1).columns()).as(identity).isEqualTo(READ);
      assertThat(updated(1).intOf("product")).as(identity).isEqualTo(1);
      assertThat(updated(1).decimal("quantity")).as(identity).isEqualByComparingTo("5");
      Row key = ((RowChange.Deleted) recorder.changes().getLast()).key();
      assertThat(key.columns()).as(identity).containsExactly("id");
      if (!identity.startsWith("using")) { // then the server does not send it
        assertThat(key.intOf("id")).as(identity).isEqualTo(7);
      }
    }
    rig.execute("alter table quant replica identity default");
    rig.execute("drop index quant_product");
  }

  @Test
  void columnsThatComeAndGoBesideThemDoNoHarm() {
    StringBuilder many = new StringBuilder("alter table quant ");
    for (int i = 0; i < 300; i++) {
      many.append(i == 0 ? "" : ", ").append("add column x_").append(i).append(" text default 'x'");
    }
    rig.execute(many.toString());
    rig.execute("insert into quant (id, product, quantity) values (5, 1, 3)");
    rig.execute("alter table quant drop column weight");
    rig.execute("update quant set quantity = 4");
    rig.execute("alter table quant add column weight double precision");
    rig.execute("update quant set quantity = 6");
    rig.execute("alter table quant rename column quantity to x_quantity");
    rig.execute("update quant set x_quantity = 7");
    rig.execute("alter table quant rename column x_quantity to quantity");
    rig.execute("update quant set quantity = 8");

    await().until(() -> recorder.changes().size() == 5);
    assertThat(inserted(0).decimal("quantity")).isEqualByComparingTo("3");
    assertThat(updated(1).decimal("quantity")).isEqualByComparingTo("4");
    assertThat(updated(2).decimal("quantity")).isEqualByComparingTo("6");
    assertThat(updated(3).columns()).containsExactlyInAnyOrder("id", "product", "note");
    assertThat(updated(4).decimal("quantity")).isEqualByComparingTo("8");
    assertThat(updated(4).columns()).isEqualTo(READ);
  }

  private static Row inserted(int at) {
    return ((RowChange.Inserted) recorder.changes().get(at)).after();
  }

  private static Row updated(int at) {
    return ((RowChange.Updated) recorder.changes().get(at)).after();
  }
}
