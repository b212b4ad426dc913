package org.odoobridge.core.model;

import java.util.regex.Pattern;

/**
 * Name of one sales channel (a shop, a till system, a marketplace), as configured.
 *
 * @param value lower-case letters, digits, {@code -} and {@code _}, at most 40; it becomes part of
 *     external ids in Odoo, URLs and metric tags
 */
public record ChannelId(String value) implements Comparable<ChannelId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  public ChannelId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "channel id '" + value + "' must be 1 to 40 of a-z 0-9 - _ and start with a-z 0-9");
    }
  }

  @Override
  public int compareTo(ChannelId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
