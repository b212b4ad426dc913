package org.odoobridge.outbound.projection;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.config.Default;

/**
 * Which stock a channel may sell; the key {@code stock} of a channel's configuration.
 *
 * @param mode what is kept back for others' orders
 * @param warehouses codes of the warehouses the channel sells from, at least one; where two
 *     companies use one code, the warehouse's id as {@code #3}
 * @param excludeLocations locations whose stock does not count, with all below them: complete name
 *     ({@code WH/Stock/Damaged}), name, or id as {@code #12}
 * @param excludeOwned leave out quants owned by somebody other than the warehouse's company
 * @param includeViewLocation count the whole warehouse with its input, quality, packing and output
 *     zones, instead of its stock location only
 * @param buffer units withheld per SKU, where no rule of {@code buffers} says otherwise
 * @param demandHorizon demand planned later than this from now counts only what it has reserved; 0
 *     = all open demand counts
 * @param supplyHorizon in mode {@code forecast}, incoming goods planned later than this from now do
 *     not count; 0 = all planned ones count
 * @param lots which lots and serial numbers do not count
 * @param buffers what is withheld by SKU, by category, or as a share; the most specific rule wins
 */
public record StockPolicy(
    @Default("unpromised") Mode mode,
    List<String> warehouses,
    @Default("") List<String> excludeLocations,
    @Default("true") boolean excludeOwned,
    @Default("false") boolean includeViewLocation,
    @Default("0") int buffer,
    @Default("0") Duration demandHorizon,
    @Default("0") Duration supplyHorizon,
    @Default("") LotRules lots,
    @Default("") List<BufferRule> buffers) {

  /** How much of the stock is promised to others. */
  public enum Mode {
    /** What Odoo has reserved. */
    FREE,
    /** All open demand, reserved or not. */
    UNPROMISED,
    /** All open demand, and what is planned to come in counts as if it were there. */
    FORECAST
  }

  public StockPolicy {
    warehouses = List.copyOf(warehouses);
    excludeLocations = List.copyOf(excludeLocations);
    buffers = List.copyOf(buffers);
    if (warehouses.isEmpty()) {
      throw new IllegalArgumentException(
          "warehouses: name at least one warehouse code the channel sells from, such as [WH]");
    }
    if (warehouses.stream().distinct().count() < warehouses.size()) {
      throw new IllegalArgumentException("warehouses: a warehouse is named twice");
    }
    if (buffer < 0) {
      throw new IllegalArgumentException("buffer: units withheld cannot be negative");
    }
    if (demandHorizon.isNegative()) {
      throw new IllegalArgumentException("demandHorizon: must be 0 (no horizon) or longer");
    }
    if (supplyHorizon.isNegative()) {
      throw new IllegalArgumentException("supplyHorizon: must be 0 (no horizon) or longer");
    }
    if (!supplyHorizon.isZero() && mode != Mode.FORECAST) {
      throw new IllegalArgumentException(
          "supplyHorizon: only mode forecast counts incoming goods; leave it out or change mode");
    }
    Set<String> targets = new HashSet<>();
    for (BufferRule rule : buffers) {
      if (!targets.add(rule.sku() + "\n" + rule.category())) {
        throw new IllegalArgumentException("buffers: two rules for the same; keep one");
      }
    }
  }

  /** A policy without rules by product. */
  public StockPolicy(
      Mode mode,
      List<String> warehouses,
      List<String> excludeLocations,
      boolean excludeOwned,
      boolean includeViewLocation,
      int buffer,
      Duration demandHorizon) {
    this(
        mode,
        warehouses,
        excludeLocations,
        excludeOwned,
        includeViewLocation,
        buffer,
        demandHorizon,
        Duration.ZERO,
        LotRules.NONE,
        List.of());
  }

  /** The same, withholding this. */
  public StockPolicy buffering(int units, List<BufferRule> rules) {
    return new StockPolicy(
        mode,
        warehouses,
        excludeLocations,
        excludeOwned,
        includeViewLocation,
        units,
        demandHorizon,
        supplyHorizon,
        lots,
        rules);
  }

  /** The same, counting what is planned to come in within {@code horizon} (0 = ever). */
  public StockPolicy forecasting(Duration horizon) {
    return new StockPolicy(
        Mode.FORECAST,
        warehouses,
        excludeLocations,
        excludeOwned,
        includeViewLocation,
        buffer,
        demandHorizon,
        horizon,
        lots,
        buffers);
  }

  /** The same, leaving out lots. */
  public StockPolicy leavingOut(LotRules rules) {
    return new StockPolicy(
        mode,
        warehouses,
        excludeLocations,
        excludeOwned,
        includeViewLocation,
        buffer,
        demandHorizon,
        supplyHorizon,
        rules,
        buffers);
  }

  /** Unpromised stock of these warehouses, nothing excluded but other owners' goods. */
  public static StockPolicy of(String... warehouses) {
    return new StockPolicy(
        Mode.UNPROMISED, List.of(warehouses), List.of(), true, false, 0, Duration.ZERO);
  }
}
