package org.odoobridge.outbound.capture;

import java.util.Optional;
import org.odoobridge.core.model.Lsn;

/** Decides whether the stream can go on where the journal stands, or changes are lost. Pure. */
final class GapCheck {
  private GapCheck() {}

  /**
   * @param slot as found; empty when it does not exist
   * @return why WAL is missing between the journal's position and the slot; empty when it is whole
   */
  static Optional<String> reason(
      CapturePosition stored, Optional<SlotState> slot, ServerIdentity server) {
    if (!stored.systemIdentifier().equals(server.systemIdentifier())) {
      return Optional.of(
          "another cluster answers: system identifier %s instead of %s"
              .formatted(server.systemIdentifier(), stored.systemIdentifier()));
    }
    if (slot.isEmpty()) {
      return Optional.of("slot %s is missing".formatted(stored.slot()));
    }
    if (slot.get().lost()) {
      return Optional.of("slot %s has lost its WAL".formatted(stored.slot()));
    }
    Optional<String> fork = fork(stored, server);
    if (fork.isPresent()) {
      return fork;
    }
    Lsn confirmed = slot.get().confirmed();
    if (!confirmed.isAtOrBefore(stored.lsn())) {
      return Optional.of(
          "slot %s stands at %s, ahead of the journal's %s: it was created anew, read by another"
                  .formatted(stored.slot(), confirmed, stored.lsn())
              + " program, or the journal was restored");
    }
    if (!stored.lsn().isAtOrBefore(server.end())) {
      return Optional.of(
          "the server's WAL ends at %s, before the journal's %s: it was restored"
              .formatted(server.end(), stored.lsn()));
    }
    return Optional.empty();
  }

  private static Optional<String> fork(CapturePosition stored, ServerIdentity server) {
    if (stored.timeline() == server.timeline()) {
      return Optional.empty();
    }
    Lsn left = server.forks().get(stored.timeline());
    if (left == null) {
      return Optional.of(
          "timeline %d does not descend from the journal's %d"
              .formatted(server.timeline(), stored.timeline()));
    }
    return stored.lsn().isAtOrBefore(left)
        ? Optional.empty()
        : Optional.of(
            "timeline %d forked at %s, before the journal's %s"
                .formatted(server.timeline(), left, stored.lsn()));
  }
}
