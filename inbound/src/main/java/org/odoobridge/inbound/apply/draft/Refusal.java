package org.odoobridge.inbound.apply.draft;

import org.odoobridge.core.work.Problem;

/** A rule of business was broken; carries the problem through the steps of one order. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Problem.Business problem;

  public Refusal(String code, String detail, String remedy) {
    super(code + ": " + detail);
    this.problem = new Problem.Business(code, detail, remedy);
  }

  public Problem.Business problem() {
    return problem;
  }
}
