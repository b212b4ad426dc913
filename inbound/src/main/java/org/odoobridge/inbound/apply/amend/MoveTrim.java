package org.odoobridge.inbound.apply.amend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.inbound.odoo.OdooFulfilment;

/**
 * Which open moves have to shrink so that no more leaves the house than is ordered: pure. Older
 * Odoos leave a move as it is when its line is lowered.
 *
 * @param quantities move → its new quantity
 * @param cancel pickings of which nothing is left
 * @param reserve pickings whose goods have to be reserved anew
 */
record MoveTrim(Map<Integer, BigDecimal> quantities, Set<Integer> cancel, Set<Integer> reserve) {
  MoveTrim {
    quantities = Map.copyOf(quantities);
    cancel = Set.copyOf(cancel);
    reserve = Set.copyOf(reserve);
  }

  boolean isEmpty() {
    return quantities.isEmpty() && cancel.isEmpty();
  }

  static MoveTrim of(OdooFulfilment fulfilment) {
    Map<Integer, BigDecimal> quantities = new LinkedHashMap<>();
    for (OdooFulfilment.Line line : fulfilment.lines()) {
      if (line.goods()) {
        trim(fulfilment, line, quantities);
      }
    }
    Set<Integer> touched = new LinkedHashSet<>();
    fulfilment.moves().stream()
        .filter(move -> quantities.containsKey(move.id()))
        .forEach(move -> touched.add(move.picking()));
    Set<Integer> cancel = new LinkedHashSet<>();
    for (OdooFulfilment.Move move : fulfilment.moves()) {
      if (move.isOpen() && isEmpty(fulfilment, move.picking(), quantities)) {
        cancel.add(move.picking());
      }
    }
    touched.removeAll(cancel);
    return new MoveTrim(quantities, cancel, touched);
  }

  private static void trim(
      OdooFulfilment fulfilment, OdooFulfilment.Line line, Map<Integer, BigDecimal> quantities) {
    List<OdooFulfilment.Move> open = new ArrayList<>(fulfilment.openDeliveries(line));
    open.removeIf(move -> feeds(fulfilment, move, line));
    BigDecimal excess =
        open.stream()
            .map(OdooFulfilment.Move::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .subtract(line.open());
    open.sort(Comparator.comparing(OdooFulfilment.Move::id).reversed());
    for (OdooFulfilment.Move move : open) {
      BigDecimal less = move.quantity().min(excess);
      if (less.signum() > 0) {
        shrink(fulfilment, move, less, quantities);
        excess = excess.subtract(less);
      }
    }
  }

  /** Where goods are fetched in steps, only the last one is counted; the others follow it. */
  private static boolean feeds(
      OdooFulfilment fulfilment, OdooFulfilment.Move move, OdooFulfilment.Line line) {
    return fulfilment.moves().stream()
        .anyMatch(next -> next.id() == move.feeds() && next.line() == line.id());
  }

  private static void shrink(
      OdooFulfilment fulfilment,
      OdooFulfilment.Move move,
      BigDecimal less,
      Map<Integer, BigDecimal> quantities) {
    BigDecimal now = quantities.getOrDefault(move.id(), move.quantity());
    quantities.put(move.id(), now.subtract(less).max(BigDecimal.ZERO));
    for (OdooFulfilment.Move before : fulfilment.moves()) {
      if (before.feeds() == move.id() && before.isOpen()) {
        shrink(fulfilment, before, less, quantities);
      }
    }
  }

  private static boolean isEmpty(
      OdooFulfilment fulfilment, int picking, Map<Integer, BigDecimal> quantities) {
    return fulfilment.moves().stream()
        .filter(move -> move.picking() == picking && move.isOpen())
        .allMatch(move -> quantities.getOrDefault(move.id(), move.quantity()).signum() == 0);
  }
}
