package org.odoobridge.core.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reference that Odoo stores with a record we wrote: one row of {@code ir_model_data}, unique
 * by (module, name). It is what makes a repeated write harmless and a lost answer decidable.
 *
 * @param name part after the dot; holds no dot itself
 */
public record ExternalRef(String name) {
  /** The {@code ir_model_data.module} of everything the bridge writes. */
  public static final String MODULE = "odoo_bridge";

  private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9_-]");
  private static final String ORDER = "~order~";

  public ExternalRef {
    if (name.isBlank() || name.indexOf('.') >= 0) {
      throw new IllegalArgumentException("not an external id name: " + name);
    }
  }

  /** Reference of a channel order: {@code shop~order~4711}. */
  public static ExternalRef order(OrderKey key) {
    return new ExternalRef(key.channel() + ORDER + safe(key.orderId()));
  }

  /** Reference of one line of a channel order; {@code line} is unique within the order. */
  public static ExternalRef orderLine(OrderKey key, String line) {
    return new ExternalRef(order(key).name() + "~line~" + safe(line));
  }

  /** Reference of a partner that a channel knows under {@code id}. */
  public static ExternalRef partner(ChannelId channel, String id) {
    return new ExternalRef(channel + "~partner~" + safe(id));
  }

  /** The order this reference names, if it is an order's. */
  public Optional<OrderKey> asOrder() {
    int at = name.indexOf(ORDER);
    if (at < 1 || name.indexOf('~', at + ORDER.length()) >= 0) {
      return Optional.empty();
    }
    return Optional.of(
        new OrderKey(new ChannelId(name.substring(0, at)), name.substring(at + ORDER.length())));
  }

  /** As Odoo's import wants it: {@code odoo_bridge.NAME}. */
  public String qualified() {
    return MODULE + "." + name;
  }

  private static String safe(String part) {
    return UNSAFE.matcher(part).replaceAll("_");
  }
}
