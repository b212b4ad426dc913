package org.odoobridge.inbound.dedup;

import java.util.List;
import org.odoobridge.core.journal.NewMessage;

/** What is to be done with a delivery. */
public sealed interface Intake {
  /**
   * Store it in the journal.
   *
   * @param touched products whose stock the shop may have changed along with it
   */
  record Store(NewMessage message, List<ProductReport> touched) implements Intake {
    public Store {
      touched = List.copyOf(touched);
    }
  }

  /** Store it, and ask the shop for its orders: it says that one is gone but not which. */
  record StoreAndSweep(NewMessage message) implements Intake {}

  /**
   * A hint about a product, not stored: it is level traffic, and a lost hint is repaired by the
   * next comparison with the shop.
   */
  record Hint(ProductReport product) implements Intake {}

  /** Nothing to do. */
  record Nothing(String reason) implements Intake {}
}
