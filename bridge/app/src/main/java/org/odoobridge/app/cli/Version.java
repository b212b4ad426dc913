package org.odoobridge.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version this build has, from the build itself. */
public final class Version implements IVersionProvider {
  /** As in the pom, e.g. {@code 0.1.0-SNAPSHOT}. */
  public static String number() {
    Properties build = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the build left out version.properties");
      }
      build.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "odoo-bridge " + number(),
      "Java " + Runtime.version() + " " + System.getProperty("java.vendor")
    };
  }
}
