package org.odoobridge.outbound.catalog.price;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.projection.TablePart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the prices of all channels: takes over newly loaded tables, tells whose price a change or
 * the time has touched, and answers for each channel.
 */
public final class PriceDesk {
  private static final Logger LOG = LoggerFactory.getLogger(PriceDesk.class);

  private final Map<ChannelId, PricesConfig> channels;
  private final Timers timers;
  private final PriceBook.Pieces pieces;
  private final Set<String> roots = new LinkedHashSet<>();
  private final List<CatalogSink> sinks = new CopyOnWriteArrayList<>();
  private final Object timing = new Object();
  private volatile @Nullable PriceTables tables;
  private @Nullable Instant told;
  private @Nullable Instant wakeAt;

  /** Where every piece is one of Odoo's units. */
  public PriceDesk(Map<ChannelId, PricesConfig> channels, Timers timers) {
    this(channels, timers, PriceBook.Pieces.ONE_UNIT);
  }

  /**
   * @param channels those that publish prices
   * @param pieces how much of Odoo's unit a piece is
   */
  public PriceDesk(Map<ChannelId, PricesConfig> channels, Timers timers, PriceBook.Pieces pieces) {
    this.pieces = pieces;
    this.channels = new LinkedHashMap<>(channels);
    this.timers = timers;
    channels.values().forEach(config -> roots.addAll(config.pricelists()));
  }

  /** Tells {@code sink} whose prices changed, from now on. */
  public void tell(CatalogSink sink) {
    sinks.add(sink);
  }

  /** Empty tables for one load. */
  public TablePart part() {
    return new Part(new PriceTables(roots));
  }

  /** Prices of one channel; empty when it publishes none. */
  public Optional<PriceBook> book(ChannelId channel) {
    return Optional.ofNullable(channels.get(channel))
        .map(config -> new PriceBook(channel, config, () -> Optional.ofNullable(tables), pieces));
  }

  /** The next moment at which time alone changes some price. */
  public Optional<Instant> nextChange(Instant after) {
    PriceTables now = tables;
    return now == null ? Optional.empty() : now.touched(touch -> touch.nextChange(after));
  }

  /** Whose prices time alone changes in {@code (after, upTo]}. */
  public Affected affectedByTime(Instant after, Instant upTo) {
    PriceTables now = tables;
    return now == null ? Affected.NOBODY : now.touched(touch -> touch.changedByTime(after, upTo));
  }

  /** What a person must put right before every price can be published. */
  public List<String> problems() {
    return channels.keySet().stream()
        .flatMap(
            channel ->
                book(channel).stream()
                    .flatMap(book -> book.problems().stream())
                    .map(problem -> "prices of " + channel + ": " + problem))
        .toList();
  }

  private void tell(Affected affected) {
    if (affected.isNobody()) {
      return;
    }
    for (CatalogSink sink : sinks) {
      affected.all().ifPresentOrElse(sink::dirtyAll, () -> sink.dirty(affected.templates()));
    }
  }

  /** Sets the timer for the next change, unless one that is as early waits already. */
  private void plan() {
    synchronized (timing) {
      Instant since = told == null ? timers.now() : told;
      told = since;
      Optional<Instant> next = nextChange(since);
      if (next.isEmpty() || (wakeAt != null && !next.get().isBefore(wakeAt))) {
        return;
      }
      wakeAt = next.get();
      Duration delay = Duration.between(timers.now(), next.get());
      timers.after(delay.isNegative() ? Duration.ZERO : delay, () -> wake(next.get()));
    }
  }

  private void wake(Instant due) {
    Affected affected;
    synchronized (timing) {
      Instant now = timers.now();
      // A timer may fire a little early by the wall clock; what is due is due.
      Instant upTo = now.isBefore(due) ? due : now;
      affected = affectedByTime(told == null ? due.minusMillis(1) : told, upTo);
      told = upTo;
      wakeAt = null;
    }
    LOG.atInfo()
        .addKeyValue("due", due)
        .addKeyValue("templates", affected.templates().size())
        .addKeyValue("all", affected.all().orElse(""))
        .log("prices changed by time");
    tell(affected);
    plan();
  }

  /** The tables of one load. */
  private final class Part implements TablePart {
    private final PriceTables loaded;

    Part(PriceTables loaded) {
      this.loaded = loaded;
    }

    @Override
    public Set<String> tables() {
      return PriceTables.NAMES;
    }

    @Override
    public void apply(RowChange change) {
      loaded.apply(change);
    }

    @Override
    public void takeOver() {
      Affected unused = loaded.takeAffected();
      tables = loaded;
      synchronized (timing) {
        told = timers.now();
        wakeAt = null;
      }
      problems().forEach(problem -> LOG.atWarn().addKeyValue("problem", problem).log("no prices"));
      tell(Affected.everybody("prices were loaded"));
      plan();
    }

    @Override
    public void transactionFolded() {
      Affected affected = loaded.takeAffected();
      if (tables == loaded && !affected.isNobody()) {
        tell(affected);
        plan();
      }
    }
  }
}
