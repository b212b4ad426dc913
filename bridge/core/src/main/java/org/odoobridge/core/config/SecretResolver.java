package org.odoobridge.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** Turns {@code env:NAME} and {@code file:PATH} into the secret they name. */
record SecretResolver(Function<String, Optional<String>> environment, Path folder) {
  private static final String REMEDY =
      "write env:NAME and set that variable, or file:PATH and put the value into that file";

  /**
   * The secret behind a reference; throws {@link InvalidValue} when it cannot be had. The message
   * never repeats a text that might be the secret itself.
   */
  Secret resolve(String reference) {
    if (reference.startsWith("env:")) {
      return variable(reference.substring("env:".length()));
    }
    if (reference.startsWith("file:")) {
      return content(reference.substring("file:".length()));
    }
    throw new InvalidValue("a secret must not stand in the file in plain text", REMEDY);
  }

  private Secret variable(String name) {
    Optional<String> value = environment.apply(name);
    if (value.isEmpty()) {
      throw new InvalidValue(
          "the environment variable " + name + " is not set", "set it, or use file:PATH");
    }
    return notEmpty(value.get(), "the environment variable " + name);
  }

  private Secret content(String path) {
    Path file = folder.resolve(path);
    try {
      return notEmpty(Files.readString(file).stripTrailing(), "the file " + path);
    } catch (IOException e) {
      throw new InvalidValue(
          "the file " + path + (Files.exists(file) ? " cannot be read" : " does not exist"),
          "put the secret into it and let the bridge's user read it");
    }
  }

  private static Secret notEmpty(String value, String source) {
    if (value.isEmpty()) {
      throw new InvalidValue(source + " is empty", "put the secret into it");
    }
    return Secret.of(value);
  }
}
