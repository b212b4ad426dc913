package org.odoobridge.outbound.catalog.price;

/** A price cannot be told; the message says why and is meant for people. */
final class Unpriced extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unpriced(String reason) {
    super(reason);
  }
}
