package org.odoobridge.app.cli;

/**
 * Adds a command from a module that this one does not know, found by {@link
 * java.util.ServiceLoader}: the sandbox comes this way.
 */
public interface CommandProvider {
  /** An object annotated with picocli's {@code @Command}. */
  Object command();
}
