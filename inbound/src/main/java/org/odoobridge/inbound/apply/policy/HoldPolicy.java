package org.odoobridge.inbound.apply.policy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.core.config.Default;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * Which paid orders wait for a person before they are confirmed.
 *
 * @param above orders of more than this, in their own currency; 0 = none
 * @param abroad orders that are paid in one country and go to another
 * @param meta value by field of the order's meta data, with {@code *}, such as {@code _fraud_score:
 *     high*}
 */
public record HoldPolicy(
    @Default("0") BigDecimal above,
    @Default("false") boolean abroad,
    @Default("") Map<String, String> meta) {
  public static final HoldPolicy NONE = new HoldPolicy(BigDecimal.ZERO, false, Map.of());

  public HoldPolicy {
    meta = Map.copyOf(meta);
    if (above.signum() < 0) {
      throw new IllegalArgumentException("above: must not be negative; 0 holds nothing");
    }
  }

  /** Why the order shall wait, or empty. The same order gives the same words. */
  public Optional<String> reason(ChannelOrder order) {
    if (above.signum() > 0 && order.totals().gross().compareTo(above) > 0) {
      return Optional.of("it is of more than " + above.toPlainString());
    }
    String from = order.billing().country();
    String to = order.shipping().country();
    if (abroad && !from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
      return Optional.of("it is paid in " + from + " and goes to " + to);
    }
    return List.copyOf(new TreeMap<>(meta).entrySet()).stream()
        .filter(
            rule ->
                Optional.ofNullable(order.meta().get(rule.getKey()))
                    .filter(value -> Wildcard.fits(rule.getValue(), value))
                    .isPresent())
        .map(rule -> rule.getKey() + " is '" + order.meta().get(rule.getKey()) + "'")
        .findFirst();
  }
}
