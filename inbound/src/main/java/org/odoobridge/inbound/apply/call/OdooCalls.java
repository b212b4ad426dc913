package org.odoobridge.inbound.apply.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFault;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;

/**
 * Calls to Odoo that lose a race are repeated a few times, soon: Odoo rolled them back whole, so a
 * repeat is no second write.
 */
public final class OdooCalls {
  private static final RetrySchedule CONFLICTS =
      new RetrySchedule(Duration.ofMillis(60), Duration.ofSeconds(1), 8);

  /**
   * What the bridge says about itself in every call: messages in English, itself no follower of
   * what it creates.
   */
  public static final Map<String, Object> CONTEXT =
      Map.of("lang", "en_US", "mail_create_nosubscribe", true);

  private final OdooRpc rpc;
  private final RandomGenerator random;

  public OdooCalls(OdooRpc rpc, RandomGenerator random) {
    this.rpc = rpc;
    this.random = random;
  }

  /** The call's answer, or the fault that stood after all tries. */
  public sealed interface Answer {
    record Given(JsonNode result) implements Answer {}

    /** Nothing was saved, and one of the records may be to blame: a rule said no, or a bug did. */
    record Refused(OdooFault fault) implements Answer {}

    /** Anything else went wrong. */
    record Faulty(OdooFault fault) implements Answer {}

    /** What went wrong, if anything did. */
    default Optional<OdooFault> problem() {
      return switch (this) {
        case Given ignored -> Optional.empty();
        case Refused refused -> Optional.of(refused.fault());
        case Faulty faulty -> Optional.of(faulty.fault());
      };
    }
  }

  /** Calls a method whose answer tells nothing but success. */
  public Answer call(OdooCall call) {
    return repeated(() -> new Answer.Given(rpc.call(call)));
  }

  /** Calls {@code load}; a conflict that its messages report is repeated like any other. */
  public Answer load(String model, List<String> fields, List<List<String>> rows) {
    return repeated(
        () -> {
          JsonNode result = rpc.call(OdooCall.load(model, fields, rows).in(CONTEXT));
          Optional<OdooFault.Conflict> lost = OdooFault.conflictIn(result);
          if (lost.isPresent()) {
            throw new OdooFailure(lost.get());
          }
          return new Answer.Given(result);
        });
  }

  private interface Attempt {
    Answer run();
  }

  private Answer repeated(Attempt attempt) {
    for (int number = 1; ; number++) {
      try {
        return attempt.run();
      } catch (OdooFailure failure) {
        if (!(failure.fault() instanceof OdooFault.Conflict conflict) || !pause(number, conflict)) {
          return failure.fault().mayBlameOneRecord()
              ? new Answer.Refused(failure.fault())
              : new Answer.Faulty(failure.fault());
        }
      }
    }
  }

  /** Waits before the next try; false when there shall be none. */
  private boolean pause(int attempt, OdooFault.Conflict conflict) {
    Problem.Technical problem =
        Problem.Technical.of(Problem.TechnicalKind.SERIALIZATION, conflict.detail());
    Optional<Duration> wait = CONFLICTS.after(attempt, problem, random);
    if (wait.isEmpty()) {
      return false;
    }
    try {
      Thread.sleep(wait.get());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
