package org.odoobridge.outbound.projection;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Orders of open till sessions. Once a session is known to be closed its orders are dropped; Odoo
 * never opens it again.
 */
final class TillSales {
  private final IntConsumer touchProduct;
  private final IntMap<IntBag> ordersBySession = new IntMap<>();
  private final IntMap<IntBag> linesByOrder = new IntMap<>();
  private final Table<OdooRow.PosConfig> configs =
      new Table<>(OdooRow.PosConfig::from, (id, old, now) -> touchEverything());
  private final Table<OdooRow.PosSession> sessions =
      new Table<>(OdooRow.PosSession::from, this::sessionChanged);
  private final Table<OdooRow.PosOrder> orders =
      new Table<>(OdooRow.PosOrder::from, this::orderChanged);
  private final Table<OdooRow.PosLine> lines;
  private final IntMap<IntBag> linesByProduct = new IntMap<>();

  TillSales(IntConsumer touchProduct) {
    this.touchProduct = touchProduct;
    this.lines = new Table<>(OdooRow.PosLine::from, this::lineChanged);
  }

  Table<OdooRow.PosConfig> configs() {
    return configs;
  }

  Table<OdooRow.PosSession> sessions() {
    return sessions;
  }

  Table<OdooRow.PosOrder> orders() {
    return orders;
  }

  Table<OdooRow.PosLine> lines() {
    return lines;
  }

  @Nullable IntBag linesOf(int product) {
    return linesByProduct.get(product);
  }

  private void sessionChanged(
      int id, OdooRow.@Nullable PosSession old, OdooRow.@Nullable PosSession now) {
    touchSession(id);
    if (now == null || now.closed()) {
      drop(id);
    }
  }

  private void drop(int session) {
    IntBag of = ordersBySession.get(session);
    while (of != null && of.size() > 0) {
      int order = of.get(0);
      IntBag ofOrder = linesByOrder.get(order);
      while (ofOrder != null && ofOrder.size() > 0) {
        lines.remove(ofOrder.get(0));
      }
      orders.remove(order);
    }
  }

  private void orderChanged(
      int id, OdooRow.@Nullable PosOrder old, OdooRow.@Nullable PosOrder now) {
    if (old != null) {
      Indexes.remove(ordersBySession, old.session(), id);
    }
    if (now != null) {
      Indexes.add(ordersBySession, now.session(), id);
    }
    touchOrder(id);
  }

  private void lineChanged(int id, OdooRow.@Nullable PosLine old, OdooRow.@Nullable PosLine now) {
    if (old != null) {
      Indexes.remove(linesByOrder, old.order(), id);
      Indexes.remove(linesByProduct, old.product(), id);
      touchProduct.accept(old.product());
    }
    if (now != null) {
      Indexes.add(linesByOrder, now.order(), id);
      Indexes.add(linesByProduct, now.product(), id);
      touchProduct.accept(now.product());
    }
  }

  private void touchSession(int session) {
    IntBag of = ordersBySession.get(session);
    for (int i = 0; of != null && i < of.size(); i++) {
      touchOrder(of.get(i));
    }
  }

  private void touchOrder(int order) {
    IntBag of = linesByOrder.get(order);
    for (int i = 0; of != null && i < of.size(); i++) {
      OdooRow.PosLine line = lines.get(of.get(i));
      if (line != null) {
        touchProduct.accept(line.product());
      }
    }
  }

  private void touchEverything() {
    lines.rows().forEach((id, line) -> touchProduct.accept(line.product()));
  }
}
