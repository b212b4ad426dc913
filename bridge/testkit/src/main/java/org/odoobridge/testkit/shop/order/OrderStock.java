package org.odoobridge.testkit.shop.order;

import java.util.List;
import org.odoobridge.testkit.shop.product.Catalog;
import org.odoobridge.testkit.shop.product.Product;

/** Moves the catalog's stock as orders change; {@code _reduced_stock} remembers what was taken. */
final class OrderStock {
  private static final String TAKEN = "_reduced_stock";
  private static final String RESTOCKED = "_restock_refunded_items";

  private final Catalog catalog;

  OrderStock(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Takes stock in statuses that sell, gives it back when cancelled or pending again. */
  void follow(Order order) {
    boolean sells = Order.TAKES_STOCK.contains(order.status);
    if (sells && !order.counted) {
      order.counted = true;
      order.goods.forEach(
          line -> line.product.ifPresent(product -> catalog.sold(product, line.quantity)));
    }
    if (sells && !order.stockTaken) {
      order.stockTaken = true;
      order.goods.forEach(this::take);
    } else if (order.stockTaken && List.of("cancelled", "pending").contains(order.status)) {
      order.stockTaken = false;
      order.goods.forEach(this::giveBack);
    }
  }

  private void take(Item.Goods line) {
    if (counted(line)) {
      move(line, -line.quantity);
      line.meta.put(TAKEN, Integer.toString(line.quantity));
    }
  }

  private void giveBack(Item.Goods line) {
    int taken = taken(line);
    if (taken != 0) {
      move(line, taken);
    }
    line.meta.remove(TAKEN);
  }

  /** Goods of a refund come back: into stock, and off what the line remembers as taken. */
  void restock(Item.Goods line, int units) {
    if (!counted(line) || line.meta.text(TAKEN).isEmpty()) {
      return;
    }
    move(line, units);
    line.meta.put(TAKEN, Integer.toString(taken(line) - units));
    String before = line.meta.text(RESTOCKED);
    int running = before.isEmpty() ? 0 : Integer.parseInt(before);
    line.meta.put(RESTOCKED, Integer.toString(running + units));
  }

  private void adjust(Item.Goods line) {
    if (counted(line) && line.quantity != taken(line)) {
      move(line, taken(line) - line.quantity);
      line.meta.put(TAKEN, Integer.toString(line.quantity));
    }
  }

  private void move(Item.Goods line, int units) {
    line.product.ifPresent(product -> catalog.move(product, units));
  }

  private static boolean counted(Item.Goods line) {
    return line.product.flatMap(Product::stockHolder).isPresent();
  }

  private static int taken(Item.Goods line) {
    String taken = line.meta.text(TAKEN);
    return taken.isEmpty() ? 0 : Integer.parseInt(taken);
  }

  OrderInput.LineChanges none() {
    return new OrderInput.LineChanges() {
      @Override
      public void resized(Item.Goods line) {
        // stock follows the status of a new order
      }

      @Override
      public void removed(Item.Goods line) {
        // a new order has taken nothing yet
      }
    };
  }

  /** Keeps stock in step with edits of an order that has taken stock. */
  OrderInput.LineChanges changes(Order order) {
    if (!order.stockTaken) {
      return none();
    }
    return new OrderInput.LineChanges() {
      @Override
      public void resized(Item.Goods line) {
        adjust(line);
      }

      @Override
      public void removed(Item.Goods line) {
        giveBack(line);
      }
    };
  }
}
