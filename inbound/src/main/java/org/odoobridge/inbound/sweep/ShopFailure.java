package org.odoobridge.inbound.sweep;

import org.odoobridge.core.work.Problem;

/** A shop did not answer as it should; holds the technical problem. */
public final class ShopFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem.Technical problem;

  ShopFailure(Problem.Technical problem) {
    super(problem.kind() + ": " + problem.detail());
    this.problem = problem;
  }

  public Problem.Technical problem() {
    return problem;
  }
}
