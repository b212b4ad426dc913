package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/**
 * The final tables as maps, and the formula written again as plainly as possible: a second opinion
 * for the property tests. Shares no code with the projection but the rows.
 */
public final class NaiveOdoo {
  private static final Set<String> OPEN =
      Set.of("waiting", "confirmed", "partially_available", "assigned");
  private final Map<String, Map<String, Map<String, @Nullable Object>>> tables = new HashMap<>();

  public void apply(RowChange change) {
    Map<String, Map<String, @Nullable Object>> table =
        tables.computeIfAbsent(change.table(), name -> new HashMap<>());
    switch (change) {
      case RowChange.Inserted row -> merge(table, row.after());
      case RowChange.Updated row -> merge(table, row.after());
      case RowChange.Deleted row -> table.remove(key(row.key()));
      case RowChange.Truncated all -> table.clear();
    }
  }

  private static void merge(Map<String, Map<String, @Nullable Object>> table, Row row) {
    Map<String, @Nullable Object> stored = table.computeIfAbsent(key(row), id -> new HashMap<>());
    for (String column : row.columns()) {
      if (!row.isUnchanged(column)) {
        stored.put(column, row.get(column));
      }
    }
  }

  private static String key(Row row) {
    return row.has("id")
        ? String.valueOf(row.get("id"))
        : row.get("move_orig_id") + ">" + row.get("move_dest_id");
  }

  /** The rows as they stand, as an SQL snapshot would give them. */
  public List<RowChange> snapshot() {
    List<RowChange> rows = new ArrayList<>();
    tables.forEach(
        (table, byKey) ->
            byKey
                .values()
                .forEach(
                    row -> rows.add(new RowChange.Inserted(table, new Row(new HashMap<>(row))))));
    return rows;
  }

  private Iterable<Map<String, @Nullable Object>> all(String table) {
    return tables.getOrDefault(table, Map.of()).values();
  }

  private @Nullable Map<String, @Nullable Object> one(String table, @Nullable Object id) {
    return tables.getOrDefault(table, Map.of()).get(String.valueOf(id));
  }

  private static BigDecimal number(Map<String, @Nullable Object> row, String column) {
    Object value = row.get(column);
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }

  /**
   * What a channel with {@code policy} may sell of {@code product}, before in-flight and buffer.
   */
  public BigDecimal available(int product, StockPolicy policy, long nowMillis) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String code : policy.warehouses()) {
      BigDecimal rest =
          onHand(product, policy, code, nowMillis)
              .add(incoming(product, policy, code, nowMillis))
              .subtract(promised(product, policy, code, nowMillis));
      sum = sum.add(rest.max(BigDecimal.ZERO));
    }
    return sum.setScale(3, RoundingMode.HALF_UP).stripTrailingZeros();
  }

  private @Nullable Map<String, @Nullable Object> warehouse(String code) {
    for (Map<String, @Nullable Object> row : all("stock_warehouse")) {
      if (code.equals(row.get("code"))) {
        return row;
      }
    }
    return null;
  }

  private boolean under(@Nullable Object location, @Nullable Object root) {
    for (Object at = location; at != null; ) {
      if (at.equals(root)) {
        return true;
      }
      Map<String, @Nullable Object> row = one("stock_location", at);
      at = row == null ? null : row.get("location_id");
    }
    return false;
  }

  private boolean inScope(@Nullable Object location, StockPolicy policy, String code) {
    Map<String, @Nullable Object> row = one("stock_location", location);
    Map<String, @Nullable Object> warehouse = warehouse(code);
    if (row == null || warehouse == null || !"internal".equals(row.get("usage"))) {
      return false;
    }
    for (Map<String, @Nullable Object> other : all("stock_location")) {
      if (policy.excludeLocations().contains(String.valueOf(other.get("complete_name")))
          && under(location, other.get("id"))) {
        return false;
      }
    }
    return under(
        location,
        warehouse.get(policy.includeViewLocation() ? "view_location_id" : "lot_stock_id"));
  }

  private boolean inAnyScope(@Nullable Object location, StockPolicy policy) {
    return policy.warehouses().stream().anyMatch(code -> inScope(location, policy, code));
  }

  private boolean others(@Nullable Object owner, StockPolicy policy) {
    return policy.excludeOwned() && owner != null && !owner.equals(Shop.OWN_PARTNER);
  }

  private boolean lotCounts(@Nullable Object id, StockPolicy policy, long nowMillis) {
    LotRules rules = policy.lots();
    if (id == null || rules.isEmpty()) {
      return true;
    }
    Map<String, @Nullable Object> lot = one("stock_lot", id);
    if (lot == null || rules.exclude().contains(String.valueOf(lot.get("name")))) {
      return false;
    }
    Object date = lot.get("expiration_date");
    return date == null
        || Instant.parse(date.toString())
            .isAfter(Instant.ofEpochMilli(nowMillis).plus(rules.excludeExpiringWithin()));
  }

  private BigDecimal incoming(int product, StockPolicy policy, String code, long nowMillis) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, @Nullable Object> move : all("stock_move")) {
      if (policy.mode() != StockPolicy.Mode.FORECAST
          || !Objects.equals(move.get("product_id"), product)
          || !OPEN.contains(move.get("state"))
          || inAnyScope(move.get("location_id"), policy)
          || !inScope(move.get("location_dest_id"), policy, code)
          || others(move.get("restrict_partner_id"), policy)) {
        continue;
      }
      long date = Instant.parse(String.valueOf(move.get("date"))).toEpochMilli();
      if (policy.supplyHorizon().isZero()
          || date <= nowMillis + policy.supplyHorizon().toMillis()) {
        BigDecimal left = number(move, "product_qty");
        for (Map<String, @Nullable Object> link : all("stock_move_move_rel")) {
          Map<String, @Nullable Object> next = one("stock_move", link.get("move_dest_id"));
          if (Objects.equals(link.get("move_orig_id"), move.get("id"))
              && next != null
              && OPEN.contains(next.get("state"))
              && leaves(next, policy, 1)) {
            left =
                left.subtract(
                    number(next, "product_qty").subtract(reserved(next)).max(BigDecimal.ZERO));
          }
        }
        sum = sum.add(left.max(BigDecimal.ZERO));
      }
    }
    return sum;
  }

  private BigDecimal onHand(int product, StockPolicy policy, String code, long nowMillis) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, @Nullable Object> quant : all("stock_quant")) {
      if (Objects.equals(quant.get("product_id"), product)
          && inScope(quant.get("location_id"), policy, code)
          && !others(quant.get("owner_id"), policy)
          && lotCounts(quant.get("lot_id"), policy, nowMillis)) {
        sum = sum.add(number(quant, "quantity"));
      }
    }
    return sum;
  }

  private BigDecimal promised(int product, StockPolicy policy, String code, long nowMillis) {
    BigDecimal sum = tills(product, policy, code);
    if (policy.mode() == StockPolicy.Mode.FREE) {
      for (Map<String, @Nullable Object> quant : all("stock_quant")) {
        if (Objects.equals(quant.get("product_id"), product)
            && inScope(quant.get("location_id"), policy, code)
            && !others(quant.get("owner_id"), policy)
            && lotCounts(quant.get("lot_id"), policy, nowMillis)) {
          sum = sum.add(number(quant, "reserved_quantity"));
        }
      }
      return sum;
    }
    for (Map<String, @Nullable Object> move : all("stock_move")) {
      if (Objects.equals(move.get("product_id"), product)
          && OPEN.contains(move.get("state"))
          && inScope(move.get("location_id"), policy, code)
          && !others(move.get("restrict_partner_id"), policy)
          && leaves(move, policy, 0)) {
        long date = Instant.parse(String.valueOf(move.get("date"))).toEpochMilli();
        boolean late =
            !policy.demandHorizon().isZero()
                && date > nowMillis + policy.demandHorizon().toMillis();
        boolean reservedOnly = late || "make_to_order".equals(move.get("procure_method"));
        sum = sum.add(reservedOnly ? reserved(move) : number(move, "product_qty"));
      }
    }
    return sum;
  }

  private BigDecimal reserved(Map<String, @Nullable Object> move) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, @Nullable Object> line : all("stock_move_line")) {
      if (Objects.equals(move.get("id"), line.get("move_id"))
          && !Set.of("done", "cancel").contains(line.get("state"))) {
        sum = sum.add(number(line, "product_qty"));
      }
    }
    return sum;
  }

  private boolean leaves(Map<String, @Nullable Object> move, StockPolicy policy, int depth) {
    if (!inAnyScope(move.get("location_dest_id"), policy)) {
      return true;
    }
    for (Map<String, @Nullable Object> link : all("stock_move_move_rel")) {
      Map<String, @Nullable Object> next = one("stock_move", link.get("move_dest_id"));
      if (Objects.equals(link.get("move_orig_id"), move.get("id"))
          && next != null
          && OPEN.contains(next.get("state"))
          && depth < 20
          && leaves(next, policy, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private BigDecimal tills(int product, StockPolicy policy, String code) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map<String, @Nullable Object> line : all("pos_order_line")) {
      Map<String, @Nullable Object> order = one("pos_order", line.get("order_id"));
      Map<String, @Nullable Object> session =
          order == null ? null : one("pos_session", order.get("session_id"));
      if (order == null
          || session == null
          || !Objects.equals(line.get("product_id"), product)
          || "closed".equals(session.get("state"))
          || !Boolean.TRUE.equals(session.get("update_stock_at_closing"))
          || !Set.of("paid", "invoiced", "done").contains(order.get("state"))) {
        continue;
      }
      Map<String, @Nullable Object> config = one("pos_config", session.get("config_id"));
      Map<String, @Nullable Object> type =
          config == null ? null : one("stock_picking_type", config.get("picking_type_id"));
      if (type != null && inScope(type.get("default_location_src_id"), policy, code)) {
        sum = sum.add(number(line, "qty"));
      }
    }
    return sum;
  }
}
