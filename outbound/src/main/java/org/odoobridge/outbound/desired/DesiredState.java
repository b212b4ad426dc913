package org.odoobridge.outbound.desired;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.projection.Catalog;
import org.odoobridge.outbound.projection.InFlightDemand;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.StockPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every channel should show of every SKU, recomputed only where something was touched and
 * offered to the sink only when the number changed. One thread owns it.
 */
public final class DesiredState {
  private static final Logger LOG = LoggerFactory.getLogger(DesiredState.class);
  private final Map<ChannelId, ChannelView> views = new LinkedHashMap<>();
  private final InFlightDemand demand;
  private final StockSink sink;
  private final Clock clock;
  private final Set<Sku> ambiguous = new TreeSet<>();
  private OdooTables tables = new OdooTables(new Kept(false, false));
  private long sequence;

  public DesiredState(
      List<ChannelPolicy> channels, InFlightDemand demand, StockSink sink, Clock clock) {
    this(channels, ShopUnits.NONE, demand, sink, clock);
  }

  /**
   * @param units how much of Odoo's unit a piece in each channel is
   */
  public DesiredState(
      List<ChannelPolicy> channels,
      ShopUnits units,
      InFlightDemand demand,
      StockSink sink,
      Clock clock) {
    this.demand = demand;
    this.sink = sink;
    this.clock = clock;
    for (ChannelPolicy channel : channels) {
      views.put(channel.channel(), new ChannelView(channel, units));
    }
  }

  /** The modes in use. */
  public Set<StockPolicy.Mode> modes() {
    Set<StockPolicy.Mode> modes = EnumSet.noneOf(StockPolicy.Mode.class);
    views.values().forEach(view -> modes.add(view.policy().mode()));
    return modes;
  }

  /** Computes from {@code newTables} from now on. */
  public void attach(OdooTables newTables) {
    tables = newTables;
    resolveScopes();
  }

  /** Looks up warehouses and locations again; everything must be recomputed after it. */
  public void resolveScopes() {
    views.values().forEach(view -> view.resolve(tables));
    views.values().forEach(view -> view.compareWith(views.values()));
  }

  /**
   * Recomputes these SKUs in every channel.
   *
   * @param replayed offer them even if the number did not change
   */
  public void recompute(Set<Sku> skus, Cause cause, boolean replayed) {
    for (Sku sku : skus) {
      recompute(sku, cause, replayed, replayed);
    }
  }

  /**
   * Recomputes every SKU in every channel.
   *
   * @param replayed those to offer even if the number did not change
   */
  public void recomputeAll(Cause cause, Set<Sku> replayed) {
    for (Sku sku : everySku()) {
      boolean again = replayed.contains(sku);
      recompute(sku, cause, again, again);
    }
  }

  /**
   * Recomputes and offers every SKU in every channel, since what takes the numbers may be new.
   *
   * @param replayed those whose change was read again
   */
  public void offerAll(Cause cause, Set<Sku> replayed) {
    for (Sku sku : everySku()) {
      recompute(sku, cause, replayed.contains(sku), true);
    }
  }

  private Set<Sku> everySku() {
    Set<Sku> all = new LinkedHashSet<>(tables.catalog().skus());
    views.values().forEach(view -> all.addAll(view.offered().keySet()));
    return all;
  }

  /** Recomputes what the passing of time alone has changed. */
  public void tick(Cause cause) {
    long now = clock.millis();
    for (ChannelView view : views.values()) {
      for (Sku sku : view.due(now)) {
        OptionalInt product = tables.productOf(sku);
        if (product.isPresent()) {
          offer(view, sku, product.getAsInt(), cause, false, false);
        }
      }
    }
  }

  /** The formula for one channel and SKU, term by term; empty for a channel that is not ours. */
  public Optional<Explanation> explain(ChannelId channel, Sku sku) {
    return Optional.ofNullable(views.get(channel))
        .map(view -> view.explain(tables, demand, sku, clock.millis()));
  }

  /** How much a piece of a product is in a channel; one unit in one that is not ours. */
  public PieceSize piece(ChannelId channel, int product) {
    ChannelView view = views.get(channel);
    return view == null ? new PieceSize.OneUnit() : view.piece(product);
  }

  /** Every SKU with stock numbers, by SKU. */
  public List<StockRow> stockTable() {
    return stockPage("", 0, Integer.MAX_VALUE).rows();
  }

  /**
   * Some of them. Numbers are added up for the rows of the page only: the projection waits
   * meanwhile.
   *
   * @param search part of the SKU or the name, any case; empty = all
   */
  public StockPage stockPage(String search, int offset, int limit) {
    String needle = search.toLowerCase(Locale.ROOT);
    List<Sku> found = new ArrayList<>();
    for (Sku sku : tables.catalog().skus()) {
      OptionalInt product = tables.productOf(sku);
      if (product.isPresent() && fits(needle, sku, product.getAsInt())) {
        found.add(sku);
      }
    }
    Collections.sort(found);
    int from = Math.min(offset, found.size());
    List<Sku> page = found.subList(from, from + Math.min(limit, found.size() - from));
    return new StockPage(found.size(), stockRows(page));
  }

  private boolean fits(String needle, Sku sku, int product) {
    return needle.isEmpty()
        || sku.value().toLowerCase(Locale.ROOT).contains(needle)
        || tables.catalog().name(product).orElse("").toLowerCase(Locale.ROOT).contains(needle);
  }

  /** The rows of these SKUs, in their order; a SKU that is not published has none. */
  public List<StockRow> stockRows(Collection<Sku> skus) {
    List<StockRow> rows = new ArrayList<>();
    for (Sku sku : skus) {
      OptionalInt product = tables.productOf(sku);
      if (product.isPresent()) {
        rows.add(stockRow(sku, product.getAsInt()));
      }
    }
    return rows;
  }

  private StockRow stockRow(Sku sku, int product) {
    Map<String, Long> desired = new LinkedHashMap<>();
    for (ChannelView view : views.values()) {
      DesiredStock offered = view.offered().get(sku);
      if (offered != null) {
        desired.put(view.channel().value(), offered.quantity());
      }
    }
    return new StockRow(
        sku.value(), tables.catalog().name(product).orElse(""), tables.onHand(product), desired);
  }

  /** What a person must put right before every number can be published. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (ChannelView view : views.values()) {
      view.problems().forEach(text -> problems.add("channel " + view.channel() + ": " + text));
    }
    for (Sku sku : ambiguous) {
      problems.add("SKU " + sku + ": several active products have it; none is published");
    }
    for (Sku sku : demand.unknownSkus(tables)) {
      problems.add("SKU " + sku + ": ordered in a channel, but no product in Odoo has it");
    }
    return problems;
  }

  private void recompute(Sku sku, Cause cause, boolean replayed, boolean evenIfEqual) {
    OptionalInt product = tables.productOf(sku);
    noteAmbiguity(sku, product.isPresent());
    for (ChannelView view : views.values()) {
      if (product.isPresent()) {
        offer(view, sku, product.getAsInt(), cause, replayed, evenIfEqual);
      } else if (view.offered().remove(sku) != null) {
        view.forget(sku);
        sink.forget(view.channel(), sku);
      }
    }
  }

  private void offer(
      ChannelView view, Sku sku, int product, Cause cause, boolean replayed, boolean evenIfEqual) {
    long quantity = view.compute(tables, demand, sku, product, clock.millis());
    DesiredStock before = view.offered().get(sku);
    if (before != null && before.quantity() == quantity && !evenIfEqual) {
      return;
    }
    DesiredStock now =
        new DesiredStock(view.channel(), sku, quantity, ++sequence, cause.asOf(), cause.at());
    view.offered().put(sku, now);
    sink.offer(now, replayed);
  }

  private void noteAmbiguity(Sku sku, boolean single) {
    if (single || tables.catalog().standing(sku) != Catalog.Standing.AMBIGUOUS) {
      if (!ambiguous.isEmpty()) {
        ambiguous.remove(sku);
      }
    } else if (ambiguous.add(sku)) {
      LOG.atWarn()
          .addKeyValue("sku", sku)
          .log("several active products have one SKU; it is not published");
    }
  }
}
