package org.odoobridge.outbound.delivery;

import org.odoobridge.core.work.Problem;

/** The channel did not answer, or answered that it cannot now. */
public final class ChannelUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem.Technical problem;

  public ChannelUnavailable(Problem.Technical problem) {
    super(problem.detail());
    this.problem = problem;
  }

  public Problem.Technical problem() {
    return problem;
  }
}
