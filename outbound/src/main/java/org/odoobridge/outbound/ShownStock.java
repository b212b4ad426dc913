package org.odoobridge.outbound;

import java.math.BigDecimal;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One product: what Odoo has and what every channel should and does show.
 *
 * @param onHand sum of Odoo's quants in internal locations
 * @param channels by channel id; those that publish it only
 */
public record ShownStock(String sku, String name, BigDecimal onHand, Map<String, At> channels) {
  public ShownStock {
    channels = Map.copyOf(channels);
  }

  /**
   * @param reported what the channel last acknowledged
   * @param state {@code in-step}, {@code waiting}, {@code unsure} or {@code parked}
   * @param remedy what to do about a parked item; else empty
   */
  public record At(long desired, OptionalLong reported, String state, String remedy) {}
}
