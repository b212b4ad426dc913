package org.odoobridge.outbound.capture;

/**
 * Receives every transaction once, in commit order, on the capture thread. Blocking in it is the
 * back-pressure; an exception stops the capture and turns health to down.
 */
@FunctionalInterface
public interface TransactionHandler {
  void onTransaction(WalTransaction transaction);
}
