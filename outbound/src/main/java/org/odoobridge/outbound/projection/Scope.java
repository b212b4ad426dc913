package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel's policy resolved against Odoo's location tree: which locations count, and for which
 * warehouse. A location belongs to one warehouse at most, so nothing is counted twice.
 */
public final class Scope {
  private static final int OUTSIDE = -1;
  private static final int EXCLUDED = -2;
  private static final int NOT_INTERNAL = -3;
  private static final int DEEPEST = 100;

  private final List<Place> warehouses;
  private final IntMap<Integer> byLocation;
  private final List<String> problems;

  /**
   * A warehouse of the scope.
   *
   * @param root location whose subtree counts
   * @param company it belongs to
   * @param ownPartner partner of its company; quants it owns are our own
   */
  public record Place(int id, String code, int root, int company, int ownPartner) {}

  private Scope(List<Place> warehouses, IntMap<Integer> byLocation, List<String> problems) {
    this.warehouses = List.copyOf(warehouses);
    this.byLocation = byLocation;
    this.problems = List.copyOf(problems);
  }

  /** Resolves {@code policy} against the tables as they are now. */
  public static Scope resolve(OdooTables tables, StockPolicy policy) {
    List<String> problems = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    for (String name : policy.warehouses()) {
      place(tables, policy, name, problems).ifPresent(places::add);
    }
    IntMap<Integer> byLocation = new IntMap<>();
    boolean[] excludeMet = new boolean[policy.excludeLocations().size()];
    tables
        .locations()
        .forEach(
            (id, location) ->
                byLocation.put(id, classify(tables, policy, places, id, location, excludeMet)));
    for (int i = 0; i < excludeMet.length; i++) {
      if (!excludeMet[i]) {
        problems.add("excluded location '" + policy.excludeLocations().get(i) + "' is not in Odoo");
      }
    }
    return new Scope(places, byLocation, problems);
  }

  public List<Place> warehouses() {
    return warehouses;
  }

  /** The company whose kits the channel sells: that of its first warehouse. */
  public int company() {
    return warehouses.isEmpty() ? 0 : warehouses.getFirst().company();
  }

  /** What of the policy does not match Odoo, for a person. */
  public List<String> problems() {
    return problems;
  }

  /** Index in {@link #warehouses} of the one that sells from this location; negative when none. */
  int warehouseOf(int location) {
    Integer index = byLocation.get(location);
    return index == null ? OUTSIDE : index;
  }

  boolean has(int location) {
    return warehouseOf(location) >= 0;
  }

  /** Why a location counts or not. */
  Explained.Why why(int location) {
    return switch (warehouseOf(location)) {
      case OUTSIDE -> Explained.Why.OUT_OF_SCOPE;
      case EXCLUDED -> Explained.Why.EXCLUDED_LOCATION;
      case NOT_INTERNAL -> Explained.Why.NOT_INTERNAL;
      default -> Explained.Why.COUNTED;
    };
  }

  /** Whether some location counts in both. */
  public boolean overlaps(Scope other) {
    for (int id : byLocation.ids()) {
      if (has(id) && other.has(id)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Place> place(
      OdooTables tables, StockPolicy policy, String name, List<String> problems) {
    List<Place> found = new ArrayList<>();
    tables
        .warehouses()
        .forEach(
            (id, row) -> {
              OdooRow.Company company = tables.company(row.company());
              boolean inUse = row.active() && (company == null || company.active());
              if (name.equals("#" + id) || (inUse && row.code().equals(name))) {
                found.add(
                    new Place(
                        id,
                        row.code(),
                        policy.includeViewLocation() ? row.view() : row.stock(),
                        row.company(),
                        company == null ? 0 : company.partner()));
              }
            });
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    problems.add(
        found.isEmpty()
            ? "warehouse '" + name + "' is not in Odoo"
            : "warehouse code '"
                + name
                + "' is used by several companies: write the id, such as #"
                + found.getFirst().id());
    return Optional.empty();
  }

  private static int classify(
      OdooTables tables,
      StockPolicy policy,
      List<Place> places,
      int id,
      OdooRow.Location location,
      boolean[] excludeMet) {
    int warehouse = OUTSIDE;
    boolean excluded = false;
    int at = id;
    OdooRow.@Nullable Location row = location;
    for (int depth = 0; row != null && depth < DEEPEST; depth++) {
      excluded |= matches(policy, at, row, excludeMet);
      for (int i = 0; warehouse == OUTSIDE && i < places.size(); i++) {
        warehouse = places.get(i).root() == at ? i : OUTSIDE;
      }
      at = row.parent();
      row = at == 0 ? null : tables.locations().get(at);
    }
    if (warehouse == OUTSIDE) {
      return OUTSIDE;
    }
    return excluded ? EXCLUDED : location.internal() ? warehouse : NOT_INTERNAL;
  }

  private static boolean matches(
      StockPolicy policy, int id, OdooRow.Location row, boolean[] excludeMet) {
    boolean matched = false;
    for (int i = 0; i < excludeMet.length; i++) {
      String name = policy.excludeLocations().get(i);
      if (name.equals(row.completeName()) || name.equals(row.name()) || name.equals("#" + id)) {
        excludeMet[i] = true;
        matched = true;
      }
    }
    return matched;
  }
}
