package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/** The listing on a real PostgreSQL. */
class PgListingStoreIT {
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final Sku DESK = new Sku("DESK");
  private static JournalRig rig;
  private static PgListingStore store;
  private long epoch;

  @BeforeAll
  static void start() {
    rig = new JournalRig();
    store = new PgListingStore(rig.journal);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void lead() {
    rig.clear();
    epoch = rig.raiseEpoch();
  }

  private static ListingChanges rows(ListingRow... rows) {
    return new ListingChanges(SHOP, List.of(rows), List.of(), List.of(), List.of());
  }

  private void write(ListingChanges changes) {
    rig.journal.transact(connection -> store.write(connection, epoch, changes));
  }

  @Test
  void whatIsWrittenIsRead() {
    ListingRow sure = new ListingRow(DESK, 5, false, epoch, 10);
    ListingRow never = new ListingRow(new Sku("Ö 'q\" \\"), ListingRow.NEVER, true, epoch, 11);
    ListingRow negative = new ListingRow(new Sku("BACK"), -1, false, epoch, 12);
    write(rows(sure, never, negative));
    assertThat(store.rows(SHOP)).containsExactlyInAnyOrder(sure, never, negative);
    assertThat(store.rows(new ChannelId("till"))).isEmpty();
  }

  @Test
  void anOlderSequenceOrEpochChangesNothing() {
    ListingRow newest = new ListingRow(DESK, 5, false, epoch, 10);
    write(rows(newest));
    write(rows(new ListingRow(DESK, 8, false, epoch, 9)));
    write(rows(new ListingRow(DESK, 8, false, epoch - 1, 99)));
    assertThat(store.rows(SHOP)).containsExactly(newest);
    ListingRow again = new ListingRow(DESK, 5, true, epoch, 10);
    write(rows(again));
    assertThat(store.rows(SHOP)).containsExactly(again);
  }

  @Test
  void aZombieWritesNothing() {
    write(rows(new ListingRow(DESK, 5, false, epoch, 10)));
    long newer = rig.raiseEpoch();
    assertThat(newer).isGreaterThan(epoch);
    assertThatThrownBy(() -> write(rows(new ListingRow(DESK, 8, false, epoch, 11))))
        .isInstanceOf(StaleEpochException.class);
    assertThat(store.rows(SHOP)).extracting(ListingRow::acknowledged).containsExactly(5L);
  }

  @Test
  void manyRowsGoInOneTransaction() {
    List<ListingRow> many = new ArrayList<>();
    for (int n = 0; n < 12_345; n++) {
      many.add(new ListingRow(new Sku("SKU-" + n), n, false, epoch, n));
    }
    write(new ListingChanges(SHOP, many, List.of(), List.of(), List.of()));
    assertThat(store.rows(SHOP)).hasSize(12_345);
  }

  @Test
  void parkedItemsAreKeptReplacedAndTakenBack() {
    Parked first =
        new Parked(DESK, "unknown-in-channel", false, "no such", "create it", 5, Instant.EPOCH);
    Parked second =
        new Parked(DESK, "server-error", true, "500", "look", 6, Instant.ofEpochSecond(60));
    write(new ListingChanges(SHOP, List.of(), List.of(), List.of(first), List.of()));
    assertThat(store.parked(SHOP)).containsExactly(first);
    write(new ListingChanges(SHOP, List.of(), List.of(), List.of(second), List.of()));
    assertThat(store.parked(SHOP)).containsExactly(second);
    write(new ListingChanges(SHOP, List.of(), List.of(), List.of(), List.of(DESK)));
    assertThat(store.parked(SHOP)).isEmpty();
  }

  @Test
  void aForgottenItemGoesAndMayComeBackInTheSameWrite() {
    write(rows(new ListingRow(DESK, 5, false, epoch, 10)));
    ListingRow back = new ListingRow(DESK, 7, true, epoch, 12);
    write(new ListingChanges(SHOP, List.of(back), List.of(DESK), List.of(), List.of()));
    assertThat(store.rows(SHOP)).containsExactly(back);
    write(new ListingChanges(SHOP, List.of(), List.of(DESK), List.of(), List.of()));
    assertThat(store.rows(SHOP)).isEmpty();
  }
}
