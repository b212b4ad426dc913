package org.odoobridge.outbound.projection;

import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;

/**
 * The columns the bridge keeps of bills of material. Quantities are plain numbers in the row's own
 * unit, as Odoo reckons with them; many-to-one columns are ids, 0 when empty.
 */
sealed interface KitRow {

  /**
   * {@code mrp_bom} of type {@code phantom}: a kit, never stocked itself.
   *
   * @param product the only variant it is for; 0 = all of the template
   * @param quantity what one bill makes, in {@code uom}
   * @param sequence lower wins; {@code Integer.MAX_VALUE} when empty
   */
  record Bom(
      int template,
      int product,
      double quantity,
      int uom,
      int sequence,
      int company,
      int pickingType,
      boolean active)
      implements KitRow {
    static @Nullable Bom from(Row row, @Nullable Bom old) {
      if (!Columns.text(row, "type", old == null ? "" : "phantom").equals("phantom")) {
        return null;
      }
      int sequence = old == null || old.sequence == Integer.MAX_VALUE ? 0 : old.sequence;
      boolean given = row.has("sequence") && !row.isUnchanged("sequence");
      return new Bom(
          Columns.id(row, "product_tmpl_id", old == null ? 0 : old.template),
          Columns.id(row, "product_id", old == null ? 0 : old.product),
          Columns.number(row, "product_qty", old == null ? 1 : old.quantity),
          Columns.id(row, "product_uom_id", old == null ? 0 : old.uom),
          given && row.get("sequence") == null
              ? Integer.MAX_VALUE
              : (int) Columns.number(row, "sequence", sequence),
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          Columns.id(row, "picking_type_id", old == null ? 0 : old.pickingType),
          Columns.flag(row, "active", old == null || old.active));
    }

    /** Whether it is for this variant. */
    boolean isFor(int variant) {
      return active && (product == 0 || product == variant);
    }
  }

  /** {@code mrp_bom_line}: a component and how much of it one bill takes, in {@code uom}. */
  record Line(int bom, int product, double quantity, int uom) implements KitRow {
    static Line from(Row row, @Nullable Line old) {
      return new Line(
          Columns.id(row, "bom_id", old == null ? 0 : old.bom),
          Columns.id(row, "product_id", old == null ? 0 : old.product),
          Columns.number(row, "product_qty", old == null ? 0 : old.quantity),
          Columns.id(row, "product_uom_id", old == null ? 0 : old.uom));
    }
  }

  /** {@code product_template_attribute_value}: a value a variant may have, of which attribute. */
  record Value(int attributeLine) implements KitRow {
    static Value from(Row row, @Nullable Value old) {
      return new Value(Columns.id(row, "attribute_line_id", old == null ? 0 : old.attributeLine));
    }
  }
}
