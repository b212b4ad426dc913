package org.odoobridge.core.journal;

import java.util.concurrent.CompletionStage;
import org.odoobridge.core.model.ChannelId;

/**
 * Asking a shop for the orders no webhook has brought yet. An increase of stock waits for a sweep
 * that began after the change, because an absolute increase would erase a sale that is still on its
 * way to us.
 */
public interface OrderSweeps {
  /**
   * Completes when a sweep that began after this call has put all it found into the journal; fails
   * when the shop could not be asked. Concurrent requests share a sweep. A channel without orders
   * completes at once.
   */
  CompletionStage<Void> sweepBegunFromNow(ChannelId channel);
}
