package org.odoobridge.outbound.catalog.model;

import java.util.Set;

/**
 * Who is told which templates' documents may have changed. Called on the thread that folds the WAL,
 * once per transaction at most: an implementation notes it and returns at once.
 */
public interface CatalogSink {
  /**
   * Documents of these templates may have changed; some may be gone from Odoo.
   *
   * @param templates {@code product_template.id}; never empty
   */
  void dirty(Set<Integer> templates);

  /**
   * Any document may have changed: compare them all, in the background.
   *
   * @param reason for logs, such as {@code "tax rates changed"}
   */
  void dirtyAll(String reason);
}
