package org.odoobridge.app.cli;

/** A command cannot go on; says what happened, what to do, and with which code to exit. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exitCode;
  private final String remedy;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param remedy what the person can do about it; may be empty
   */
  public CommandFailure(int exitCode, String message, String remedy) {
    super(message);
    this.exitCode = exitCode;
    this.remedy = remedy;
  }

  public int exitCode() {
    return exitCode;
  }

  public String remedy() {
    return remedy;
  }
}
