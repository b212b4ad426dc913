package org.odoobridge.sandbox;

import org.odoobridge.app.cli.CommandProvider;

/** Adds {@code sandbox} to the command line. */
public final class SandboxProvider implements CommandProvider {
  @Override
  public Object command() {
    return new SandboxCommand();
  }
}
