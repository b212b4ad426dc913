package org.odoobridge.app.cli;

/** What a command's exit code says; scripts rely on the numbers. */
public final class ExitCode {
  /** Done, and nothing is wrong. */
  public static final int OK = 0;

  /** Done, and something is wrong: a finding, a refused request, a failed start. */
  public static final int PROBLEM = 1;

  /** The command line or the configuration file cannot be used. */
  public static final int USAGE = 2;

  /** Nobody answers at the address of the bridge. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
