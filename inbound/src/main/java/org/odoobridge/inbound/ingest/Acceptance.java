package org.odoobridge.inbound.ingest;

import java.util.List;
import org.odoobridge.core.journal.Append;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
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
  private final Notices notices;

  public Acceptance(Journal journal, WooIntake intake, ListingDoubts doubts, Notices notices) {
    this.journal = journal;
    this.intake = intake;
    this.doubts = doubts;
    this.notices = notices;
  }

  /** What the sweeper wants to know of webhooks. */
  public interface Notices {
    /** A shop says that an order is gone, or says nothing readable: ask it for its orders. */
    void orderGone(ChannelId channel);

    /** A webhook about {@code key} has come and is durable. */
    void webhookCame(ResourceKey key);
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
        if (delivery.via() == Via.WEBHOOK) {
          notices.webhookCame(store.message().key());
        }
        if (append instanceof Append.Appended && !store.touched().isEmpty()) {
          doubts.doubt(store.touched());
        }
        yield new Result.Stored(append);
      }
      case Intake.StoreAndSweep store -> {
        Append append = journal.append(store.message());
        if (delivery.via() == Via.WEBHOOK) { // a sweep that finds one would ask for itself again
          notices.orderGone(delivery.channel());
        }
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
