package org.odoobridge.outbound.desired;

import java.math.BigDecimal;
import java.util.List;

/**
 * Why a channel shows a number: every term of the formula. Made by the computation itself. Plain
 * values only, so that it serialises to JSON as it is.
 *
 * @param published the number; {@code max(0, floor((sellable − inFlight − buffer) / perPiece))}
 * @param note why nothing is published, or empty
 * @param sellable Σ over the warehouses; of a kit, what its scarcest component is enough for, less
 *     orders in flight
 * @param buffer withheld
 * @param bufferRule the rule that says so, such as {@code 10 % for category All / Toys}
 * @param components of a kit, with the formula of each; empty for what is stocked itself
 * @param piece how much of the product's unit a piece in the channel is, such as {@code 0.25 kg};
 *     empty when it is one
 * @param perPiece the same as a number
 * @param pieceRule what says so, or why it cannot be said; empty when there is no rule
 * @param elsewhere stock that does not count, since it lies outside the channel's scope
 * @param lsn commit LSN of the newest change in the number last offered; empty = never offered
 * @param changedAt when what caused that number was committed, ISO 8601 in UTC
 * @param shown what the channel says it shows
 * @param places where the channel shows it, as far as the bridge has looked; several where its
 *     products share the SKU
 */
public record Explanation(
    String channel,
    String sku,
    String product,
    long published,
    String note,
    String mode,
    BigDecimal sellable,
    List<Warehouse> warehouses,
    List<Component> components,
    BigDecimal inFlight,
    List<Order> orders,
    BigDecimal buffer,
    String bufferRule,
    String piece,
    BigDecimal perPiece,
    String pieceRule,
    List<Stock> elsewhere,
    List<String> problems,
    String lsn,
    String changedAt,
    Shown shown,
    List<Place> places) {
  public Explanation {
    places = List.copyOf(places);
    warehouses = List.copyOf(warehouses);
    components = List.copyOf(components);
    orders = List.copyOf(orders);
    elsewhere = List.copyOf(elsewhere);
    problems = List.copyOf(problems);
  }

  /**
   * @param incoming planned to come in; only in mode {@code forecast}
   * @param sellable max(0, on hand + incoming − promised)
   */
  public record Warehouse(
      String code,
      BigDecimal onHand,
      BigDecimal incoming,
      BigDecimal promised,
      BigDecimal sellable,
      List<Stock> stock,
      List<Promise> receipts,
      List<Promise> promises) {
    public Warehouse {
      stock = List.copyOf(stock);
      receipts = List.copyOf(receipts);
      promises = List.copyOf(promises);
    }
  }

  /**
   * What a kit takes of one product, and how many kits that is enough for.
   *
   * @param needed for {@code makes} kits, in the component's own unit
   * @param limiting whether no other component is scarcer
   */
  public record Component(
      String sku,
      String product,
      BigDecimal needed,
      BigDecimal makes,
      long kits,
      boolean limiting,
      BigDecimal sellable,
      List<Warehouse> warehouses,
      BigDecimal inFlight,
      List<Order> orders,
      List<Stock> elsewhere) {
    public Component {
      warehouses = List.copyOf(warehouses);
      orders = List.copyOf(orders);
      elsewhere = List.copyOf(elsewhere);
    }
  }

  /**
   * @param owner id of the partner that owns it; 0 = the company
   * @param lot name of the lot or serial number, where rules about lots are in force; else empty
   * @param why {@code counted}, or why not
   */
  public record Stock(
      String location, int owner, String lot, BigDecimal quantity, boolean counted, String why) {}

  /**
   * @param source Odoo model of the row behind it
   * @param quantity whole demand
   * @param counted what of it is kept back
   */
  public record Promise(
      String source, int id, String origin, BigDecimal quantity, BigDecimal counted, String why) {}

  /**
   * An order of a channel that Odoo does not show (all of) yet.
   *
   * @param saleOrder its number in Odoo; empty while there is none
   */
  public record Order(
      String channel,
      String order,
      String saleOrder,
      BigDecimal ordered,
      BigDecimal visible,
      BigDecimal counted) {}

  /**
   * What the channel last acknowledged, or showed when it was read.
   *
   * @param quantity empty when nothing is known of it
   * @param at when that was, ISO 8601 in UTC; empty when it was before this run
   * @param state {@code in-step}, {@code waiting}, {@code unsure} or {@code parked}
   */
  public record Shown(String quantity, String at, String state) {
    /** Nothing is known: this node does not tell the channel. */
    public static final Shown UNKNOWN = new Shown("", "", "unsure");
  }

  /**
   * A product or variation of the channel that has the SKU.
   *
   * @param parent product it is a variation of; empty when it is none
   * @param quantity what it last said it shows; empty when it was not heard alone
   * @param at when that was, ISO 8601 in UTC; else empty
   */
  public record Place(String id, String parent, String quantity, String at) {}

  /** The same, with what the channel says it shows, and where. */
  public Explanation shown(Shown acknowledged, List<Place> where) {
    return new Explanation(
        channel,
        sku,
        product,
        published,
        note,
        mode,
        sellable,
        warehouses,
        components,
        inFlight,
        orders,
        buffer,
        bufferRule,
        piece,
        perPiece,
        pieceRule,
        elsewhere,
        problems,
        lsn,
        changedAt,
        acknowledged,
        where);
  }

  /** The same for a person, several lines. */
  public String text() {
    return ExplanationText.of(this);
  }
}
