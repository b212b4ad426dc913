package org.odoobridge.outbound.projection;

import org.odoobridge.core.units.PieceSize;

/**
 * Hears every term of the availability formula while it is computed, so that an explanation is the
 * computation itself and cannot differ from it. Quantities are {@link Millionths}.
 */
public interface Explained {
  /** Hears nothing. */
  Explained NOT =
      new Explained() {
        @Override
        public void onHand(
            int warehouse, int location, int owner, int lot, long quantity, Why why) {}

        @Override
        public void incoming(int warehouse, Promise move) {}

        @Override
        public void promised(int warehouse, Promise promise) {}

        @Override
        public void inFlight(InFlight order) {}

        @Override
        public void withheld(long quantity, String rule) {}

        @Override
        public void piece(PieceSize size, boolean fraction) {}

        @Override
        public Explained component(int product, long need, long makes) {
          return this;
        }

        @Override
        public void makes(long kits) {}
      };

  /** Why a quantity counts, or why it does not. */
  enum Why {
    COUNTED,
    /** Not under a warehouse the channel sells from. */
    OUT_OF_SCOPE,
    /** Under an excluded location. */
    EXCLUDED_LOCATION,
    /** Under the warehouse, but a transit, loss or customer location. */
    NOT_INTERNAL,
    /** Somebody else's goods. */
    OWNED_BY_OTHERS,
    /** Make-to-order: only what it has reserved. */
    MAKE_TO_ORDER,
    /** Planned later than the horizon: only what it has reserved. */
    BEYOND_HORIZON,
    /** The lot is excluded by its name. */
    EXCLUDED_LOT,
    /** The lot has passed its date. */
    EXPIRED,
    /** The lot passes its date too soon. */
    EXPIRES_SOON,
    /** Nothing is known of the lot. */
    UNKNOWN_LOT,
    /** Incoming, but planned later than the horizon. */
    TOO_LATE,
    /** Incoming for an order, at least in part. */
    BOUND,
    /** Reserved by Odoo (mode {@code free}). */
    RESERVED,
    /** Who it is reserved for; counted where it lies (mode {@code free}). */
    RESERVED_FOR,
    /** Sold or taken back at a till whose session moves stock when it closes. */
    TILL
  }

  /**
   * A promised quantity.
   *
   * @param source {@code stock.move} or {@code pos.order.line} and its id, or {@code stock.quant}
   *     and a location's id
   * @param origin document a person knows, e.g. {@code S00012}; may be empty
   * @param quantity whole demand
   * @param counted what counts of it
   */
  record Promise(String source, int id, String origin, long quantity, long counted, Why why) {}

  /**
   * What an order of a channel still takes.
   *
   * @param saleOrder Odoo's number of it; empty while Odoo has none
   */
  record InFlight(
      String channel, String order, String saleOrder, long ordered, long visible, long counted) {}

  /**
   * @param warehouse index in the scope; negative when not in it
   * @param lot 0 when it is of none, or lots do not matter
   */
  void onHand(int warehouse, int location, int owner, int lot, long quantity, Why why);

  /** Goods that are planned to come in (mode {@code forecast}). */
  void incoming(int warehouse, Promise move);

  void promised(int warehouse, Promise promise);

  void inFlight(InFlight order);

  /**
   * @param rule the buffer rule that applies, for a person
   */
  void withheld(long quantity, String rule);

  /**
   * How much a piece is that the channel sells.
   *
   * @param fraction whether less than a piece is left over though there is no rule for it
   */
  void piece(PieceSize size, boolean fraction);

  /**
   * A kit's component comes next.
   *
   * @param need what {@code makes} kits take of it
   * @return hears its terms
   */
  Explained component(int product, long need, long makes);

  /** How many whole kits this component is enough for. */
  void makes(long kits);
}
