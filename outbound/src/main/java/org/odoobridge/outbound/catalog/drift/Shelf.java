package org.odoobridge.outbound.catalog.drift;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What a channel itself says it has. Blocks (virtual thread); throws {@link
 * org.odoobridge.outbound.delivery.ChannelUnavailable} when it does not answer.
 */
public interface Shelf {
  /** Products of one page, by the channel's own number; pages begin at 1. */
  Page page(int number);

  /** Variations of a variable product. */
  List<Row> variations(Row product);

  /** Which of these products the channel still has. */
  Set<Long> existing(Collection<Long> ids);

  /**
   * @param last whether there is no further page
   * @param total products the channel says it has; 0 when it does not say
   */
  record Page(List<Row> rows, boolean last, int total) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /** One product or variation as the channel shows it. */
  interface Row {
    /** The channel's own number. */
    long id();

    String name();

    Optional<Sku> sku();

    /** Whether it is only the parent of variations, which carry stock and price. */
    boolean variable();

    /** Whether shoppers can see it. */
    boolean published();

    /** The number it counts; empty when it counts none for this row. */
    OptionalLong quantity();

    /** Fields that it shows differently, with what it shows and what it should. */
    Map<ProductField, String> mismatches(Map<ProductField, FieldValue> wanted);
  }
}
