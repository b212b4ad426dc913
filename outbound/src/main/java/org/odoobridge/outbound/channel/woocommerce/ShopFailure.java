package org.odoobridge.outbound.channel.woocommerce;

import org.odoobridge.core.work.Problem;

/** A request to the shop that as a whole brought nothing. */
public final class ShopFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem.Technical problem;
  private final boolean mayStillRun;

  /**
   * @param mayStillRun the shop may be carrying it out now
   */
  public ShopFailure(Problem.Technical problem, boolean mayStillRun) {
    super(problem.detail());
    this.problem = problem;
    this.mayStillRun = mayStillRun;
  }

  public Problem.Technical problem() {
    return problem;
  }

  public boolean mayStillRun() {
    return mayStillRun;
  }
}
