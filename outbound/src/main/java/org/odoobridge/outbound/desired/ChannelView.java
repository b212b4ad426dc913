package org.odoobridge.outbound.desired;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.projection.Availability;
import org.odoobridge.outbound.projection.Buffers;
import org.odoobridge.outbound.projection.Explained;
import org.odoobridge.outbound.projection.InFlightDemand;
import org.odoobridge.outbound.projection.Kept;
import org.odoobridge.outbound.projection.KitAvailability;
import org.odoobridge.outbound.projection.KitBook;
import org.odoobridge.outbound.projection.Millionths;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.Recipe;
import org.odoobridge.outbound.projection.Scope;
import org.odoobridge.outbound.projection.ShopPieces;
import org.odoobridge.outbound.projection.StockPolicy;

/** One channel's view of the stock: its policy resolved, its last numbers, its timers. */
final class ChannelView {
  /** Of a product without a SKU: no order can name it. */
  private static final Sku NO_SKU = new Sku("\u0001");

  /** Named in one problem; the rest is counted. */
  private static final int NAMED = 3;

  private final ChannelPolicy policy;
  private final ShopUnits shopUnits;
  private final Set<Sku> fractions = new TreeSet<>();
  private final Map<Sku, PieceSize.Unusable> unusable = new TreeMap<>();
  private final Map<Sku, DesiredStock> offered = new HashMap<>();
  private final Set<ChannelId> elsewhere = new HashSet<>();
  private final PriorityQueue<Wake> wakes =
      new PriorityQueue<>(Comparator.comparingLong(Wake::atMillis));
  private final Map<Sku, Long> nextWake = new HashMap<>();
  private Scope scope;
  private Availability availability;
  private Buffers buffers;
  private KitAvailability assembly;
  private ShopPieces pieces;
  private long wakeAtMillis;
  private long left;

  private record Wake(long atMillis, Sku sku) {}

  ChannelView(ChannelPolicy policy, ShopUnits shopUnits) {
    this.policy = policy;
    this.shopUnits = shopUnits;
    OdooTables nothing = new OdooTables(new Kept(false, false));
    this.scope = Scope.resolve(nothing, policy.stock());
    this.availability = new Availability(nothing, policy.stock(), scope);
    this.buffers = Buffers.resolve(nothing, policy.stock());
    this.assembly = new KitAvailability(nothing, availability);
    this.pieces = new ShopPieces(nothing, shopUnits, policy.channel());
  }

  ChannelId channel() {
    return policy.channel();
  }

  StockPolicy policy() {
    return policy.stock();
  }

  /** The last number offered of each SKU. */
  Map<Sku, DesiredStock> offered() {
    return offered;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>(scope.problems());
    problems.addAll(buffers.problems());
    problems.addAll(availability.kits().problems());
    unusable.forEach(
        (sku, why) ->
            problems.add("SKU " + sku + " counts as zero: " + why.problem() + "; " + why.remedy()));
    if (!fractions.isEmpty()) {
      problems.add(
          "stock in fractions of a unit of "
              + fractions.size()
              + " SKUs ("
              + fractions.stream().limit(NAMED).map(Sku::value).collect(Collectors.joining(", "))
              + (fractions.size() > NAMED ? ", …" : "")
              + "): a shop sells whole pieces, the fraction is not shown; say how much a piece is"
              + " in shopUnits, such as { sku: "
              + fractions.iterator().next()
              + ", perPiece: 0.25 }");
    }
    return problems;
  }

  /** How much a piece of a product is. */
  PieceSize piece(int product) {
    return pieces.of(product);
  }

  /** What was found about a SKU that is not published any more. */
  void forget(Sku sku) {
    fractions.remove(sku);
    unusable.remove(sku);
  }

  void resolve(OdooTables tables) {
    scope = Scope.resolve(tables, policy.stock());
    availability = new Availability(tables, policy.stock(), scope);
    buffers = Buffers.resolve(tables, policy.stock());
    assembly = new KitAvailability(tables, availability);
    pieces = new ShopPieces(tables, shopUnits, policy.channel());
  }

  /** Finds the channels whose orders cannot take this channel's stock. */
  void compareWith(Collection<ChannelView> all) {
    elsewhere.clear();
    for (ChannelView other : all) {
      if (other != this && !scope.overlaps(other.scope)) {
        elsewhere.add(other.channel());
      }
    }
  }

  /** The number to publish now. */
  long compute(OdooTables tables, InFlightDemand demand, Sku sku, int product, long nowMillis) {
    long quantity = units(tables, demand, sku, product, nowMillis, Explained.NOT);
    wakeAt(wakeAtMillis, sku);
    return quantity;
  }

  Explanation explain(OdooTables tables, InFlightDemand demand, Sku sku, long nowMillis) {
    ExplanationBuilder builder = new ExplanationBuilder(tables, scope);
    OptionalInt product = tables.productOf(sku);
    boolean kit = false;
    long published = 0;
    if (product.isPresent()) {
      kit = availability.kits().recipe(product.getAsInt()) != null;
      published = units(tables, demand, sku, product.getAsInt(), nowMillis, builder);
    }
    return builder.build(
        policy, sku, published, kit, left / Millionths.UNIT, offered.get(sku), problems());
  }

  /** SKUs whose number changes by time alone and whose time has come. */
  List<Sku> due(long nowMillis) {
    List<Sku> due = new ArrayList<>();
    for (Wake wake = wakes.peek();
        wake != null && wake.atMillis() <= nowMillis;
        wake = wakes.peek()) {
      wakes.poll();
      if (nextWake.remove(wake.sku(), wake.atMillis())) {
        due.add(wake.sku());
      }
    }
    return due;
  }

  /**
   * max(0, floor(Σ − in flight − buffer)). An order of a channel we know nothing of counts: its
   * goods may come from here.
   */
  private long units(
      OdooTables tables,
      InFlightDemand demand,
      Sku sku,
      int product,
      long nowMillis,
      Explained explained) {
    KitBook kits = availability.kits();
    Recipe recipe = kits.recipe(product);
    if (recipe == null) {
      long sellable = availability.of(product, nowMillis, explained);
      wakeAtMillis = availability.wakeAtMillis();
      left = sellable - held(tables, demand, sku, product, explained);
    } else {
      left =
          assembly.of(
              recipe,
              nowMillis,
              (part, terms) ->
                  held(tables, demand, tables.catalog().skuOf(part).orElse(NO_SKU), part, terms),
              explained);
      wakeAtMillis = assembly.wakeAtMillis();
    }
    PieceSize size = pieces.of(product);
    long withheld = buffers.of(sku, product, left, size);
    long rounding = tables.rounding(product);
    note(sku, size, left, rounding);
    if (explained != Explained.NOT) {
      explained.withheld(withheld, buffers.chosen(sku, product));
      explained.piece(size, fractions.contains(sku));
    }
    return Math.max(0, ShopPieces.whole(size, left - withheld, rounding));
  }

  private void note(Sku sku, PieceSize size, long quantity, long rounding) {
    if (size instanceof PieceSize.OneUnit && ShopPieces.fractional(quantity, rounding)) {
      fractions.add(sku);
    } else if (!fractions.isEmpty()) {
      fractions.remove(sku);
    }
    if (size instanceof PieceSize.Unusable problem) {
      unusable.put(sku, problem);
    } else if (!unusable.isEmpty()) {
      unusable.remove(sku);
    }
  }

  /** Whether orders of a channel may take this one's stock. */
  private boolean counts(ChannelId channel) {
    return !elsewhere.contains(channel);
  }

  private long held(
      OdooTables tables, InFlightDemand demand, Sku sku, int product, Explained explained) {
    return demand.of(
        tables, availability.kits(), sku, product, policy.stock().mode(), this::counts, explained);
  }

  private void wakeAt(long atMillis, Sku sku) {
    if (atMillis == Long.MAX_VALUE) {
      if (!nextWake.isEmpty()) {
        nextWake.remove(sku);
      }
      return;
    }
    Long known = nextWake.put(sku, atMillis);
    if (known == null || known != atMillis) {
      wakes.add(new Wake(atMillis, sku));
    }
  }
}
