package org.odoobridge.core.config;

/** One value cannot be used; the binder knows the path and makes a {@link ConfigProblem} of it. */
final class InvalidValue extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String problem;
  private final String remedy;

  InvalidValue(String problem, String remedy) {
    super(problem, null, false, false);
    this.problem = problem;
    this.remedy = remedy;
  }

  ConfigProblem at(String path) {
    return new ConfigProblem(path, problem, remedy);
  }
}
