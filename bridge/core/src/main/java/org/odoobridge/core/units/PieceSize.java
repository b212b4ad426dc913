package org.odoobridge.core.units;

/** What the rules say of a product in a shop. */
public sealed interface PieceSize {
  /** No rule: a piece is one of the product's own unit. */
  record OneUnit() implements PieceSize {}

  /** A piece is another amount. */
  record Amount(ShopPiece piece, ShopUnitRule rule) implements PieceSize {}

  /** The rule cannot be followed; the product is neither shown nor ordered until it is right. */
  record Unusable(String problem, String remedy) implements PieceSize {}
}
