package org.odoobridge.outbound.channel.woocommerce;

import org.odoobridge.core.work.Problem;

/** A request to the shop that as a whole brought nothing. */
final class ShopFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem.Technical problem;
  private final boolean mayStillRun;

  /**
   * @param mayStillRun the shop may be carrying it out now
   */
  ShopFailure(Problem.Technical problem, boolean mayStillRun) {
    super(problem.detail());
    this.problem = problem;
    this.mayStillRun = mayStillRun;
  }

  Problem.Technical problem() {
    return problem;
  }

  boolean mayStillRun() {
    return mayStillRun;
  }
}
