package org.odoobridge.outbound.projection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.Row;

/**
 * The columns the bridge keeps of one row of Odoo's. Many-to-one columns are ids, 0 when empty;
 * quantities are {@link Millionths} of the product's own unit. {@code from} reads a row over what
 * was known of it and returns null for a row that is of no interest now.
 */
public sealed interface OdooRow {

  /** {@code product_product}: a variant. */
  record Product(int template, Optional<Sku> sku, boolean active) implements OdooRow {
    static Product from(Row row, @Nullable Product old) {
      String code =
          Columns.text(row, "default_code", old == null ? "" : old.sku.map(Sku::value).orElse(""));
      Optional<Sku> sku =
          old != null && old.sku.isPresent() && old.sku.get().value().equals(code)
              ? old.sku
              : Optional.of(code).filter(c -> !c.isBlank()).map(Sku::new);
      return new Product(
          Columns.id(row, "product_tmpl_id", old == null ? 0 : old.template),
          sku,
          Columns.flag(row, "active", old != null && old.active));
    }
  }

  /**
   * {@code product_template}.
   *
   * @param type {@code service}, {@code consu} (goods), {@code combo}; until 17 also {@code
   *     product}
   * @param flagged column {@code is_storable}, where there is one (from 18 on)
   */
  record Template(String name, String type, boolean flagged, boolean active, int uom, int category)
      implements OdooRow {
    /**
     * Whether its stock is counted: type {@code product} until 17, goods with the flag from 18 on.
     * Where a version has the one it has not the other, so that both may be asked.
     */
    boolean storable() {
      return type.equals("product") || (flagged && type.equals("consu"));
    }

    static Template from(Row row, @Nullable Template old) {
      return new Template(
          Translated.text(Columns.text(row, "name", old == null ? "" : old.name)),
          Columns.text(row, "type", old == null ? "" : old.type).intern(),
          Columns.flag(row, "is_storable", old != null && old.flagged),
          Columns.flag(row, "active", old != null && old.active),
          Columns.id(row, "uom_id", old == null ? 0 : old.uom),
          Columns.id(row, "categ_id", old == null ? 0 : old.category));
    }
  }

  /** {@code product_category}; a tree by {@code parent}. */
  record Category(int parent, String completeName) implements OdooRow {
    static Category from(Row row, @Nullable Category old) {
      return new Category(
          Columns.id(row, "parent_id", old == null ? 0 : old.parent),
          Columns.text(row, "complete_name", old == null ? "" : old.completeName));
    }
  }

  /**
   * {@code uom_uom}.
   *
   * @param rounding its smallest step; 0 where Odoo keeps none (19)
   * @param factor how many of it make one of the reference unit; from 19 on how many of the
   *     reference unit make one of it
   * @param inReference whether {@code factor} is the latter
   * @param category units of one category are converted into each other; 0 where Odoo has none
   */
  record Uom(String name, long rounding, double factor, boolean inReference, int category)
      implements OdooRow {
    static Uom from(Row row, @Nullable Uom old) {
      return new Uom(
          Translated.text(Columns.text(row, "name", old == null ? "" : old.name)),
          Columns.quantity(row, "rounding", old == null ? 0 : old.rounding),
          Columns.number(row, "factor", old == null ? 1 : old.factor),
          row.has("relative_factor") || (old != null && old.inReference),
          Columns.id(row, "category_id", old == null ? 0 : old.category));
    }
  }

  /** {@code stock_location}; a tree by {@code parent}. */
  record Location(int parent, String completeName, String name, String usage) implements OdooRow {
    static Location from(Row row, @Nullable Location old) {
      return new Location(
          Columns.id(row, "location_id", old == null ? 0 : old.parent),
          Columns.text(row, "complete_name", old == null ? "" : old.completeName),
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.text(row, "usage", old == null ? "" : old.usage).intern());
    }

    /** Whether goods there are ours and in a place; not with a customer, lost or on the way. */
    public boolean internal() {
      return usage.equals("internal");
    }

    /** Whether its quants are kept: places that are, or by a setting could become, sellable. */
    boolean holdsStock() {
      return usage.equals("internal") || usage.equals("transit");
    }
  }

  /**
   * {@code stock_warehouse}.
   *
   * @param stock {@code lot_stock_id}, root of what is sold from
   * @param view root of the whole warehouse, with its input, quality, packing and output zones
   */
  record Warehouse(String code, int stock, int view, int company, boolean active)
      implements OdooRow {
    static Warehouse from(Row row, @Nullable Warehouse old) {
      return new Warehouse(
          Columns.text(row, "code", old == null ? "" : old.code),
          Columns.id(row, "lot_stock_id", old == null ? 0 : old.stock),
          Columns.id(row, "view_location_id", old == null ? 0 : old.view),
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          Columns.flag(row, "active", old != null && old.active));
    }
  }

  /**
   * {@code res_company}: its partner owns its stock; Anglo-Saxon books move till stock early. Until
   * 15 none can be archived.
   */
  record Company(int partner, boolean angloSaxon, boolean active) implements OdooRow {
    static Company from(Row row, @Nullable Company old) {
      return new Company(
          Columns.id(row, "partner_id", old == null ? 0 : old.partner),
          Columns.flag(row, "anglo_saxon_accounting", old != null && old.angloSaxon),
          Columns.flag(row, "active", old == null || old.active));
    }
  }

  /** {@code stock_picking_type}: where its moves start, end, and which type takes returns. */
  record PickingType(int source, int destination, int returns) implements OdooRow {
    static PickingType from(Row row, @Nullable PickingType old) {
      return new PickingType(
          Columns.id(row, "default_location_src_id", old == null ? 0 : old.source),
          Columns.id(row, "default_location_dest_id", old == null ? 0 : old.destination),
          Columns.id(row, "return_picking_type_id", old == null ? 0 : old.returns));
    }
  }

  /** {@code stock_quant}. */
  record Quant(int product, int location, int owner, int lot, long quantity, long reserved)
      implements OdooRow {
    static Quant from(Row row, @Nullable Quant old) {
      return new Quant(
          Columns.id(row, "product_id", old == null ? 0 : old.product),
          Columns.id(row, "location_id", old == null ? 0 : old.location),
          Columns.id(row, "owner_id", old == null ? 0 : old.owner),
          Columns.id(row, "lot_id", old == null ? 0 : old.lot),
          Columns.quantity(row, "quantity", old == null ? 0 : old.quantity),
          Columns.quantity(row, "reserved_quantity", old == null ? 0 : old.reserved));
    }

    /** The same, of no lot. */
    Quant ofAnyLot() {
      return new Quant(product, location, owner, 0, quantity, reserved);
    }
  }

  /**
   * {@code stock_production_lot} (until 15) or {@code stock_lot}: a lot or serial number. Its dates
   * come with module {@code product_expiry}; 0 = none.
   */
  record Lot(
      int product, String name, long expirationMillis, long removalMillis, long bestBeforeMillis)
      implements OdooRow {
    static Lot from(Row row, @Nullable Lot old) {
      return new Lot(
          Columns.id(row, "product_id", old == null ? 0 : old.product),
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.millis(row, "expiration_date", old == null ? 0 : old.expirationMillis),
          Columns.millis(row, "removal_date", old == null ? 0 : old.removalMillis),
          Columns.millis(row, "use_date", old == null ? 0 : old.bestBeforeMillis));
    }
  }

  /**
   * {@code stock_move_line} of an open move: what it has reserved, in the product's unit. The
   * column is {@code product_qty} until 15, {@code reserved_qty} in 16; from 17 on one column says
   * what is reserved and what is done.
   */
  record MoveLine(int move, long reserved) implements OdooRow {
    static @Nullable MoveLine from(Row row, @Nullable MoveLine old) {
      MoveState state =
          MoveState.of(Columns.text(row, "state", old == null ? "" : MoveState.ASSIGNED.word()));
      int move = Columns.id(row, "move_id", old == null ? 0 : old.move);
      if (state == MoveState.DONE || state == MoveState.CANCEL || move == 0) {
        return null;
      }
      String column =
          row.has("quantity_product_uom")
              ? "quantity_product_uom"
              : row.has("reserved_qty") ? "reserved_qty" : "product_qty";
      return new MoveLine(move, Columns.quantity(row, column, old == null ? 0 : old.reserved));
    }
  }

  /** {@code pos_config}: its picking type says where the till's goods come from. */
  record PosConfig(int pickingType) implements OdooRow {
    static PosConfig from(Row row, @Nullable PosConfig old) {
      return new PosConfig(Columns.id(row, "picking_type_id", old == null ? 0 : old.pickingType));
    }
  }

  /**
   * {@code pos_session}.
   *
   * @param movesAtClosing whether its orders leave stock only when it closes
   */
  record PosSession(int config, boolean closed, boolean movesAtClosing) implements OdooRow {
    static PosSession from(Row row, @Nullable PosSession old) {
      String state = Columns.text(row, "state", old != null && old.closed ? "closed" : "");
      return new PosSession(
          Columns.id(row, "config_id", old == null ? 0 : old.config),
          state.equals("closed"),
          Columns.flag(row, "update_stock_at_closing", old != null && old.movesAtClosing));
    }
  }

  /**
   * {@code pos_order}.
   *
   * @param paid the goods have been handed over: state paid, invoiced or done
   * @param shipsLater its goods leave by a delivery of their own, which is a move already
   */
  record PosOrder(
      String name, int session, boolean paid, boolean toInvoice, int company, boolean shipsLater)
      implements OdooRow {
    static PosOrder from(Row row, @Nullable PosOrder old) {
      String state = Columns.text(row, "state", old != null && old.paid ? "paid" : "draft");
      return new PosOrder(
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.id(row, "session_id", old == null ? 0 : old.session),
          state.equals("paid") || state.equals("invoiced") || state.equals("done"),
          Columns.flag(row, "to_invoice", old != null && old.toInvoice),
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          (row.has("to_ship") || row.has("shipping_date"))
              ? (Columns.set(row, "to_ship", false) || Columns.set(row, "shipping_date", false))
              : (old != null && old.shipsLater));
    }
  }

  /** {@code pos_order_line}; negative when goods come back. In the product's own unit. */
  record PosLine(int order, int product, long quantity) implements OdooRow {
    static PosLine from(Row row, @Nullable PosLine old) {
      return new PosLine(
          Columns.id(row, "order_id", old == null ? 0 : old.order),
          Columns.id(row, "product_id", old == null ? 0 : old.product),
          Columns.quantity(row, "qty", old == null ? 0 : old.quantity));
    }
  }

  /**
   * {@code sale_order}.
   *
   * @param settled state sale, done or cancel: Odoo's moves show all of it, or it is over
   */
  record SaleOrder(String name, boolean settled, boolean cancelled) implements OdooRow {
    static SaleOrder from(Row row, @Nullable SaleOrder old) {
      String before = old == null || !old.settled ? "draft" : old.cancelled ? "cancel" : "sale";
      String state = Columns.text(row, "state", before);
      return new SaleOrder(
          Columns.text(row, "name", old == null ? "" : old.name),
          state.equals("sale") || state.equals("done") || state.equals("cancel"),
          state.equals("cancel"));
    }
  }

  /** {@code sale_order_line}: ties moves to orders. */
  record SaleLine(int order) implements OdooRow {
    static SaleLine from(Row row, @Nullable SaleLine old) {
      return new SaleLine(Columns.id(row, "order_id", old == null ? 0 : old.order));
    }
  }

  /** {@code ir_model_data} of our module: the reference of one of our writes. */
  record Reference(String name, String model, int record) implements OdooRow {
    static Reference from(Row row, @Nullable Reference old) {
      return new Reference(
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.text(row, "model", old == null ? "" : old.model).intern(),
          Columns.id(row, "res_id", old == null ? 0 : old.record));
    }
  }
}
