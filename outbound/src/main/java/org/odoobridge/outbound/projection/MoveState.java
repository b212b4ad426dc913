package org.odoobridge.outbound.projection;

/** {@code stock_move.state}. */
public enum MoveState {
  /** Not confirmed: nobody counts on it. Also any word we do not know. */
  DRAFT,
  /** Waits for another move. */
  WAITING,
  /** Waits for stock. */
  CONFIRMED,
  PARTIALLY_AVAILABLE,
  /** All reserved. */
  ASSIGNED,
  DONE,
  CANCEL;

  static MoveState of(String word) {
    return switch (word) {
      case "waiting" -> WAITING;
      case "confirmed" -> CONFIRMED;
      case "partially_available" -> PARTIALLY_AVAILABLE;
      case "assigned" -> ASSIGNED;
      case "done" -> DONE;
      case "cancel" -> CANCEL;
      default -> DRAFT;
    };
  }

  /** Odoo's word for it. */
  String word() {
    return switch (this) {
      case DRAFT -> "draft";
      case WAITING -> "waiting";
      case CONFIRMED -> "confirmed";
      case PARTIALLY_AVAILABLE -> "partially_available";
      case ASSIGNED -> "assigned";
      case DONE -> "done";
      case CANCEL -> "cancel";
    };
  }

  /** Whether its goods are still to go. */
  public boolean isOpen() {
    return switch (this) {
      case WAITING, CONFIRMED, PARTIALLY_AVAILABLE, ASSIGNED -> true;
      case DRAFT, DONE, CANCEL -> false;
    };
  }
}
