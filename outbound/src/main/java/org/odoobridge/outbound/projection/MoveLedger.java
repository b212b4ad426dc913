package org.odoobridge.outbound.projection;

import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/** Open moves, what each has reserved, and which move feeds which. */
final class MoveLedger {
  private final IntPredicate keepsFinished;
  private final IntConsumer touchProduct;
  private final IntFunction<ProductStock> stockOf;
  private final IntMap<IntBag> feeds = new IntMap<>();
  private final IntMap<IntBag> fedBy = new IntMap<>();
  private final IntMap<IntBag> bySaleLine = new IntMap<>();
  private final IntMap<Long> reserved = new IntMap<>();
  private final Table<Move> moves = new Table<>(this::move, this::moveChanged);
  private final Table<OdooRow.MoveLine> lines =
      new Table<>(OdooRow.MoveLine::from, this::lineChanged);

  /**
   * @param keepsFinished whether finished moves of a sale order line are kept
   */
  MoveLedger(
      IntPredicate keepsFinished, IntConsumer touchProduct, IntFunction<ProductStock> stockOf) {
    this.keepsFinished = keepsFinished;
    this.touchProduct = touchProduct;
    this.stockOf = stockOf;
  }

  Table<Move> moves() {
    return moves;
  }

  Table<OdooRow.MoveLine> lines() {
    return lines;
  }

  long reserved(int move) {
    Long sum = reserved.get(move);
    return sum == null ? 0 : sum;
  }

  /** Moves that take over what {@code move} brings. */
  @Nullable IntBag destinations(int move) {
    return feeds.get(move);
  }

  /** Moves that bring what {@code move} takes on. */
  @Nullable IntBag origins(int move) {
    return fedBy.get(move);
  }

  @Nullable IntBag ofSaleLine(int line) {
    return bySaleLine.get(line);
  }

  /** A row of {@code stock_move_move_rel} is its two ids; both are its key. */
  void foldLink(RowChange change) {
    switch (change) {
      case RowChange.Inserted row -> link(row.after());
      case RowChange.Updated row -> link(row.after());
      case RowChange.Deleted row -> {
        Row key = row.key();
        int origin = key.intOf("move_orig_id");
        int destination = key.intOf("move_dest_id");
        Indexes.remove(feeds, origin, destination);
        Indexes.remove(fedBy, destination, origin);
        touch(origin);
        touch(destination);
      }
      case RowChange.Truncated all -> {
        for (int origin : feeds.ids()) {
          touch(origin);
        }
        feeds.clear();
        fedBy.clear();
      }
    }
  }

  private void link(Row row) {
    int origin = row.intOf("move_orig_id");
    int destination = row.intOf("move_dest_id");
    Indexes.add(feeds, origin, destination);
    Indexes.add(fedBy, destination, origin);
    touch(origin);
    touch(destination);
  }

  private @Nullable Move move(Row row, @Nullable Move old) {
    Move move = Move.from(row, old);
    if (move.state().isOpen()) {
      return move;
    }
    boolean over = move.state() == MoveState.DONE || move.state() == MoveState.CANCEL;
    if (over) {
      unlink(row.intOf("id")); // for good: only open moves are asked what they feed
    }
    return over && keepsFinished.test(move.saleLine()) ? move : null;
  }

  private void unlink(int move) {
    IntBag after = feeds.get(move);
    while (after != null && after.size() > 0) {
      int destination = after.get(0);
      Indexes.remove(feeds, move, destination);
      Indexes.remove(fedBy, destination, move);
      touch(destination);
    }
    IntBag before = fedBy.get(move);
    while (before != null && before.size() > 0) {
      int origin = before.get(0);
      Indexes.remove(feeds, origin, move);
      Indexes.remove(fedBy, move, origin);
      touch(origin);
    }
  }

  private void moveChanged(int id, @Nullable Move old, @Nullable Move now) {
    if (old != null) {
      stockOf.apply(old.product()).moves().remove(id);
      Indexes.remove(bySaleLine, old.saleLine(), id);
      touchProduct.accept(old.product());
    }
    if (now != null) {
      if (now.state().isOpen()) {
        stockOf.apply(now.product()).moves().add(id);
      }
      Indexes.add(bySaleLine, now.saleLine(), id);
      touchProduct.accept(now.product());
    }
    touchAll(fedBy.get(id));
    touchAll(feeds.get(id));
  }

  private void lineChanged(int id, OdooRow.@Nullable MoveLine old, OdooRow.@Nullable MoveLine now) {
    if (old != null) {
      add(old.move(), -old.reserved());
    }
    if (now != null) {
      add(now.move(), now.reserved());
    }
  }

  private void add(int move, long quantity) {
    long sum = reserved(move) + quantity;
    if (sum == 0) {
      reserved.remove(move);
    } else {
      reserved.put(move, sum);
    }
    touch(move);
  }

  private void touch(int move) {
    Move row = moves.get(move);
    if (row != null) {
      touchProduct.accept(row.product());
    }
  }

  private void touchAll(@Nullable IntBag ids) {
    for (int i = 0; ids != null && i < ids.size(); i++) {
      touch(ids.get(i));
    }
  }
}
