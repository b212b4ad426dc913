package org.odoobridge.core.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 512MiB}, {@code 64KiB}, {@code 1GiB} or plain. */
public record ByteSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB)?");
  private static final Map<String, Long> UNITS =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  public static ByteSize parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a size such as 512MiB, 64KiB or 1GiB");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    return new ByteSize(
        Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(unit, 1L)));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%dB", bytes);
  }
}
