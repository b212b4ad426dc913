package org.odoobridge.outbound.projection;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.outbound.capture.Row;

/** Which sale order in Odoo a reference of ours names, and how that order stands. */
public final class OrderLinks {
  private static final String SALE_ORDER = "sale.order";
  private final Touched touched;
  private final Map<String, Integer> byName = new HashMap<>();
  private final IntMap<IntBag> linesByOrder = new IntMap<>();
  private final IntMap<String> nameByOrder = new IntMap<>();
  private final Table<OdooRow.Reference> references =
      new Table<>(OrderLinks::reference, this::referenceChanged);
  private final Table<OdooRow.SaleOrder> orders =
      new Table<>(OdooRow.SaleOrder::from, (id, old, now) -> touch(id));
  private final Table<OdooRow.SaleLine> lines =
      new Table<>(OdooRow.SaleLine::from, this::lineChanged);

  OrderLinks(Touched touched) {
    this.touched = touched;
  }

  /** The id of the sale order that {@code reference} names; 0 when Odoo has none yet. */
  public int saleOrder(ExternalRef reference) {
    return byName.getOrDefault(reference.name(), 0);
  }

  public Optional<OdooRow.SaleOrder> order(int saleOrder) {
    return Optional.ofNullable(orders.get(saleOrder));
  }

  /** Whether a sale order line belongs to an order of ours. */
  boolean isOurs(int saleLine) {
    OdooRow.SaleLine line = lines.get(saleLine);
    return line != null && nameByOrder.has(line.order());
  }

  int references() {
    return byName.size();
  }

  @Nullable IntBag linesOf(int saleOrder) {
    return linesByOrder.get(saleOrder);
  }

  Table<OdooRow.SaleOrder> orders() {
    return orders;
  }

  Table<OdooRow.SaleLine> lines() {
    return lines;
  }

  Table<OdooRow.Reference> referenceTable() {
    return references;
  }

  private static OdooRow.@Nullable Reference reference(Row row, OdooRow.@Nullable Reference old) {
    boolean ours =
        Columns.text(row, "module", old == null ? "" : ExternalRef.MODULE)
            .equals(ExternalRef.MODULE);
    OdooRow.Reference reference = OdooRow.Reference.from(row, old);
    boolean named = !reference.name().isBlank() && reference.name().indexOf('.') < 0;
    return ours && named && reference.model().equals(SALE_ORDER) ? reference : null;
  }

  private void referenceChanged(
      int id, OdooRow.@Nullable Reference old, OdooRow.@Nullable Reference now) {
    if (old != null) {
      byName.remove(old.name(), old.record());
      touched.orders().add(new ExternalRef(old.name()));
      if (old.name().equals(nameByOrder.get(old.record()))) {
        nameByOrder.remove(old.record());
      }
    }
    if (now != null && now.record() > 0) {
      byName.put(now.name(), now.record());
      nameByOrder.put(now.record(), now.name());
      touch(now.record());
    }
  }

  private void lineChanged(int id, OdooRow.@Nullable SaleLine old, OdooRow.@Nullable SaleLine now) {
    if (old != null) {
      Indexes.remove(linesByOrder, old.order(), id);
    }
    if (now != null) {
      Indexes.add(linesByOrder, now.order(), id);
    }
  }

  private void touch(int saleOrder) {
    String name = nameByOrder.get(saleOrder);
    if (name != null) {
      touched.orders().add(new ExternalRef(name));
    }
  }
}
