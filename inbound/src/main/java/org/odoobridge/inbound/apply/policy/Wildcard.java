package org.odoobridge.inbound.apply.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in settings that may hold {@code *}; upper and lower case are the same. */
public final class Wildcard {
  private Wildcard() {}

  public static boolean fits(String pattern, String text) {
    String regex =
        Arrays.stream(pattern.strip().split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL)
        .matcher(text.strip().toLowerCase(Locale.ROOT))
        .matches();
  }
}
