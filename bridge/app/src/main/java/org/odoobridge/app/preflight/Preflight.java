package org.odoobridge.app.preflight;

import java.util.ArrayList;
import java.util.List;

/** Runs checks one after another; a check that fails to run does not keep the others from it. */
public final class Preflight {
  private Preflight() {}

  public static Report run(List<Check> checks) {
    List<Finding> findings = new ArrayList<>();
    for (Check check : checks) {
      findings.addAll(look(check));
    }
    return new Report(findings);
  }

  private static List<Finding> look(Check check) {
    try {
      return check.look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(failed(check, e));
    } catch (Exception e) {
      return List.of(failed(check, e));
    }
  }

  private static Finding failed(Check check, Exception e) {
    return new Finding(
        Finding.Level.ERROR,
        check.about(),
        "the check itself failed: " + e,
        "this is a fault of the bridge or of what it talks to; report it with this line");
  }
}
