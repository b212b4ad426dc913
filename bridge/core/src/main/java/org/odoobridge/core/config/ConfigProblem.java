package org.odoobridge.core.config;

/**
 * One thing wrong in the configuration.
 *
 * @param path where, e.g. {@code outbound.channels[0].url}
 * @param message what is wrong
 * @param remedy what to write instead
 */
public record ConfigProblem(String path, String message, String remedy) {
  @Override
  public String toString() {
    return path + ": " + message + " (" + remedy + ")";
  }
}
