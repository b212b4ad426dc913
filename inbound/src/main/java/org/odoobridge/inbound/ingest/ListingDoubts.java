package org.odoobridge.inbound.ingest;

import java.util.List;
import org.odoobridge.inbound.dedup.ProductReport;

/** Told when a shop may show another stock than we last told it; wired to outbound's listings. */
@FunctionalInterface
public interface ListingDoubts {
  /** Must return soon; called after the message that caused it is durable. */
  void doubt(List<ProductReport> products);
}
