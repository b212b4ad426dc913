package org.odoobridge.outbound;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.capture.CaptureConfig;

/**
 * Section {@code outbound}.
 *
 * @param capture how Odoo's WAL is read
 * @param channels who is told
 */
public record OutboundConfig(
    @Default("") CaptureConfig capture, @Default("") List<ChannelConfig> channels) {
  public OutboundConfig {
    channels = List.copyOf(channels);
    Set<ChannelId> seen = new HashSet<>();
    for (ChannelConfig channel : channels) {
      if (!seen.add(channel.id())) {
        throw new IllegalArgumentException("channels: the id '" + channel.id() + "' is used twice");
      }
    }
  }

  /** Whether a channel's products come from Odoo: more of its tables are needed then. */
  public boolean publishesCatalog() {
    return channels.stream()
        .anyMatch(
            channel ->
                channel.prices().isOn()
                    || (channel instanceof WooCommerceChannelConfig woo
                        && woo.catalog().publish()));
  }

  /** Whether a channel's coupons come from Odoo: the tables of its promotions are needed then. */
  public boolean publishesCoupons() {
    return channels.stream()
        .anyMatch(
            channel ->
                channel instanceof WooCommerceChannelConfig woo && woo.catalog().coupons().isOn());
  }
}
