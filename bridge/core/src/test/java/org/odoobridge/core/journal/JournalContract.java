package org.odoobridge.core.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.core.journal.Messages.cancelled;
import static org.odoobridge.core.journal.Messages.deleted;
import static org.odoobridge.core.journal.Messages.order;
import static org.odoobridge.core.journal.Messages.taking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.work.Problem;
import org.odoobridge.testkit.time.ManualClock;

/**
 * What every journal promises. An implementation's test supplies a fresh one and moves its clock.
 */
public interface JournalContract {
  Duration LEASE = Duration.ofSeconds(30);

  Journal journal();

  JournalView view();

  DemandFeed demand();

  ManualClock clock();

  @Test
  default void theSameMessageIsStoredOnce() {
    Append first = journal().append(taking("1", 10, 2));

    Append second = journal().append(taking("1", 10, 2));

    assertThat(first).isInstanceOf(Append.Appended.class);
    assertThat(second).isEqualTo(new Append.Duplicate(first.entryId()));
    assertThat(view().counts()).containsExactlyEntriesOf(Map.of(EntryState.RECEIVED, 1L));
  }

  @Test
  default void theStoredBodyIsTheBytesThatCame() {
    NewMessage message = taking("1", 10, 2);

    Append stored = journal().append(message);

    JournalView.Detail detail = view().find(stored.entryId()).orElseThrow();
    assertThat(detail.body()).isEqualTo(message.body());
    assertThat(detail.headers()).isEqualTo(message.headers());
    assertThat(claim(1).getFirst().entry().body()).isEqualTo(message.body());
  }

  @Test
  default void demandIsKnownWithTheAppend() {
    List<OrderDemand> told = new ArrayList<>();
    demand().subscribe(told::add);

    Append unused = journal().append(taking("1", 10, 2));

    assertThat(told).singleElement().satisfies(d -> assertThat(d.holdsStock()).isTrue());
    assertThat(demand().open()).isEqualTo(told);
  }

  @Test
  default void anOlderVersionChangesNoDemandAndIsNotApplied() {
    journal().append(taking("1", 20, 5));

    Append late = journal().append(taking("1", 10, 2));

    assertThat(late)
        .isInstanceOfSatisfying(
            Append.Appended.class, a -> assertThat(a.state()).isEqualTo(EntryState.SUPERSEDED));
    assertThat(quantityHeld()).isEqualTo(5);
  }

  @Test
  default void aNewerVersionSupersedesOnesThatWait() {
    Append old = journal().append(taking("1", 10, 2));

    Append newer = journal().append(taking("1", 20, 3));

    assertThat(state(old)).isEqualTo(EntryState.SUPERSEDED);
    assertThat(claim(10)).extracting(c -> c.entry().id()).containsExactly(newer.entryId());
  }

  @Test
  default void aNewerVersionUnblocksARejectedOne() {
    Append old = journal().append(taking("1", 10, 2));
    reject(claim(1).getFirst());

    Append newer = journal().append(taking("1", 20, 3));

    assertThat(state(old)).isEqualTo(EntryState.SUPERSEDED);
    assertThat(claim(10)).extracting(c -> c.entry().id()).containsExactly(newer.entryId());
  }

  @Test
  default void aRejectionIsSupersededByAVersionThatCameMeanwhile() {
    Append old = journal().append(taking("1", 10, 2));
    Claim claim = claim(1).getFirst();
    journal().append(taking("1", 20, 3));

    reject(claim);

    assertThat(state(old)).isEqualTo(EntryState.SUPERSEDED);
    assertThat(claim(10)).hasSize(1);
  }

  @Test
  default void oneKeyIsWorkedOnOneAfterAnotherAndOthersGoOn() {
    Append first = journal().append(taking("1", 10, 2));
    Append sameSecond = journal().append(taking("1", 10, 3, Via.WEBHOOK, "b"));
    Append other = journal().append(taking("2", 10, 1));

    List<Claim> claims = claim(10);

    assertThat(claims)
        .extracting(c -> c.entry().id())
        .containsExactly(first.entryId(), other.entryId());
    apply(claims.getFirst());
    assertThat(claim(10))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.entry().id()).isEqualTo(sameSecond.entryId());
              assertThat(c.ambiguous()).isTrue();
            });
  }

  @Test
  default void aRetryableEntryIsDueAtItsTimeWithTheNextAttempt() {
    journal().append(taking("1", 10, 2));
    Claim first = claim(1).getFirst();
    journal()
        .record(
            List.of(
                new Verdict(
                    first,
                    EntryState.RETRYABLE,
                    Optional.of(clock().instant().plusSeconds(5)),
                    "timeout",
                    "no answer",
                    "")));

    List<Claim> early = claim(1);
    clock().advance(Duration.ofSeconds(5));
    List<Claim> due = claim(1);

    assertThat(early).isEmpty();
    assertThat(due).singleElement().satisfies(c -> assertThat(c.tries()).isEqualTo(2));
  }

  @Test
  default void anExpiredLeaseIsClaimableAndItsHolderRecordsNothing() {
    Append stored = journal().append(taking("1", 10, 2));
    Claim lost = claim(1).getFirst();
    clock().advance(LEASE.plusSeconds(1));
    Claim taken = journal().claim("node-2", 1, LEASE).getFirst();

    List<Boolean> recorded =
        journal().record(List.of(Verdict.done(lost, EntryState.APPLIED, "S1")));

    assertThat(recorded).containsExactly(false);
    assertThat(state(stored)).isEqualTo(EntryState.CLAIMED);
    assertThat(journal().record(List.of(Verdict.done(taken, EntryState.APPLIED, "S2"))))
        .containsExactly(true);
    assertThat(view().find(stored.entryId()).orElseThrow().line().outcome()).isEqualTo("S2");
  }

  @Test
  default void aReleasedClaimSpendsNoAttempt() {
    journal().append(taking("1", 10, 2));

    journal().release(claim(1));

    assertThat(claim(1)).singleElement().satisfies(c -> assertThat(c.tries()).isEqualTo(1));
  }

  @Test
  default void anAppliedEntryIsLookedAtAgainWhenItAskedForIt() {
    journal().append(taking("1", 10, 2));
    journal().record(List.of(applied(claim(1).getFirst(), Duration.ofDays(14))));

    List<Claim> before = claim(1);
    clock().advance(Duration.ofDays(14));
    List<Claim> after = claim(1);
    journal().record(List.of(Verdict.done(after.getFirst(), EntryState.APPLIED, "cancelled")));
    clock().advance(Duration.ofDays(14));

    assertThat(before).isEmpty();
    assertThat(after).hasSize(1);
    assertThat(claim(1)).isEmpty();
  }

  @Test
  default void aNewerVersionTakesAwayTheAppointmentOfAnAppliedOne() {
    journal().append(taking("1", 10, 2));
    journal().record(List.of(applied(claim(1).getFirst(), Duration.ofDays(14))));
    journal().append(taking("1", 20, 2));
    List<Claim> newer = claim(1);
    journal().record(List.of(Verdict.done(newer.getFirst(), EntryState.APPLIED, "S1")));

    clock().advance(Duration.ofDays(15));

    assertThat(newer).hasSize(1);
    assertThat(claim(1)).isEmpty();
  }

  private Verdict applied(Claim claim, Duration again) {
    return new Verdict(
        claim, EntryState.APPLIED, Optional.of(clock().instant().plus(again)), "", "S1", "");
  }

  @Test
  default void anUncertainEntryIsDueAtOnceWhenItsReferenceIsSeen() {
    journal().append(taking("1", 10, 2));
    Claim first = claim(1).getFirst();
    journal()
        .record(
            List.of(
                new Verdict(
                    first,
                    EntryState.UNCERTAIN,
                    Optional.of(clock().instant().plusSeconds(600)),
                    "uncertain",
                    "timeout after send",
                    "")));

    List<Claim> before = claim(1);
    int nudged = journal().settleUncertain(List.of(order("1")));

    assertThat(before).isEmpty();
    assertThat(nudged).isEqualTo(1);
    assertThat(claim(1)).hasSize(1);
  }

  @Test
  default void anExtendedLeaseIsNotClaimedByOthersAndALostOneIsNotExtended() {
    journal().append(taking("1", 10, 2));
    List<Claim> claims = claim(1);

    List<Claim> held = journal().extend(claims, clock().instant().plus(LEASE.multipliedBy(3)));
    clock().advance(LEASE.plusSeconds(1));

    assertThat(held).hasSize(1);
    assertThat(journal().claim("node-2", 1, LEASE)).isEmpty();
    clock().advance(LEASE.multipliedBy(2));
    assertThat(journal().claim("node-2", 1, LEASE)).hasSize(1);
    assertThat(journal().extend(claims, clock().instant().plus(LEASE))).isEmpty();
  }

  @Test
  default void aRestartedWorkerTakesItsClaimsBackAtOnce() {
    journal().append(taking("1", 10, 2));
    claim(1);

    int recovered = journal().recover("node-1");

    assertThat(recovered).isEqualTo(1);
    assertThat(claim(1)).singleElement().satisfies(c -> assertThat(c.tries()).isEqualTo(2));
  }

  @Test
  default void retryableEntriesAreHastenedByTheirProblem() {
    journal().append(taking("1", 10, 2));
    journal().append(taking("2", 10, 2));
    List<Claim> claims = claim(2);
    journal().record(List.of(retry(claims.get(0), "timeout"), retry(claims.get(1), "refused")));

    int hastened = journal().hasten(Set.of("refused"));

    assertThat(hastened).isEqualTo(1);
    assertThat(claim(2))
        .singleElement()
        .satisfies(c -> assertThat(c.entry().key().id()).isEqualTo("2"));
  }

  @Test
  default void nothingOfAKeyIsClaimedWhileOneOfItIsUncertain() {
    journal().append(taking("1", 10, 2));
    Claim first = claim(1).getFirst();
    journal()
        .record(
            List.of(
                new Verdict(
                    first,
                    EntryState.UNCERTAIN,
                    Optional.of(clock().instant().plusSeconds(600)),
                    "uncertain",
                    "timeout after send",
                    "")));

    journal().append(taking("1", 20, 3));

    assertThat(claim(10)).isEmpty();
  }

  @Test
  default void aRedriveStartsOverAndIsAudited() {
    Append stored = journal().append(taking("1", 10, 2));
    reject(claim(1).getFirst());

    boolean redriven = journal().redrive(stored.entryId(), "jo");

    assertThat(redriven).isTrue();
    assertThat(claim(1)).singleElement().satisfies(c -> assertThat(c.tries()).isEqualTo(1));
    assertThat(journal().redrive(stored.entryId(), "jo")).isFalse();
  }

  @Test
  default void aDiscardEndsTheOrdersDemand() {
    Append stored = journal().append(taking("1", 10, 2));
    reject(claim(1).getFirst());
    List<OrderDemand> told = new ArrayList<>();
    demand().subscribe(told::add);

    boolean discarded = journal().discard(stored.entryId(), "jo", "a test order");

    assertThat(discarded).isTrue();
    assertThat(state(stored)).isEqualTo(EntryState.DISCARDED);
    assertThat(told).singleElement().satisfies(d -> assertThat(d.holdsStock()).isFalse());
    assertThat(demand().open()).isEmpty();
  }

  @Test
  default void aRejectedOrderKeepsItsDemand() {
    journal().append(taking("1", 10, 2));

    reject(claim(1).getFirst());

    assertThat(quantityHeld()).isEqualTo(2);
  }

  @Test
  default void aCancelledOrderHoldsNothing() {
    journal().append(taking("1", 10, 2));

    journal().append(cancelled("1", 20, Via.WEBHOOK));

    assertThat(demand().open()).isEmpty();
  }

  @Test
  default void ofTwoBodiesOfOneSecondTheHoldingOneCountsUntilARereadDecides() {
    journal().append(taking("1", 10, 2));
    Append tie = journal().append(cancelled("1", 10, Via.WEBHOOK));
    long held = quantityHeld();

    journal().append(cancelled("1", 10, Via.REREAD));

    assertThat(tie).isInstanceOf(Append.Appended.class);
    assertThat(held).isEqualTo(2);
    assertThat(demand().open()).isEmpty();
  }

  @Test
  default void aDeletedOrderHoldsNothingAndALateBodyOfBeforeDoesNotBringItBack() {
    journal().append(taking("1", 10, 2));
    journal().append(deleted("1"));

    Append late = journal().append(taking("1", 10, 2, Via.WEBHOOK, "late"));

    assertThat(late)
        .isInstanceOfSatisfying(
            Append.Appended.class, a -> assertThat(a.state()).isEqualTo(EntryState.SUPERSEDED));
    assertThat(demand().open()).isEmpty();
  }

  @Test
  default void aRestoredOrderHoldsAgain() {
    journal().append(taking("1", 10, 2));
    journal().append(deleted("1"));

    journal().append(taking("1", 11, 2));

    assertThat(quantityHeld()).isEqualTo(2);
  }

  @Test
  default void aSettledOrderIsNotOpenUntilItChanges() {
    journal().append(taking("1", 10, 2));

    demand().settled(List.of(order("1")));

    assertThat(demand().open()).isEmpty();
    journal().append(taking("1", 20, 3));
    assertThat(quantityHeld()).isEqualTo(3);
  }

  @Test
  default void aParkedMessageIsNotClaimedAndSaysWhatToDo() {
    Problem.Business problem = new Problem.Business("malformed-json", "no JSON", "look at it");

    Append stored =
        journal().append(Messages.with(taking("1", 10, 2), new Disposition.Park(problem)));

    assertThat(claim(1)).isEmpty();
    JournalView.Line line = view().find(stored.entryId()).orElseThrow().line();
    assertThat(line.state()).isEqualTo(EntryState.REJECTED);
    assertThat(line.remedy()).isEqualTo("look at it");
  }

  @Test
  default void aPurgeTakesOnlyWhatIsFinalAndOldAndItsKey() {
    Append done = journal().append(taking("1", 10, 2));
    Append waiting = journal().append(taking("2", 10, 2));
    claim(2).stream().filter(c -> c.entry().id() == done.entryId()).forEach(this::apply);
    clock().advance(Duration.ofDays(1));

    int purged = journal().purge(clock().instant());

    assertThat(purged).isEqualTo(1);
    assertThat(view().find(done.entryId())).isEmpty();
    assertThat(view().find(waiting.entryId())).isPresent();
  }

  @Test
  default void theTimelineShowsEveryVersionAndAttempt() {
    Append first = journal().append(taking("1", 10, 2));
    reject(claim(1).getFirst());
    Append second = journal().append(taking("1", 20, 2));

    List<JournalView.Line> timeline = view().timeline(ResourceKey.of(order("1")));

    assertThat(timeline)
        .extracting(JournalView.Line::id)
        .containsExactly(first.entryId(), second.entryId());
    assertThat(view().find(first.entryId()).orElseThrow().attempts())
        .singleElement()
        .satisfies(a -> assertThat(a.problem()).isEqualTo("unknown-sku"));
  }

  private List<Claim> claim(int max) {
    return journal().claim("node-1", max, LEASE);
  }

  private Verdict retry(Claim claim, String problem) {
    return new Verdict(
        claim,
        EntryState.RETRYABLE,
        Optional.of(clock().instant().plusSeconds(600)),
        problem,
        "again later",
        "");
  }

  private void reject(Claim claim) {
    assertThat(
            journal()
                .record(
                    List.of(
                        new Verdict(
                            claim,
                            EntryState.REJECTED,
                            Optional.empty(),
                            "unknown-sku",
                            "A is unknown",
                            "create A"))))
        .containsExactly(true);
  }

  private void apply(Claim claim) {
    assertThat(journal().record(List.of(Verdict.done(claim, EntryState.APPLIED, "S1"))))
        .containsExactly(true);
  }

  private EntryState state(Append stored) {
    return view().find(stored.entryId()).orElseThrow().line().state();
  }

  private long quantityHeld() {
    return demand().open().stream()
        .flatMap(d -> d.lines().stream())
        .mapToLong(line -> line.quantity().longValueExact())
        .sum();
  }
}
