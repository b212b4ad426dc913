package org.odoobridge.inbound.ingest;

import java.util.List;
import java.util.function.Consumer;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.inbound.dedup.Intake;
import org.odoobridge.inbound.dedup.ProductReport;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.dedup.WooIntake;

/**
 * The one way into the journal, for webhooks, sweeps and re-reads alike: read, append, and tell
 * what else the delivery means once it is durable.
 */
public final class Acceptance {
  private final Journal journal;
  private final WooIntake intake;
  private final ListingDoubts doubts;
  private final Consumer<ChannelId> orderGone;

  /**
   * @param orderGone asks for a sweep that also looks for orders the shop no longer has
   */
  public Acceptance(
      Journal journal, WooIntake intake, ListingDoubts doubts, Consumer<ChannelId> orderGone) {
    this.journal = journal;
    this.intake = intake;
    this.doubts = doubts;
    this.orderGone = orderGone;
  }

  /** What became of a delivery. */
  public sealed interface Result {
    /** It is in the journal. */
    record Stored(Append append) implements Result {}

    /** It asks for nothing that is stored. */
    record NotStored(String reason) implements Result {}
  }

  /**
   * Takes a delivery in and returns when it is durable.
   *
   * @throws org.odoobridge.core.journal.JournalUnavailable when it is not, or nobody knows
   */
  public Result accept(RawDelivery delivery) {
    return switch (intake.read(delivery)) {
      case Intake.Store store -> {
        Append append = journal.append(store.message());
        if (append instanceof Append.Appended && !store.touched().isEmpty()) {
          doubts.doubt(store.touched());
        }
        yield new Result.Stored(append);
      }
      case Intake.StoreAndSweep store -> {
        Append append = journal.append(store.message());
        orderGone.accept(delivery.channel());
        yield new Result.Stored(append);
      }
      case Intake.Hint hint -> {
        List<ProductReport> products = List.of(hint.product());
        doubts.doubt(products);
        yield new Result.NotStored("a hint about product " + hint.product().productId());
      }
      case Intake.Nothing nothing -> new Result.NotStored(nothing.reason());
    };
  }
}
