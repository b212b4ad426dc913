package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.NOW;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/**
 * Random transactions end in the number that a naive reading of the final rows gives, whatever the
 * order of rows inside a transaction, whichever suffix is read twice, and from whichever snapshot
 * the fold started.
 */
final class ConvergenceTest {

  private static final List<StockPolicy> POLICIES =
      List.of(
          StockPolicy.of("WH"),
          StockPolicy.of("WH", "STORE"),
          new StockPolicy(
              StockPolicy.Mode.UNPROMISED,
              List.of("WH"),
              List.of("WH/Stock/Damaged"),
              false,
              true,
              0,
              Duration.ofDays(2)),
          new StockPolicy(
              StockPolicy.Mode.FREE,
              List.of("STORE", "WH"),
              List.of(),
              true,
              false,
              0,
              Duration.ZERO),
          StockPolicy.of("WH", "STORE").forecasting(Duration.ofDays(2)),
          new StockPolicy(
                  StockPolicy.Mode.UNPROMISED,
                  List.of("WH"),
                  List.of(),
                  true,
                  true,
                  0,
                  Duration.ZERO)
              .forecasting(Duration.ZERO),
          StockPolicy.of("WH")
              .leavingOut(
                  new LotRules(
                      true, Duration.ofDays(1), LotRules.ExpiryDate.EXPIRATION, List.of("BAD"))));

  @Property(tries = 400)
  void everyWayOfReadingConverges(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int transactions) {
    Random random = new Random(seed);
    RandomOdoo writer = new RandomOdoo(random);
    List<List<RowChange>> wal = new ArrayList<>();
    NaiveOdoo naive = new NaiveOdoo();
    RandomOdoo.base().forEach(naive::apply);
    int snapshotAt = random.nextInt(transactions + 1);
    List<RowChange> snapshot = naive.snapshot();
    for (int i = 0; i < transactions; i++) {
      List<RowChange> transaction = writer.transaction();
      transaction.forEach(naive::apply);
      wal.add(transaction);
      if (i + 1 == snapshotAt) {
        snapshot = naive.snapshot();
      }
    }

    int from = snapshotAt == 0 ? 0 : random.nextInt(snapshotAt + 1);
    OdooTables tables = new OdooTables(new Kept(random.nextBoolean(), true));
    Collections.shuffle(snapshot, random);
    snapshot.forEach(tables::apply);
    fold(tables, wal.subList(from, transactions), random);
    fold(tables, wal.subList(random.nextInt(transactions), transactions), random);

    for (StockPolicy policy : POLICIES) {
      for (int product : new int[] {DESK, RandomOdoo.LAMP}) {
        Availability availability = new Availability(tables, policy, Scope.resolve(tables, policy));
        long now = NOW.toEpochMilli();
        BigDecimal ours = Millionths.decimal(availability.of(product, now, Explained.NOT));
        assertThat(ours)
            .as("product %d, %s", product, policy)
            .isEqualByComparingTo(naive.available(product, policy, now));
      }
    }
  }

  /** Folds with the rows of each transaction interleaved at random; each row's own order stays. */
  private static void fold(OdooTables tables, List<List<RowChange>> wal, Random random) {
    for (List<RowChange> transaction : wal) {
      List<List<RowChange>> rows = new ArrayList<>();
      List<String> keys = new ArrayList<>();
      for (RowChange change : transaction) {
        String key = key(change);
        int at = keys.indexOf(key);
        if (at < 0) {
          keys.add(key);
          rows.add(new ArrayList<>());
          at = rows.size() - 1;
        }
        rows.get(at).add(change);
      }
      while (!rows.isEmpty()) {
        List<RowChange> row = rows.get(random.nextInt(rows.size()));
        tables.apply(row.removeFirst());
        rows.removeIf(List::isEmpty);
      }
    }
  }

  private static String key(RowChange change) {
    Row row =
        switch (change) {
          case RowChange.Inserted inserted -> inserted.after();
          case RowChange.Updated updated -> updated.after();
          case RowChange.Deleted deleted -> deleted.key();
          case RowChange.Truncated all -> Rows.row("id", 0);
        };
    return change.table()
        + (row.has("id") ? row.get("id") : row.get("move_orig_id") + ">" + row.get("move_dest_id"));
  }
}
