package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Lsn;

class GapCheckTest {
  private static final CapturePosition STORED =
      new CapturePosition("slot", Lsn.parse("1/100"), "sys", 3, 1);

  @Test
  void slotBehindTheJournalIsWhole() {
    assertThat(GapCheck.reason(STORED, slot("1/80"), server("sys", 3, "1/900", Map.of())))
        .isEmpty();
  }

  @Test
  void slotAtTheJournalsPositionIsWhole() {
    assertThat(GapCheck.reason(STORED, slot("1/100"), server("sys", 3, "1/100", Map.of())))
        .isEmpty();
  }

  @Test
  void slotAheadOfTheJournalIsAGap() {
    assertThat(reason(slot("1/101"), server("sys", 3, "1/900", Map.of()))).contains("ahead");
  }

  @Test
  void missingSlotIsAGap() {
    assertThat(reason(Optional.empty(), server("sys", 3, "1/900", Map.of()))).contains("missing");
  }

  @Test
  void slotThatLostItsWalIsAGap() {
    SlotState lost = new SlotState(OptionalInt.empty(), Lsn.ZERO, true);
    assertThat(reason(Optional.of(lost), server("sys", 3, "1/900", Map.of()))).contains("lost");
  }

  @Test
  void anotherClusterIsAGapEvenWhenItsLsnsFit() {
    assertThat(reason(slot("1/80"), server("other", 3, "1/900", Map.of()))).contains("cluster");
  }

  @Test
  void serverRestoredToBeforeTheJournalIsAGap() {
    assertThat(reason(slot("1/80"), server("sys", 3, "1/90", Map.of()))).contains("restored");
  }

  @Test
  void promotionAfterTheJournalsPositionIsWhole() {
    assertThat(
            GapCheck.reason(
                STORED, slot("1/80"), server("sys", 4, "1/900", Map.of(3, Lsn.parse("1/100")))))
        .isEmpty();
  }

  @Test
  void timelineThatForkedBeforeTheJournalsPositionIsAGap() {
    assertThat(reason(slot("1/80"), server("sys", 4, "1/900", Map.of(3, Lsn.parse("1/99")))))
        .contains("forked");
  }

  @Test
  void timelineThatDoesNotDescendFromOursIsAGap() {
    assertThat(reason(slot("1/80"), server("sys", 2, "1/900", Map.of(1, Lsn.parse("1/10")))))
        .contains("descend");
  }

  private static String reason(Optional<SlotState> slot, ServerIdentity server) {
    return GapCheck.reason(STORED, slot, server).orElse("");
  }

  private static Optional<SlotState> slot(String confirmed) {
    return Optional.of(new SlotState(OptionalInt.empty(), Lsn.parse(confirmed), false));
  }

  private static ServerIdentity server(
      String systemIdentifier, int timeline, String end, Map<Integer, Lsn> forks) {
    return new ServerIdentity(systemIdentifier, timeline, Lsn.parse(end), forks);
  }
}
