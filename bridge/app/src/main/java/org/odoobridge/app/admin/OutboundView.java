package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/**
 * The outbound half as a person sees it. Methods may block for a moment (virtual thread); an
 * unknown channel makes them throw {@link UnknownChannel}.
 */
public interface OutboundView {
  List<ChannelState> channels();

  /** Products, where the bridge publishes them. */
  CatalogView catalog();

  /** What shops show wrongly. */
  DriftView drift();

  /** Sends the channel nothing until {@link #resume}; safe to repeat. */
  void pause(ChannelId channel);

  /** Safe to repeat. */
  void resume(ChannelId channel);

  /** Makes parked items due again; returns how many. */
  int redriveParked(ChannelId channel);

  /**
   * Products by SKU, in order.
   *
   * @param search part of the SKU or name, any case; empty = all
   */
  Page stock(String search, int offset, int limit);

  /** How the channel's number for this SKU comes about; empty when it has none. */
  Optional<Explained> explain(ChannelId channel, Sku sku);

  /** Calls {@code listener} with each row that changed, on any thread; it must return at once. */
  void subscribe(Consumer<StockRow> listener);

  /**
   * @param state {@code running}, {@code paused}, {@code breaker-open} …
   * @param waiting items to be told to the channel
   * @param inFlight items in a request that has not been answered
   * @param problem the last thing that went wrong, while it lasts; else empty
   */
  record ChannelState(
      String id,
      String type,
      String state,
      int waiting,
      int inFlight,
      int parked,
      Optional<Instant> lastAcknowledged,
      String problem) {}

  /** Rows {@code offset …} of {@code total}. */
  record Page(int total, List<StockRow> rows) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One product with Odoo's number and what each channel should and does show.
   *
   * @param onHand sum of Odoo's quants in internal locations, as text
   */
  record StockRow(String sku, String name, String onHand, Map<String, Shown> channels) {
    public StockRow {
      channels = Map.copyOf(channels);
    }
  }

  /**
   * @param reported what the channel last acknowledged; empty = nothing yet
   * @param state {@code in-step}, {@code waiting}, {@code unsure} or {@code parked}
   * @param remedy what to do about a parked item; else empty
   */
  record Shown(long desired, Optional<Long> reported, String state, String remedy) {}

  /**
   * @param text the whole explanation for a person, several lines
   * @param detail every term of the formula, as plain values
   * @param price how its price comes about; empty when the channel shows none of Odoo's
   */
  record Explained(
      String channel,
      String sku,
      long quantity,
      String text,
      Object detail,
      Optional<PriceExplained> price) {}

  /**
   * A price and its reasons.
   *
   * @param regular the regular price; empty when there is none, {@code problem} says why
   * @param sale a lower price that holds now
   * @param nextChange when time alone may change it
   * @param steps each pricelist, rule, conversion and tax, line by line
   */
  record PriceExplained(
      Optional<String> regular,
      Optional<String> sale,
      Optional<Instant> saleFrom,
      Optional<Instant> saleTo,
      Optional<Instant> nextChange,
      String problem,
      List<String> steps) {
    public PriceExplained {
      steps = List.copyOf(steps);
    }
  }

  /** No channel of that name is configured. */
  final class UnknownChannel extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownChannel(ChannelId channel) {
      super("no channel '" + channel + "' is configured");
    }
  }
}
