package org.odoobridge.outbound.projection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that the tables hold of one product's stock: sums per (location, owner, lot), its open moves.
 * Each quant's own contribution is replaced when the quant changes, in exact arithmetic; so sums
 * depend on the rows alone, not on the order in which changes came.
 */
final class ProductStock {
  private Cell[] cells = new Cell[1];
  private int size;
  private @Nullable IntBag moves;

  /** Quants of one (location, owner, lot), summed; lot is 0 where lots do not matter. */
  static final class Cell {
    final int location;
    final int owner;
    final int lot;
    long quantity;
    long reserved;
    private int quants;

    Cell(int location, int owner, int lot) {
      this.location = location;
      this.owner = owner;
      this.lot = lot;
    }
  }

  int cells() {
    return size;
  }

  Cell cell(int index) {
    return cells[index];
  }

  void add(OdooRow.Quant quant) {
    Cell cell = cellOf(quant);
    cell.quantity += quant.quantity();
    cell.reserved += quant.reserved();
    cell.quants++;
  }

  void subtract(OdooRow.Quant quant) {
    Cell cell = cellOf(quant);
    cell.quantity -= quant.quantity();
    cell.reserved -= quant.reserved();
    cell.quants--;
    if (cell.quants == 0) {
      drop(cell);
    }
  }

  IntBag moves() {
    if (moves == null) {
      moves = new IntBag();
    }
    return moves;
  }

  int moveCount() {
    return moves == null ? 0 : moves.size();
  }

  private Cell cellOf(OdooRow.Quant quant) {
    for (int i = 0; i < size; i++) {
      Cell cell = cells[i];
      if (cell.location == quant.location()
          && cell.owner == quant.owner()
          && cell.lot == quant.lot()) {
        return cell;
      }
    }
    if (size == cells.length) {
      cells = Arrays.copyOf(cells, size * 2);
    }
    Cell added = new Cell(quant.location(), quant.owner(), quant.lot());
    cells[size++] = added;
    return added;
  }

  private void drop(Cell cell) {
    for (int i = 0; i < size; i++) {
      if (cells[i] == cell) {
        cells[i] = cells[--size];
        return;
      }
    }
  }
}
