package org.odoobridge.outbound.catalog.model;

import java.util.Collection;
import java.util.List;

/**
 * Reads what a channel should show of templates from Odoo's database, all as of one moment. Blocks
 * (virtual thread).
 */
public interface ProductSource {
  /**
   * Templates the channel's selection may take, in id order, after {@code afterId}, at most {@code
   * limit}.
   */
  List<Integer> templates(int afterId, int limit);

  /** How many there are, for progress. */
  int count();

  /**
   * Documents of these templates; one that is gone from Odoo or from the selection is unpublished.
   */
  List<DesiredProduct> read(Collection<Integer> templates);
}
